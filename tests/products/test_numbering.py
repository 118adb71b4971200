"""Codes are numbered by commune and year, given once, never used again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from ocop_portal.core.access import Refusal
from ocop_portal.core.append_only import InsertOnlyError
from products.models import CodeSeries, Product, ProductCode
from products.numbering import adopt_code, assign_code
from tests import cast

pytestmark = pytest.mark.django_db


def products(count, **fields):
    return [cast.product(f"Sản phẩm {number}", **fields) for number in range(count)]


def test_commune_of_today_gets_four_blocks_counting_up():
    first, second = products(2)

    assert assign_code(first, year=2026, by=None) == "24-07582-1-2026"
    assert assign_code(second, year=2026, by=None) == "24-07582-2-2026"
    assert Product.objects.get(pk=second.pk).code == second.code == "24-07582-2-2026"


def test_commune_of_a_district_gets_five_blocks():
    made = cast.product(at=cast.DISTRICT_COMMUNE)

    assert assign_code(made, year=2024, by=None) == "24-219-07570-1-2024"


def test_every_year_counts_from_one():
    first, second = products(2)

    assign_code(first, year=2025, by=None)

    assert assign_code(second, year=2026, by=None) == "24-07582-1-2026"


def test_code_is_found_by_search():
    made = cast.product()

    assign_code(made, year=2026, by=None)

    assert list(Product.objects.search("24-07582-1-2026")) == [made]


def test_product_with_a_code_gets_no_second_one():
    made = cast.product()
    assign_code(made, year=2026, by=None)

    with pytest.raises(Refusal) as refused:
        assign_code(made, year=2026, by=None)

    assert "24-07582-1-2026" in refused.value.reason
    assert ProductCode.objects.count() == 1


def test_number_adopted_from_paper_is_stepped_over():
    old, new = products(2)
    adopt_code(old, "24/07582/1/2026", by=None)

    assert assign_code(new, year=2026, by=None) == "24-07582-2-2026"


def test_only_communes_number():
    made = cast.product(at=cast.PROVINCE, made_by=cast.producer())

    with pytest.raises(Refusal):
        assign_code(made, year=2026, by=None)

    assert not CodeSeries.objects.exists()


def test_product_shows_its_code_of_the_latest_year_and_answers_to_all():
    made = cast.product()
    adopt_code(made, "24-07582-5-2026", by=None)

    adopt_code(made, "24 219 7570 3 2023", by=None)
    adopt_code(made, "24-219-07570-3-2023", by=None)

    assert Product.objects.get().code == "24-07582-5-2026"
    assert {given.code for given in made.codes.all()} == {"24-07582-5-2026", "24-219-07570-3-2023"}


@pytest.mark.parametrize("text", ["", "mật ong", "24-07582-1-2001", "x" * 10_000])
def test_what_is_no_code_is_not_adopted(text):
    with pytest.raises(Refusal):
        adopt_code(cast.product(), text, by=None)


def test_code_of_another_product_is_not_adopted():
    one, other = products(2)
    adopt_code(one, "24-07582-5-2026", by=None)

    with pytest.raises(Refusal):
        adopt_code(other, "24/07582/5/2026", by=None)

    assert Product.objects.get(pk=other.pk).code is None


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_given_code_can_be_neither_changed_nor_taken_away():
    made = cast.product()
    assign_code(made, year=2026, by=None)

    with pytest.raises(InsertOnlyError):
        ProductCode.objects.update(code="24-07582-9-2026")
    with pytest.raises(IntegrityError):
        sql("UPDATE products_productcode SET code = '24-07582-9-2026'")
    with pytest.raises(IntegrityError):
        sql("DELETE FROM products_productcode")


def test_product_cannot_show_a_code_it_was_not_given():
    one, other = products(2)
    assign_code(one, year=2026, by=None)

    for code in ("24-07582-9-2026", "24-07582-1-2026"):
        with pytest.raises(IntegrityError):
            sql("UPDATE products_product SET code = %s WHERE id = %s", code, other.pk)


def test_series_never_counts_back():
    assign_code(cast.product(), year=2026, by=None)

    with pytest.raises(IntegrityError):
        sql("UPDATE products_codeseries SET last_number = 0")


@pytest.mark.django_db(transaction=True)
def test_simultaneous_products_get_different_numbers():
    made = products(6)

    with ThreadPoolExecutor(3) as pool:
        codes = list(pool.map(assigned, made))

    assert sorted(codes) == [f"24-07582-{number}-2026" for number in range(1, 7)]


def assigned(product):
    """SQLite in memory does not wait for its lock as a file does, so the loser asks again."""
    try:
        while True:
            try:
                return assign_code(product, year=2026, by=None)
            except OperationalError as busy:
                if "locked" not in str(busy):
                    raise
    finally:
        connection.close()
