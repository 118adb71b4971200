"""Values of an office's list read in every usual spelling; sets and kinds found from names."""

from datetime import date, datetime

import pytest

from producers.enums import ProducerKind
from products.classification import group_of, likely_kind, likely_set
from products.enums import ProductGroup
from products.register_file import day_in


@pytest.mark.parametrize(
    "value",
    [
        "2026-08-05", "05/08/2026", "5/8/2026", "05-08-2026", "5.8.2026", "2026/08/05", "46239", 46239,
        46239.0, date(2026, 8, 5), datetime(2026, 8, 5),
    ],
)  # fmt: skip
def test_days_are_read_in_every_usual_spelling(value):
    assert day_in(value) == date(2026, 8, 5)


@pytest.mark.parametrize("value", ["", None, "2026", 2026, "13/13/2026", "1e9", "-5", "²", "9" * 50])
def test_other_values_are_no_day(value):
    assert day_in(value) is None


@pytest.mark.parametrize(
    ("category", "group"),
    [
        ("Thực phẩm", ProductGroup.FOOD),
        ("NHÓM ĐỒ UỐNG", ProductGroup.DRINK),
        ("Thảo dược", ProductGroup.HERBAL),
        ("Dược liệu và sản phẩm từ dược liệu", ProductGroup.HERBAL),
        ("Hàng thủ công mỹ nghệ", ProductGroup.CRAFT),
        ("Hoa", ProductGroup.ORNAMENTAL),
        ("Dịch vụ du lịch cộng đồng", ProductGroup.TOURISM),
        ("craft", ProductGroup.CRAFT),
        ("Hoa quả", None),
        ("", None),
    ],
)
def test_category_names_a_group(category, group):
    assert group_of(category) == group


@pytest.mark.parametrize(
    ("group", "product", "number"),
    [
        (ProductGroup.DRINK, "Cà phê bột", 13),
        (ProductGroup.DRINK, "Trà Bí đao", 12),
        (ProductGroup.FOOD, "Chè Shan tuyết", 11),
        (ProductGroup.DRINK, "Nước ép chanh dây", 17),
        (ProductGroup.FOOD, "Hạt Điều rang muối", 7),
        (ProductGroup.FOOD, "Trái cây sấy thăng hoa", 7),
        (ProductGroup.FOOD, "Khô cá tra", 8),
        (ProductGroup.FOOD, "Đặc sản quê", 4),
        (ProductGroup.HERBAL, "Cao Atiso", 20),
        (ProductGroup.TOURISM, "Làng hoa", 26),
    ],
)
def test_name_points_to_a_set(group, product, number):
    assert likely_set(group, product) == number


@pytest.mark.parametrize(
    ("producer", "kind"),
    [
        ("Hợp tác xã A", ProducerKind.COOPERATIVE),
        ("HTX A", ProducerKind.COOPERATIVE),
        ("Tổ hợp tác A", ProducerKind.COOPERATIVE_GROUP),
        ("Chi nhánh Công ty TNHH A", ProducerKind.ENTERPRISE),
        ("Cơ sở sản xuất A", ProducerKind.HOUSEHOLD),
        ("Hộ kinh doanh A", ProducerKind.HOUSEHOLD),
        ("Hội nông dân A", ProducerKind.ASSOCIATION),
        ("Trang trại A", ProducerKind.FARM),
        ("Sao Mai", None),
    ],
)
def test_name_begins_with_a_kind(producer, kind):
    assert likely_kind(producer) == kind
