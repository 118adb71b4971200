"""What a producer tells of itself, its products and their photos: by its own people, and nothing official."""

import re

import pytest
from django.urls import reverse

from ocop_portal.core.access import Refusal
from producers.members import withdraw
from producers.models import Producer, ProducerMember
from products.models import Photo, Product
from products.registration import introduce_producer, tell_about_product
from tests import cast
from tests.products.goods import page, recognised
from tests.products.test_desk_access import photo_file

pytestmark = pytest.mark.django_db

READERS = [lambda: cast.leader(cast.COMMUNE), cast.auditor, cast.administrator]


@pytest.fixture
def member(client):
    return cast.sign_in(client, cast.producer_member())


def words(**values):
    return {
        "summary": "Ngọt thanh",
        "story": "Ba đời nuôi ong",
        "packaging": "Chai 500 ml",
        "version": 1,
    } | values


def story_url(product):
    return reverse("product_story", args=[product.pk])


def introduction_url(producer):
    return reverse("producer_story", args=[producer.pk])


def own_words_on(text):
    return re.search(r'<section class="own-words">(.*?)</section>', text, re.DOTALL)[1]


def test_member_tells_of_the_product_and_the_public_reads_it_at_once(member):
    product = recognised()
    version = product.version
    assert "own-words" not in page(member, product.get_absolute_url())

    answer = member.post(story_url(product), words(version=version))

    assert answer.url == reverse("product_record", args=[product.pk])
    told = own_words_on(page(member, product.get_absolute_url()))
    assert "cơ quan quản lý không xác nhận nội dung này" in told
    assert all(text in told for text in ("Ngọt thanh", "Ba đời nuôi ong", "Chai 500 ml"))


def test_member_introduces_the_producer_and_the_public_reads_it_at_once(member):
    producer = recognised().producer
    assert "own-words" not in page(member, producer.get_absolute_url())

    answer = member.post(introduction_url(producer), {"introduction": "Làm mật từ năm 1990.", "version": 1})

    assert answer.url == reverse("producer_record", args=[producer.pk])
    assert "Làm mật từ năm 1990." in own_words_on(page(member, producer.get_absolute_url()))


def test_only_the_own_words_are_saved_whatever_is_sent_along(member):
    product = recognised(stars=3)
    official = ("name", "made_in_id", "product_set_id", "producer_id", *Product.PUBLIC_FACTS)
    before = Product.objects.values_list(*official).get()

    member.post(story_url(product), words(version=product.version, name="Tên khác", stars=5, made_in="2"))

    assert Product.objects.values_list(*official).get() == before
    assert Product.objects.get().summary == "Ngọt thanh"


def test_verbs_leave_other_changes_of_the_same_object_alone():
    member, product = cast.producer_member(), cast.product()
    product.name, product.story = "Tên khác", "Ba đời nuôi ong"
    tell_about_product(product, version=product.version, by=member)
    producer = product.producer
    producer.name, producer.introduction = "Tên khác", "Làm mật từ năm 1990."
    introduce_producer(producer, version=producer.version, by=member)

    standing = Product.objects.select_related("producer").get()
    assert (standing.name, standing.story) == ("Mật ong hoa vải", "Ba đời nuôi ong")
    assert standing.producer.name == "Hợp tác xã Vải thiều Lục Ngạn"
    assert standing.producer.introduction == "Làm mật từ năm 1990."


def test_history_tells_who_wrote_it(member):
    member.post(story_url(cast.product()), words())

    latest = Product.objects.get().history.latest()
    assert (latest.history_user, latest.story) == (cast.producer_member(), "Ba đời nuôi ong")


def test_markup_is_shown_as_it_was_typed(member):
    product = recognised()

    member.post(story_url(product), words(story="<script>alert(1)</script>", version=product.version))

    told = own_words_on(page(member, product.get_absolute_url()))
    assert "&lt;script&gt;" in told
    assert "<script" not in told


def test_words_may_be_taken_back(member):
    product = recognised(story="Câu chuyện sai")

    member.post(story_url(product), words(summary="", story="", packaging="", version=product.version))

    assert "own-words" not in page(member, product.get_absolute_url())


@pytest.mark.parametrize("wrong", [{"story": "x" * 10_001}, {"summary": "x" * 301}, {"packaging": "a\0b"}])
def test_what_cannot_be_kept_is_an_error_of_its_field_and_stays_typed(member, wrong):
    answer = member.post(story_url(cast.product()), words(**wrong))

    assert list(answer.context["form"].errors) == list(wrong)
    assert Product.objects.get().version == 1
    kept = answer.context["form"]["summary" if "story" in wrong else "story"].value()
    assert kept in answer.content.decode()


def test_too_long_an_introduction_is_an_error_of_its_field(member):
    answer = member.post(introduction_url(cast.producer()), {"introduction": "x" * 5001, "version": 1})

    assert "introduction" in answer.context["form"].errors
    assert not Producer.objects.get().introduction


# Two at once


def test_second_to_save_gets_both_versions_and_loses_nothing(member):
    product = cast.product()
    member.post(story_url(product), words(story="Lời của người kia"))

    conflict = member.post(story_url(product), words(story="Lời của tôi", version=1))

    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Lời của người kia" in text
    assert "Lời của tôi" in text
    assert Product.objects.get().story == "Lời của người kia"

    member.post(story_url(product), dict(conflict.context["form"].data.items()))
    product.refresh_from_db()
    assert (product.story, product.version) == ("Lời của tôi", 3)


def test_what_the_office_saved_meanwhile_is_not_overwritten(member):
    producer = cast.producer()
    Producer.objects.filter(pk=producer.pk).update(version=2, introduction="Cán bộ viết")

    conflict = member.post(introduction_url(producer), {"introduction": "Tôi viết", "version": 1})

    assert conflict.status_code == 409
    assert Producer.objects.get().introduction == "Cán bộ viết"


# Who may


@pytest.mark.parametrize("reader", READERS)
def test_reader_is_refused_with_the_reason_and_told_it_on_the_page(client, reader):
    product = cast.product()
    cast.sign_in(client, reader())
    for url, record in (
        (story_url(product), reverse("product_record", args=[product.pk])),
        (introduction_url(product.producer), reverse("producer_record", args=[product.producer_id])),
    ):
        refused = client.post(url, words(introduction="Tôi viết"))
        assert refused.status_code == 403
        text = client.get(record).content.decode()
        assert refused.context["reason"] in text
        assert url not in text
    assert not Product.objects.get().story
    assert not Producer.objects.get().introduction


def test_another_producers_member_finds_nothing(client):
    product = cast.product()
    other = cast.person("Người khác")
    ProducerMember.objects.create(user=other, producer=cast.producer("Hợp tác xã khác"))
    cast.sign_in(client, other)

    assert client.post(story_url(product), words()).status_code == 404
    assert client.post(introduction_url(product.producer), {"introduction": "Tôi"}).status_code == 404
    for act in (tell_about_product, introduce_producer):
        record = product if act is tell_about_product else product.producer
        with pytest.raises(Refusal):
            act(record, version=1, by=other)


def test_withdrawn_member_writes_nothing_more(client):
    product = cast.product()
    user = cast.producer_member()
    withdraw(user.producer_memberships.get(), by=cast.officer(cast.COMMUNE))

    assert cast.sign_in(client, user).post(story_url(product), words()).status_code == 404
    assert not Product.objects.get().story


def test_officer_of_the_area_writes_on_their_behalf(client):
    product = cast.product()
    cast.sign_in(client, cast.officer(cast.COMMUNE)).post(story_url(product), words())

    assert Product.objects.get().story == "Ba đời nuôi ong"


def test_member_finds_the_ways_on_the_own_pages_but_none_to_official_facts(member):
    product = cast.product()
    record = member.get(reverse("product_record", args=[product.pk])).content.decode()
    assert story_url(product) in record
    assert reverse("product_photo_add", args=[product.pk]) in record
    assert reverse("product_edit", args=[product.pk]) not in record
    assert introduction_url(product.producer) in page(
        member, reverse("producer_record", args=[product.producer_id])
    )


# Photos


def test_member_adds_a_photo_with_its_words_and_removes_it(member):
    product = recognised()
    add = reverse("product_photo_add", args=[product.pk])

    member.post(add, {"photo": photo_file(), "caption": "Tổ ong dưới tán vải"})

    photo = Photo.objects.get()
    assert 'alt="Tổ ong dưới tán vải"' in page(member, product.get_absolute_url())
    member.post(reverse("product_photo_remove", args=[photo.pk]))
    assert not Photo.objects.exists()
    assert "Tổ ong dưới tán vải" not in page(member, product.get_absolute_url())


def photographed_by(client, product, caption="Tổ ong"):
    client.post(reverse("product_photo_add", args=[product.pk]), {"photo": photo_file(), "caption": caption})
    return Photo.objects.get()


def test_member_says_again_what_a_photo_shows(member):
    product = recognised()
    photo = photographed_by(member, product, caption="")
    assert "chưa có chú thích" in page(member, reverse("product_record", args=[product.pk]))

    member.post(reverse("product_photo_caption", args=[photo.pk]), {"caption": "Tổ ong", "version": 1})

    assert 'alt="Tổ ong"' in page(member, product.get_absolute_url())
    assert str(cast.producer_member()) in page(member, reverse("product_record", args=[product.pk]))


def test_of_two_who_say_what_a_photo_shows_the_second_sees_both(member):
    photo = photographed_by(member, cast.product())
    say = reverse("product_photo_caption", args=[photo.pk])
    member.post(say, {"caption": "Lời của người kia", "version": 1})

    conflict = member.post(say, {"caption": "Lời của tôi", "version": 1})

    assert conflict.status_code == 409
    assert all(words in conflict.content.decode() for words in ("Lời của người kia", "Lời của tôi"))
    assert Photo.objects.get().caption == "Lời của người kia"
    member.post(say, dict(conflict.context["form"].data.items()))
    assert Photo.objects.get().caption == "Lời của tôi"


def test_another_producers_member_reaches_no_photo(client, member):
    product = cast.product()
    member.post(reverse("product_photo_add", args=[product.pk]), {"photo": photo_file(), "caption": ""})
    other = cast.person("Người khác")
    ProducerMember.objects.create(user=other, producer=cast.producer("Hợp tác xã khác"))
    cast.sign_in(client, other)

    photo = Photo.objects.get()
    assert client.post(reverse("product_photo_remove", args=[photo.pk])).status_code == 404
    assert client.post(reverse("product_photo_caption", args=[photo.pk]), {"version": 1}).status_code == 404
    assert Photo.objects.exists()
