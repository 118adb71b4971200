"""Register entries of the demonstration that were decided before the portal: the programmes' named products
and, around them, invented samples that make up the programmes' real totals."""

from datetime import date, timedelta

from django.conf import settings

from campaigns.demo.makers import coded, commune, producer, product
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import add_months, today
from producers.enums import ProducerKind
from products.enums import EventKind
from products.models import Product
from products.publication import record

MONTHS = 36
REAL_SAMPLE = settings.BASE_DIR / "products" / "data" / "register_sample.csv"
NO_NUMBER = "chưa rõ số (số liệu chương trình)"
ASSUMED = "Hạng sao theo chương trình của huyện; ngày và xã là giả định vì nguồn không nêu."

# Lạc Dương, plan of July 2023: 43 products of 14 producers, 27 with 3 stars and 16 with 4.
LAC_DUONG = {"products": 43, "producers": 14, "four_stars": 16, "day": date(2023, 6, 30)}
# Kiến Thụy, result of 2023: 24 products, 13 with 3 stars and 11 with 4.
KIEN_THUY = {"products": 24, "producers": 12, "four_stars": 11, "day": date(2023, 12, 20)}
KIEN_THUY_NAMED = [
    ("Nấm đông trùng hạ thảo Trường Sinh", 20),
    ("Mật ong Đại Hợp", 4),
    ("Cá kho làng chài", 8),
    ("Gạo ruộng rươi", 3),
]
SAMPLE_GOODS = [
    ("Cà phê Arabica rang xay", 13),
    ("Dâu tây sấy dẻo", 7),
    ("Hồng treo gió", 7),
    ("Trà atisô túi lọc", 12),
    ("Rau xà lách thủy canh", 1),
    ("Mật ong hoa cà phê", 4),
    ("Rượu vang dâu tây", 15),
    ("Tranh thổ cẩm dệt tay", 22),
    ("Hoa lan hồ điệp", 23),
    ("Tinh dầu sả", 20),
    ("Tương ớt gia truyền", 9),
    ("Giỏ tre đan", 21),
]


def load_register(offices):
    """Enter the earlier recognitions: in force, expiring, expired, extended and revoked all occur."""
    _luc_nam(offices["huyen-luc-nam"])
    _luc_ngan(offices["huyen-luc-ngan"], offices["tinh-bac-giang"])
    _programme(offices["huyen-lac-duong"], LAC_DUONG, seed=0)
    _renewals(offices["huyen-lac-duong"], offices["tinh-lam-dong"])
    _programme(offices["huyen-kien-thuy"], KIEN_THUY, seed=5)
    _kien_thuy_named(offices["huyen-kien-thuy"])
    _statuses(offices["tinh-lam-dong"])


def _luc_nam(office):
    place = commune("Xã Trường Sơn", office.unit)
    maker = producer("HTX Sản xuất cây dược liệu Lựu Chanh", place)
    tea = coded(product("Trà hoa vàng", maker, 12, is_sample=False), 2022)
    _grant(tea, 4, date(2022, 12, 30), office, number=NO_NUMBER, reason=ASSUMED)


def _luc_ngan(office, province):
    dried = producer(
        "Hộ kinh doanh Hằng Hiếu", commune("Xã Phú Nhuận", office.unit), kind=ProducerKind.HOUSEHOLD
    )
    product("Vải thiều sấy khô Hằng Hiếu", dried, 7, is_sample=False)
    maker = producer("Chủ thể của Mỳ gạo Lục Ngạn (mẫu)", commune("Xã Giáp Sơn", office.unit))
    noodles = coded(product("Mỳ gạo Lục Ngạn", maker, 6, is_sample=False), 2023)
    _grant(noodles, 4, date(2023, 12, 29), province, number=NO_NUMBER, reason=ASSUMED)


def _programme(office, facts, seed):
    """Fill up to the programme's real totals with invented samples."""
    places = list(AdministrativeUnit.objects.communes().filter(parent=office.unit))
    makers = [
        producer(f"Hợp tác xã mẫu {n + 1:02d} {office.unit.own_name} (mẫu)", places[n % len(places)])
        for n in range(facts["producers"])
    ]
    for n in range(facts["products"]):
        good, set_number = SAMPLE_GOODS[(n + seed) % len(SAMPLE_GOODS)]
        name = f"{good} {office.unit.own_name} {n // len(SAMPLE_GOODS) + 1} (mẫu)"
        row = coded(product(name, makers[n % len(makers)], set_number), facts["day"].year)
        day = facts["day"] - timedelta(days=11 * (n % 9))
        _grant(row, 4 if n < facts["four_stars"] else 3, day, office, number=f"{100 + n % 9}/QĐ-UBND (mẫu)")


def _renewals(office, province):
    """Two in three of the district's products were evaluated again by the province, with the same stars."""
    samples = Product.objects.filter(made_in__parent=office.unit, is_sample=True).order_by("pk")
    for n, row in enumerate(samples):
        if n % 3 == 2 or row.events.count() > 1:
            continue
        record(
            row,
            kind=EventKind.RENEWED,
            stars=row.stars,
            on=row.certified_until,
            until=add_months(row.certified_until, MONTHS),
            decision_number=f"{1500 + n % 5}/QĐ-UBND (mẫu)",
            authority=province.authority_name,
            reason="Số liệu minh họa.",
        )


def _kien_thuy_named(office):
    """Named without their stars in the source, so they stay without any."""
    places = AdministrativeUnit.objects.communes().filter(parent=office.unit)
    for place, (name, set_number) in zip(places, KIEN_THUY_NAMED, strict=False):
        product(
            name,
            producer(f"Chủ thể của {name} (mẫu)", place, kind=ProducerKind.HOUSEHOLD),
            set_number,
            is_sample=False,
        )


def _statuses(office):
    """One product for each status that only later acts bring about; days follow today."""
    place = AdministrativeUnit.objects.communes().get(name="Xã Lạc Dương", parent=office.unit)
    maker = producer("Hợp tác xã mẫu Cao nguyên (mẫu)", place)
    day = today()
    extended = coded(product("Phúc bồn tử sấy lạnh (mẫu)", maker, 7), day.year - 3)
    start = add_months(day - timedelta(days=40), -MONTHS)
    if _grant(extended, 3, start, office, number="77/QĐ-UBND (mẫu)"):
        record(
            extended,
            kind=EventKind.EXTENDED,
            on=add_months(start, MONTHS),
            until=add_months(start, MONTHS) + timedelta(days=180),
            decision_number="90/QĐ-UBND (mẫu)",
            authority=office.authority_name,
        )
    revoked = coded(product("Nước cốt chanh dây (mẫu)", maker, 17), day.year - 1)
    if _grant(revoked, 3, add_months(day, -14), office, number="78/QĐ-UBND (mẫu)"):
        record(
            revoked,
            kind=EventKind.REVOKED,
            on=day - timedelta(days=20),
            decision_number="91/QĐ-UBND (mẫu)",
            authority=office.authority_name,
            reason="Chủ thể đã ngừng sản xuất (mẫu).",
        )


def _grant(row, stars, on, office, *, number, reason="Số liệu minh họa."):
    """Record a recognition unless the product has one; return whether it did."""
    if row.events.exists():
        return False
    record(
        row,
        kind=EventKind.IMPORTED,
        stars=stars,
        on=on,
        until=add_months(on, MONTHS),
        decision_number=number,
        authority=office.authority_name,
        reason=reason,
    )
    return True
