"""The desk of products as people use it: find, register, change, and what everybody else is told."""

import pytest
from django.urls import reverse

from ocop_portal.core.pagination import PAGE_SIZE
from products.enums import EventKind
from products.models import Product, ProductSet
from products.numbering import assign_code
from products.publication import record
from tests import cast

pytestmark = pytest.mark.django_db

LIST = reverse("product_desk")
CREATE = reverse("product_create")


def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def officer(client):
    return signed_in(client, cast.officer(cast.COMMUNE))


def set_pk(number):
    return ProductSet.objects.get(taxonomy=ProductSet.CURRENT, number=number).pk


def entry(**values):
    return {
        "producer": cast.producer().name,
        "name": "Mật ong hoa vải",
        "product_set": set_pk(4),
        "made_in": "xã Lục Ngạn, tỉnh Bắc Ninh",
        "version": 1,
        "summary": "",
        "packaging": "",
        "story": "",
    } | values


def recognise(product, **values):
    assign_code(product, year=2026, by=None)
    defaults = {"kind": EventKind.IMPORTED, "stars": 4, "decision_number": "1/QĐ", "authority": "UBND tỉnh"}
    record(product, **defaults | values)


def names(response):
    return [product.name for product in response.context["page"].rows]


# The list


def test_list_shows_own_area_in_vietnamese_order(officer):
    for name in ("Ổi sấy", "Ớt bột", "Đậu phộng", "Dưa muối"):
        cast.product(name)
    cast.product("Chè ở tỉnh khác", made_by=cast.producer("HTX xa", at="68"), at="68")

    assert names(officer.get(LIST)) == ["Dưa muối", "Đậu phộng", "Ổi sấy", "Ớt bột"]


@pytest.mark.parametrize("query", ["mat ong", "MẬT ONG", "vải thiều", "mật lục ngạn", "ma\u0323\u0302t ong"])
def test_search_finds_without_marks_by_name_producer_and_place(officer, query):
    cast.product("Mật ong rừng")
    cast.product("Rượu", made_by=cast.producer("Hộ Năm", kind="household"))

    assert names(officer.get(LIST, {"q": query})) == ["Mật ong rừng"]


def test_filters_narrow_the_list(officer):
    honey, wine = cast.product("Mật ong"), cast.product("Rượu men lá", set_no=14)
    recognise(honey, on="2026-08-05", until="2029-08-05")

    assert names(officer.get(LIST, {"nhom": "drink"})) == [wine.name]
    assert names(officer.get(LIST, {"sao": "4"})) == [honey.name]
    assert names(officer.get(LIST, {"trang-thai": "under_evaluation"})) == [wine.name]
    assert names(officer.get(LIST, {"noi": "xã lục ngạn"})) == [honey.name, wine.name]
    assert names(officer.get(LIST, {"noi": "Lâm Đồng"})) == []
    assert names(officer.get(LIST, {"sap-xep": "expiry"})) == [honey.name, wine.name]


@pytest.mark.parametrize("key", ["nhom", "sao", "trang-thai", "sap-xep"])
def test_unknown_value_is_left_out_and_named(officer, key):
    cast.product("Mật ong")

    response = officer.get(LIST, {key: "la-la\0"})

    assert names(response) == ["Mật ong"]
    assert "la-la" in response.content.decode()


@pytest.mark.parametrize("page", ["", "0", "-1", "abc", "9" * 5000, "2\0"])
def test_senseless_page_is_the_nearest_one(officer, page):
    cast.product("Mật ong")

    assert names(officer.get(LIST, {"trang": page})) == ["Mật ong"]


@pytest.mark.parametrize("words", ["x" * 10_000, "\0", "%", "'; --", "😀"])
def test_strange_words_find_nothing_quietly(officer, words):
    cast.product("Mật ong")

    assert officer.get(LIST, {"q": words, "noi": words}).status_code == 200


def test_long_list_is_shown_page_by_page(officer):
    for number in range(PAGE_SIZE + 2):
        cast.product(f"Sản phẩm {number:03}")

    first, second = officer.get(LIST), officer.get(LIST, {"trang": 2})

    assert names(first) + names(second) == [f"Sản phẩm {number:03}" for number in range(PAGE_SIZE + 2)]
    assert first.context["page"].next_url == "?trang=2"
    assert second.context["page"].previous_url == "?trang=1"


def queries(client, url, count, django_assert_max_num_queries):
    with django_assert_max_num_queries(count) as captured:
        client.get(url)
    return len(captured)


def test_list_asks_as_many_queries_for_three_rows_as_for_one(officer, django_assert_max_num_queries):
    cast.product("Một")
    with_one = queries(officer, LIST, 20, django_assert_max_num_queries)
    for number in range(2):
        cast.product(f"Thêm {number}", made_by=cast.producer(f"HTX {number}"))

    assert queries(officer, LIST, 20, django_assert_max_num_queries) == with_one


def test_empty_list_offers_the_first_step(officer):
    assert CREATE in officer.get(LIST).content.decode()


def test_reader_sees_the_button_off_with_its_reason(client):
    response = signed_in(client, cast.leader(cast.COMMUNE)).get(LIST)

    assert response.context["may_create"].reason in response.content.decode()
    assert CREATE not in response.content.decode()


# Registering


def test_officer_registers_a_product(officer):
    response = officer.post(CREATE, entry(name=" Ma\u0323\u0302t ong  ", story="Ong hút mật vải."))

    product = Product.objects.get()
    assert response.url == reverse("product_record", args=[product.pk])
    assert (product.name, product.made_in.address_code) == ("Mật ong", cast.COMMUNE)
    assert product.created_by == cast.officer(cast.COMMUNE)
    assert product.history.get().history_user == cast.officer(cast.COMMUNE)


def test_producer_named_in_the_address_is_filled_in_with_its_commune(officer):
    form = officer.get(CREATE, {"chu-the": cast.producer().pk}).context["form"]

    assert form["producer"].value() == ("Hợp tác xã Vải thiều Lục Ngạn (xã Lục Ngạn, tỉnh Bắc Ninh)", "")
    assert form["made_in"].value() == ("xã Lục Ngạn, tỉnh Bắc Ninh", "")


@pytest.mark.parametrize("asked", ["abc", "0", "9" * 30, "²"])
def test_unknown_producer_in_the_address_is_named_and_left_out(officer, asked):
    response = officer.get(CREATE, {"chu-the": asked})

    assert response.context["unknown_producer"]


def test_producer_of_another_area_cannot_be_chosen(officer):
    far = cast.producer("Hợp tác xã Đà Lạt", at="68")

    response = officer.post(CREATE, entry(producer=far.name))

    assert "producer" in response.context["form"].errors
    assert not Product.objects.exists()


def test_two_producers_of_one_name_come_back_as_radios(officer):
    officer.force_login(cast.officer(cast.PROVINCE))
    one = cast.producer("Hộ Năm")
    other = cast.producer("Hộ Nam", at=cast.DISTRICT_COMMUNE)

    doubtful = officer.post(CREATE, entry(producer="ho nam"))
    candidates = doubtful.context["form"].fields["producer"].widget.candidates
    assert {pk for pk, _label in candidates} == {one.pk, other.pk}
    assert not Product.objects.exists()

    officer.post(CREATE, entry(producer="ho nam") | {"producer-asked": "ho nam", "producer-choice": other.pk})
    assert Product.objects.get().producer == other


def test_marks_tell_two_producers_apart(officer):
    one = cast.producer("Hộ Năm")
    cast.producer("Hộ Nam")

    officer.post(CREATE, entry(producer="hộ năm"))

    assert Product.objects.get().producer == one


def test_product_sets_stand_under_their_six_groups(officer):
    choices = officer.get(CREATE).context["form"].fields["product_set"].choices

    assert [len(sets) for group, sets in choices[1:]] == [13, 4, 3, 2, 3, 1]


def test_wrong_entry_keeps_what_was_typed(officer):
    response = officer.post(CREATE, entry(name="", story="Câu chuyện dài", made_in="xã Không Có"))

    assert {"name", "made_in"} == set(response.context["form"].errors)
    assert "Câu chuyện dài" in response.content.decode()
    assert "xã Không Có" in response.content.decode()
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 10_000},
        {"name": "a\0b"},
        {"product_set": "9" * 40},
        {"product_set": "abc"},
        {"made_in": "\0"},
        {"made_in": "x" * 10_000},
        {"producer": "%'"},
        {"story": "x" * 10_001},
    ],
)
def test_impossible_value_is_an_error_of_its_field(officer, wrong):
    response = officer.post(CREATE, entry(**wrong))

    assert set(wrong) <= set(response.context["form"].errors)
    assert not Product.objects.exists()


def test_older_product_sets_cannot_be_chosen(officer):
    older = ProductSet.objects.filter(taxonomy=ProductSet.OLDER).first()

    assert "product_set" in officer.post(CREATE, entry(product_set=older.pk)).context["form"].errors


def test_look_alike_in_the_commune_is_asked_about_once(officer):
    cast.product("Mật ong hoa vải", made_by=cast.producer("HTX khác"))

    asked = officer.post(CREATE, entry(name="MẬT ONG hoa vãi"))
    assert [product.name for product in asked.context["form"].duplicates] == ["Mật ong hoa vải"]
    assert Product.objects.count() == 1

    officer.post(CREATE, entry(name="MẬT ONG hoa vãi", is_different="on"))
    assert Product.objects.count() == 2


def test_same_name_at_the_same_producer_is_refused_whatever_is_ticked(officer):
    cast.product("Mật ong")

    response = officer.post(CREATE, entry(name="Mật ong", is_different="on"))

    assert response.context["form"].errors
    assert Product.objects.count() == 1


# Changing


def edit_url(product):
    return reverse("product_edit", args=[product.pk])


def test_change_keeps_commune_and_producer_left_as_they_were(officer):
    product = cast.product()
    page = officer.get(edit_url(product)).context["form"]

    changed = entry(producer=page["producer"].field.label_of(product.producer), summary="Thơm")
    response = officer.post(edit_url(product), changed)

    product.refresh_from_db()
    assert response.url == reverse("product_record", args=[product.pk])
    assert (product.summary, product.version, product.made_in.address_code) == ("Thơm", 2, cast.COMMUNE)


def test_stale_tab_gets_both_versions_and_loses_nothing(officer):
    product = cast.product()
    officer.post(edit_url(product), entry(summary="Câu của người khác"))

    conflict = officer.post(edit_url(product), entry(summary="Câu của tôi", version=1))

    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Câu của người khác" in page
    assert "Câu của tôi" in page
    product.refresh_from_db()
    assert product.summary == "Câu của người khác"

    officer.post(edit_url(product), dict(conflict.context["form"].data.items()))
    product.refresh_from_db()
    assert (product.summary, product.version) == ("Câu của tôi", 3)


@pytest.mark.parametrize("version", ["", "0", "9" * 30])
def test_lost_version_is_a_conflict(officer, version):
    product = cast.product()

    assert officer.post(edit_url(product), entry(version=version)).status_code == 409


def test_producer_of_a_product_with_a_code_stays(officer):
    product = cast.product()
    other = cast.producer("HTX khác")
    assign_code(product, year=2026, by=None)

    officer.post(edit_url(product), entry(producer=other.name, summary="Thơm"))

    product.refresh_from_db()
    assert (product.producer, product.summary) == (cast.producer(), "Thơm")


def test_change_never_touches_public_facts(officer):
    product = cast.product()
    recognise(product, on="2026-08-05", until="2029-08-05")

    officer.post(edit_url(product), entry(stars=5, certified_until="2039-01-01", summary="Thơm"))

    product.refresh_from_db()
    assert (product.stars, product.summary) == (4, "Thơm")


def test_product_cannot_be_moved_out_of_the_area(officer):
    product = cast.product()

    response = officer.post(edit_url(product), entry(made_in="Phường Xuân Hương - Đà Lạt"))

    assert "made_in" in response.context["form"].errors
