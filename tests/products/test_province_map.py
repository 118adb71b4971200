"""The map: every province of today is drawn, opens its products, and stands in a table too."""

import re

import pytest

from ocop_portal.areas.models import AdministrativeUnit
from products.province_map import level, outlines
from tests.products.goods import names_on, page, recognised

pytestmark = pytest.mark.django_db


def test_every_province_of_today_has_an_outline_inside_the_drawing():
    paths, width, height = outlines()
    codes = set(AdministrativeUnit.objects.provinces().current().values_list("code", flat=True))

    assert set(paths) == codes
    assert len(codes) == 34
    for path in paths.values():
        starts = re.findall(r"M(\d+) (\d+)", path)
        assert all(0 <= int(x) <= width and 0 <= int(y) <= height for x, y in starts)


def test_map_and_table_lead_to_the_same_lists(client):
    recognised("Bánh")

    text = page(client, "/en/")
    drawn = dict(re.findall(r'<a href="(/en/san-pham/\?tinh=\d+)" aria-label="[^"]*: (\d+) product', text))
    listed = dict(re.findall(r'<td class="number"><a href="(/en/san-pham/\?tinh=\d+)">(\d+)</a>', text))

    assert len(drawn) == 34
    assert drawn == listed
    assert names_on(page(client, "/en/san-pham/?tinh=24")) == ["Bánh"]
    assert drawn["/en/san-pham/?tinh=24"] == "1"


@pytest.mark.parametrize(
    ("n", "most", "shade"), [(0, 0, 0), (0, 9, 0), (1, 1, 1), (1, 100, 1), (100, 100, 5)]
)
def test_shades_follow_the_numbers(n, most, shade):
    assert level(n, most) == shade
