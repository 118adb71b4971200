"""The desk of producers: find, register, change; the commune by typing; names that search follows."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from ocop_portal.areas.models import AdministrativeUnit
from producers.models import Producer
from products.models import Product
from tests import cast

pytestmark = pytest.mark.django_db

LIST = reverse("producer_desk")
CREATE = reverse("producer_create")


def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def officer(client):
    return signed_in(client, cast.officer(cast.COMMUNE))


@pytest.fixture
def province(client):
    return signed_in(client, cast.officer(cast.PROVINCE))


def entry(**values):
    return {
        "kind": "cooperative",
        "name": "Hợp tác xã Hồng Giang",
        "unit": "xã Lục Ngạn",
        "representative_name": "Hoàng Thị Mai",
        "phone": "0912 345 678",
        "version": 1,
    } | values


def names(response):
    return [producer.name for producer in response.context["page"].rows]


def test_list_is_searched_and_filtered(officer):
    cast.producer("Hợp tác xã Một", registration_code="2400111222")
    cast.producer("Hộ Hai", kind="household")
    cast.producer("Xa", at="68")

    assert names(officer.get(LIST)) == ["Hộ Hai", "Hợp tác xã Một"]
    assert names(officer.get(LIST, {"q": "hop tac"})) == ["Hợp tác xã Một"]
    assert names(officer.get(LIST, {"q": "2400111222"})) == ["Hợp tác xã Một"]
    assert names(officer.get(LIST, {"loai": "household"})) == ["Hộ Hai"]
    assert names(officer.get(LIST, {"noi": "Bắc Ninh"})) == ["Hộ Hai", "Hợp tác xã Một"]
    assert names(officer.get(LIST, {"noi": "Đà Lạt"})) == []


def test_unknown_kind_is_left_out_and_named(officer):
    cast.producer("Một")

    response = officer.get(LIST, {"loai": "ngân hàng"})

    assert names(response) == ["Một"]
    assert "ngân hàng" in response.content.decode()


def count_queries(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(25) as captured:
        client.get(url)
    return len(captured)


def test_pages_ask_as_many_queries_for_three_rows_as_for_one(officer, django_assert_max_num_queries):
    producer = cast.producer("Một")
    cast.product("Một", made_by=producer)
    record = reverse("producer_record", args=[producer.pk])
    before = [count_queries(officer, url, django_assert_max_num_queries) for url in (LIST, record)]
    for number in range(2):
        cast.product(f"Thêm {number}", made_by=producer)
        cast.producer(f"Thêm {number}")

    after = [count_queries(officer, url, django_assert_max_num_queries) for url in (LIST, record)]

    assert after == before


def test_officer_registers_a_producer(officer):
    response = officer.post(CREATE, entry(publish_phone="on", registration_code=" 2400 123 456 "))

    producer = Producer.objects.get()
    assert response.url == reverse("producer_record", args=[producer.pk])
    assert (producer.unit.address_code, producer.registration_code) == (cast.COMMUNE, "2400123456")
    assert (producer.publish_phone, producer.publish_representative) == (True, False)
    assert producer.created_by == cast.officer(cast.COMMUNE)


@pytest.mark.parametrize(
    "typed",
    [
        "xã Lục Ngạn",
        "luc ngan",
        "Xa\u0303 Lu\u0323c Nga\u0323n, ti\u0309nh Ba\u0306\u0301c Ninh",
        "xã Lục Ngạn, tỉnh Bắc Ninh",
    ],
)
def test_commune_is_understood_however_it_is_typed(officer, typed):
    officer.post(CREATE, entry(unit=typed))

    assert Producer.objects.get().unit.address_code == cast.COMMUNE


def test_historic_commune_is_found_with_its_district(province):
    province.post(CREATE, entry(unit="xã Giáp Sơn, huyện Lục Ngạn"))

    assert Producer.objects.get().unit.address_code == cast.DISTRICT_COMMUNE


def test_name_of_several_communes_comes_back_as_radios_and_is_chosen(province):
    doubtful = province.post(CREATE, entry(unit="Tân An"))
    candidates = doubtful.context["form"].fields["unit"].widget.candidates
    assert len(candidates) > 1
    assert not Producer.objects.exists()
    assert all(label in doubtful.content.decode() for _pk, label in candidates)

    pk, label = candidates[1]
    province.post(CREATE, entry(unit="Tân An") | {"unit-asked": "Tân An", "unit-choice": pk})

    assert Producer.objects.get().unit.full_name == label


def test_radio_counts_only_for_the_name_it_was_offered_for(province):
    other = AdministrativeUnit.objects.get(address_code=cast.COMMUNE)

    values = entry(unit="Không Có Đâu") | {"unit-asked": "Tân An", "unit-choice": other.pk}

    assert "unit" in province.post(CREATE, values).context["form"].errors


@pytest.mark.parametrize("choice", ["abc", "9" * 40, "-1", "²", "0"])
def test_forged_radio_is_no_choice(province, choice):
    values = entry(unit="Tân An") | {"unit-asked": "Tân An", "unit-choice": choice}

    assert "unit" in province.post(CREATE, values).context["form"].errors


@pytest.mark.parametrize("typed", ["", "x", "Đà Lạt", "\0", "x" * 10_000, "huyện Lục Ngạn"])
def test_commune_outside_the_area_or_unknown_is_an_error_of_the_field(officer, typed):
    response = officer.post(CREATE, entry(unit=typed))

    assert "unit" in response.context["form"].errors
    assert not Producer.objects.exists()


def test_radio_for_a_commune_of_another_area_is_refused(officer):
    far = AdministrativeUnit.objects.filter(parent__address_code="68").first()
    values = entry(unit=far.full_name) | {"unit-asked": far.full_name, "unit-choice": far.pk}

    assert "unit" in officer.post(CREATE, values).context["form"].errors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("kind", "bank"),
        ("phone", "gọi tôi"),
        ("email", "không"),
        ("registered_on", "31/02/2020"),
        ("registered_on", "01/01/2999"),
        ("registration_code", "<b>"),
        ("website", "javascript:alert(1)"),
        ("introduction", "x" * 5001),
        ("representative_name", ""),
    ],
)
def test_wrong_value_is_an_error_of_its_field(officer, field, value):
    response = officer.post(CREATE, entry(**{field: value}))

    assert set(response.context["form"].errors) == {field}
    assert not Producer.objects.exists()


def test_day_is_read_day_first(officer):
    officer.post(CREATE, entry(registered_on="02/11/2020"))

    assert f"{Producer.objects.get().registered_on:%d %m}" == "02 11"


def test_look_alike_in_the_commune_is_asked_about(officer):
    known = cast.producer("Hợp tác xã Hồng Giang")

    asked = officer.post(CREATE, entry(name="HỢP TÁC XÃ HỒNG GIANG"))
    assert asked.context["form"].duplicates == [known]

    officer.post(CREATE, entry(name="HỢP TÁC XÃ HỒNG GIANG", is_different="on"))
    assert Producer.objects.count() == 2


def test_registration_code_of_another_producer_is_refused(officer):
    cast.producer(registration_code="2400123456")

    response = officer.post(CREATE, entry(registration_code="2400123456"))

    assert response.context["form"].errors
    assert Producer.objects.count() == 1


def edit_url(producer):
    return reverse("producer_edit", args=[producer.pk])


def test_renamed_producer_is_what_its_products_are_found_by(officer):
    product = cast.product("Mật ong", made_by=cast.producer("Tên cũ"))

    officer.post(edit_url(product.producer), entry(name="Tên hoàn toàn mới"))

    assert list(Product.objects.search("hoan toan moi")) == [product]
    assert list(Product.objects.search("ten cu")) == []


def test_stale_tab_gets_both_versions(officer):
    producer = cast.producer()
    officer.post(edit_url(producer), entry(address="Thôn của người khác"))

    conflict = officer.post(edit_url(producer), entry(address="Thôn của tôi"))

    assert conflict.status_code == 409
    assert {"Thôn của người khác", "Thôn của tôi"} <= set(
        conflict.content.decode().replace("<", ">").split(">")
    )
    assert Producer.objects.get().address == "Thôn của người khác"


def test_record_shows_the_producer_with_its_products(officer):
    product = cast.product()

    page = officer.get(reverse("producer_record", args=[product.producer_id])).content.decode()

    assert product.name in page
    assert reverse("product_create") in page


@pytest.mark.parametrize(
    "reader", [lambda: cast.leader(cast.COMMUNE), cast.auditor, cast.producer_member, cast.administrator]
)
def test_readers_read_and_are_told_why_they_cannot_change(client, reader):
    producer = cast.producer()
    reader = signed_in(client, reader())

    record = reader.get(reverse("producer_record", args=[producer.pk]))
    assert record.context["may_edit"].reason in record.content.decode()
    assert reader.post(edit_url(producer), entry()).status_code == 403
    assert reader.post(CREATE, entry()).status_code == 403
    assert Producer.objects.get().name == producer.name


def test_stranger_finds_neither_record_nor_form(client):
    producer = cast.producer()
    stranger = signed_in(client, cast.stranger())

    assert stranger.get(reverse("producer_record", args=[producer.pk])).status_code == 404
    assert stranger.post(edit_url(producer), entry()).status_code == 404


@pytest.mark.parametrize("url", [LIST, CREATE, reverse("commune_suggestions")])
def test_visitor_is_asked_to_sign_in(client, url):
    assert client.get(url).url.startswith(reverse("account_login"))


def test_suggestions_name_communes_of_the_area(officer):
    page = officer.get(reverse("commune_suggestions"), {"unit": "luc"}).content.decode()

    assert "xã Lục Ngạn, tỉnh Bắc Ninh" in page
    assert officer.get(reverse("commune_suggestions")).content.decode().strip() == ""


def test_refresh_search_follows_units_renamed_elsewhere():
    product = cast.product()
    AdministrativeUnit.objects.filter(pk=product.made_in_id).update(name="Xã Tên Mới Toanh")

    call_command("refresh_search", verbosity=0)

    assert list(Product.objects.search("ten moi toanh")) == [product]
    assert list(Producer.objects.search("ten moi toanh")) == [product.producer]
