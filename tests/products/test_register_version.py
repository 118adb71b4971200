"""The register's version moves with whatever the public may see, and what is kept under it is never stale."""

import re
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.urls import reverse

from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import VIETNAM, today
from producers.models import MaterialZone
from products import facets, register_version
from products.enums import Status
from products.models import FacetCount, Photo, Product, ProductCode, RegisterMove, SalesChannel
from products.page_cache import key_of
from tests import cast
from tests.products.goods import listed, names_on, page, recognised, revoke

pytestmark = pytest.mark.django_db


def test_version_moves_in_the_transaction_of_the_event_and_back_with_it():
    product = recognised()
    before = register_version.current()

    with transaction.atomic():
        revoke(product)
        assert register_version.current() > before
        transaction.set_rollback(True)

    assert register_version.current() == before


def change_the_name(product):
    product.name = "Tên mới"
    product.save()


def take_a_consent_back(product):
    product.producer.publish_phone = False
    product.producer.save()


def add_a_photo(product):
    Photo.objects.create(product=product, image=ContentFile(b"x", "a.webp"))


def adopt_a_code(product):
    ProductCode.objects.create(code="24-07582-99-2026", product=product)


def add_a_channel(product):
    SalesChannel.objects.create(product=product, platform="Tiki", url="https://tiki.example.vn/a")


def add_a_zone(product):
    MaterialZone.objects.create(unit=product.made_in, name="Vùng A", crop="vải")


def supply_from_a_zone(product):
    zone = MaterialZone(unit=product.made_in, name="Vùng A", crop="vải")
    zone.save()
    before = register_version.current()
    zone.producers.add(product.producer)
    assert register_version.current() > before


CHANGES = (
    *(change_the_name, take_a_consent_back, add_a_photo, adopt_a_code, revoke),
    *(add_a_channel, add_a_zone, supply_from_a_zone),
)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_the_public_may_see_moves_the_version(change):
    product = recognised()
    before = register_version.current()

    change(product)

    assert register_version.current() > before


def test_every_watched_table_has_its_trigger():
    tables = ["product", "photo", "productcode", "productset", "statusevent", "saleschannel"]
    producers = ["producer", "materialzone", "materialzone_producers"]
    watched = {*(f"products_{table}" for table in tables), *(f"producers_{table}" for table in producers)}
    watched |= {"campaigns_salespoint", "campaigns_salespoint_products"}
    catalogue = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_moves_update'"
        if connection.vendor == "sqlite"
        else "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%_moves'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        assert watched <= {row[0] for row in cursor.fetchall()}


def test_compacting_keeps_the_version():
    recognised()
    RegisterMove.objects.bulk_create(RegisterMove(n=2) for _ in range(150))
    before = register_version.current()

    assert register_version.compact() > 150
    assert (register_version.current(), RegisterMove.objects.count()) == (before, 1)


# Pages


def test_page_is_answered_with_304_until_the_register_changes(client):
    product = recognised()
    etag = client.get(reverse("catalogue")).headers["ETag"]
    again = {"If-None-Match": etag}

    assert client.get(reverse("catalogue"), headers=again).status_code == 304
    by_a_proxy = {"If-None-Match": f"W/{etag}"}  # the proxy compressed the page and says so
    assert client.get(reverse("catalogue"), headers=by_a_proxy).status_code == 304
    revoke(product)
    fresh = client.get(reverse("catalogue"), headers=again)

    assert (fresh.status_code, names_on(fresh.content.decode())) == (200, [])


def test_page_somebody_has_costs_one_question_and_keeps_its_guards(client, django_assert_num_queries):
    recognised()
    again = {"If-None-Match": client.get(reverse("catalogue")).headers["ETag"]}
    with django_assert_num_queries(1):
        answer = client.get(reverse("catalogue"), headers=again)

    assert (answer.status_code, answer.content) == (304, b"")
    assert "default-src" in answer.headers["Content-Security-Policy"]
    assert client.get(reverse("catalogue") + "?q=mat", headers=again).status_code == 200
    assert client.get("/en" + reverse("catalogue"), headers=again).status_code == 200
    assert client.post(reverse("catalogue"), headers=again).status_code == 405


def test_who_is_signed_in_is_answered_by_the_page_itself(client):
    recognised()
    again = {"If-None-Match": client.get(reverse("catalogue")).headers["ETag"]}
    client.force_login(cast.officer(cast.COMMUNE))

    assert client.get(reverse("catalogue"), headers=again).status_code == 200


def test_page_of_the_release_before_is_not_taken_for_this_one(client, settings):
    recognised()
    again = {"If-None-Match": client.get(reverse("catalogue")).headers["ETag"]}
    settings.RELEASE = "another"

    assert client.get(reverse("catalogue"), headers=again).status_code == 200


def test_second_visitor_costs_one_question(client, django_assert_num_queries):
    recognised()
    first = page(client, reverse("catalogue"))

    with django_assert_num_queries(1):
        assert page(client, reverse("catalogue")) == first


def test_languages_and_parts_of_pages_are_kept_apart(client, rf):
    plain = rf.get("/san-pham/")
    part = rf.get("/san-pham/", headers={"HX-Request": "true"})

    assert len({key_of(plain), key_of(part), key_of(rf.get("/en/san-pham/"))}) == 3


def test_somebody_signed_in_is_given_an_own_page(client):
    cast.sign_in(client, cast.officer(cast.COMMUNE))

    assert "ETag" not in client.get(reverse("catalogue")).headers


def test_check_2_statuses_flip_at_midnight_with_nothing_kept_from_the_day_before(client):
    """Frozen one second before and after midnight in Vietnam, with no job run in between."""
    recognised(status=Status.EXPIRING)  # 60 days are left
    last = today() + timedelta(days=60)
    before, after = (f"{last:%Y-%m-%d}T23:59:59", f"{last + timedelta(days=1):%Y-%m-%d}T00:00:01")

    for moment, shown in ((before, ["Mật ong hoa vải"]), (after, [])):
        with time_machine.travel(f"{moment}+07:00", tick=False):
            assert listed(client) == shown
            assert (today() == last) == bool(shown)
    assert VIETNAM.key == "Asia/Ho_Chi_Minh"


# The cube


def test_number_of_makers_moves_with_the_register_and_at_midnight(client):
    product = recognised(status=Status.EXPIRING)
    last_moment = datetime.combine(product.certified_until, time(23, 59, 59), VIETNAM)
    assert makers_on(client) == 1

    revoked = recognised("Bánh", made_by=cast.producer("Hợp tác xã Bánh"))
    assert makers_on(client) == 2
    revoke(revoked)
    assert makers_on(client) == 1

    for moment, makers in ((last_moment, 1), (last_moment + timedelta(seconds=2), 0)):
        with time_machine.travel(moment, tick=False):
            assert makers_on(client) == makers


def makers_on(client):
    """The number beside the link to the producers on the first page."""
    return int(re.search(r'href="/chu-the/"><span class="figure-number">(\d+)<', page(client, "/"))[1])


def test_stored_cube_is_used_while_it_speaks_of_this_version_and_day():
    recognised()
    assert facets.store() is True
    assert facets.store() is False
    assert FacetCount.objects.get().n == 1
    assert facets.register_cells(register_version.current()) == list(
        FacetCount.objects.values_list(*facets.COLUMNS)
    )


def test_cube_of_an_earlier_version_is_not_used_and_is_replaced():
    product = recognised()
    facets.store()
    revoke(product)

    assert [cell[4] for cell in facets.register_cells(register_version.current())] == ["revoked"]
    assert facets.store() is True
    assert [row.status for row in FacetCount.objects.all()] == ["revoked"]


@pytest.mark.django_db
def test_a_product_of_an_abolished_commune_is_counted_once_in_the_province_of_today():
    recognised("Vải thiều", at=cast.DISTRICT_COMMUNE, day=date(2025, 1, 1))
    version = register_version.current()
    counted = facets.cells(Product.objects.public(), version)
    (province,) = register_provinces_of(cast.DISTRICT_COMMUNE)

    assert [(cell[3], cell[-1]) for cell in counted] == [(province, 1)]


def register_provinces_of(commune):
    unit = cast.unit(commune)
    today = AdministrativeUnit.objects.provinces().current()
    return [province.pk for province in today if unit.pk in province.covers.values_list("covered", flat=True)]
