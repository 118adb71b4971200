"""The plans of five real programmes, 2022 to 2024, exactly as `campaigns/data/programmes.json` states them.

Around them invented samples, so that progress shows: they are marked as such like all others.
"""

import json
from datetime import date, timedelta

from django.conf import settings

from campaigns.demo.budget_lines import budget_of, put_lines
from campaigns.demo.makers import coded, producer, product
from campaigns.demo.people import email_of
from campaigns.demo.register import SAMPLE_GOODS
from campaigns.models import Plan, Target
from campaigns.planning import approve_plan, move_plan, open_plan, set_target
from ocop_portal.accounts.models import User
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import add_months
from products.enums import EventKind
from products.publication import record

PROGRAMMES = settings.BASE_DIR / "campaigns" / "data" / "programmes.json"
OFFICES = {
    "Lục Nam": "huyen-luc-nam",
    "Lạc Dương": "huyen-lac-duong",
    "Bắc Giang": "tinh-bac-giang",
    "Kiến Thụy": "huyen-kien-thuy",
    "Lục Ngạn": "huyen-luc-ngan",
}
SOURCE = "Số liệu minh họa."
# The years in which the 155 products of Bắc Giang were recognised by the end of 2021, over and over.
EARLIER_YEARS = (2019, 2020, 2021)


def load_plans(offices):
    """Draw up, approve and start the five plans; a second time changes nothing."""
    programmes = json.loads(PROGRAMMES.read_text(encoding="utf-8"))["plans"]
    for programme in programmes:
        office = offices[OFFICES[programme["unit"]["name"]]]
        if programme["unit"]["name"] == "Bắc Giang":
            _stock_of_bac_giang(office, programme)
        _plan(office, programme)
    _year_2022(offices["tinh-bac-giang"])
    _year_2023(offices["huyen-luc-nam"], offices["tinh-bac-giang"])


def people_of(office):
    """The officer and the leader of a demo office."""
    name = office.code.split("-", 1)[1]
    return tuple(User.objects.get(email=email_of(f"{role}.{name}")) for role in ("can-bo", "lanh-dao"))


def _plan(office, programme):
    years = programme.get("period") or [programme["year"]] * 2
    if Plan.objects.filter(office=office, first_year=years[0], last_year=years[1]).exists():
        return
    officer, leader = people_of(office)
    plan = Plan(
        office=office,
        title=_title(office, years),
        first_year=years[0],
        last_year=years[1],
        regulation=programme["regulation"],
        themes="\n".join(THEMES[theme] for theme in programme.get("themes", [])),
        stock_on=_day(programme.get("state_on", {}).get("on")),
        budget_total=budget_of(office, years[0]),
    )
    open_plan(plan, by=officer)
    for promise in _promises(programme):
        set_target(plan.draft_version(), promise, by=officer)
    put_lines(plan, by=officer)
    plan = approve_plan(
        plan, by=leader, decision_number=f"KH-{years[0]}/UBND (mẫu)", decided_on=date(years[0], 1, 20)
    )
    move_plan(plan, "start", by=leader)


def _title(office, years):
    period = str(years[0]) if years[0] == years[1] else f"giai đoạn {years[0]}-{years[1]}"
    return f"Kế hoạch thực hiện Chương trình OCOP {office.unit.lower_name} {period}"


def _promises(programme):
    """The targets of the programme; one that states a result and no target promises what it reached."""
    stated = programme.get("targets") or [
        {"indicator": "evaluated", "at_least": programme["results"]["evaluated"]},
        *(
            {"indicator": "evaluated", "at_least": number, "stars": int(stars)}
            for stars, number in programme["results"]["by_stars"].items()
        ),
    ]
    for promise in stated:
        yield Target(
            indicator=promise["indicator"],
            at_least=promise.get("at_least"),
            up_to=promise.get("up_to"),
            stars=promise.get("stars"),
            by=_day(promise.get("by")),
            detail=DETAILS.get(promise.get("detail"), ""),
        )


def _day(text):
    return date.fromisoformat(text) if text else None


# The register around the plans


def _stock_of_bac_giang(office, programme):
    """Fill up to the 155 products the province had at the end of 2021; four of Lục Nam are of 2020."""
    districts = list(AdministrativeUnit.objects.districts().filter(parent=office.unit))
    for n in range(programme["state_on"]["products"]):
        district = districts[n % len(districts)]
        year = 2020 if district.own_name == "Lục Nam" and n < 4 * len(districts) else EARLIER_YEARS[n % 3]
        _recognised(office, district, n, date(year, 12, 15) - timedelta(days=n % 40))


def _recognised(office, district, n, day, kind=EventKind.IMPORTED):
    """One invented product of the district, recognised on the day unless it is there already."""
    places = list(AdministrativeUnit.objects.communes().filter(parent=district)[:6])
    maker = producer(f"Chủ thể {n % 4 + 1:02d} {district.own_name} (mẫu)", places[n % 4 % len(places)])
    good, set_number = SAMPLE_GOODS[n % len(SAMPLE_GOODS)]
    row = coded(product(f"{good} {district.own_name} {n + 1:03d} (mẫu)", maker, set_number), day.year)
    if not row.events.exists():
        _enter(row, office, kind, 4 if n % 5 == 0 else 3, day)
    return row


def _enter(row, office, kind, stars, day):
    record(
        row,
        kind=kind,
        stars=stars,
        on=day,
        until=add_months(day, 36),
        decision_number=f"{300 + day.month}/QĐ-UBND (mẫu)",
        authority=office.authority_name,
        reason=SOURCE,
    )


def _samples_of(unit, year):
    """The invented products of the district that were first recognised in the year."""
    rows = unit.products.model.objects.filter(made_in__parent=unit, is_sample=True, name__contains="(mẫu)")
    return rows.filter(events__on__year=year, events__kind=EventKind.IMPORTED).order_by("pk")


def _year_2022(office):
    """A sample of what the year 2022 brought Bắc Giang: new products, one of them tourism, and upgrades."""
    districts = list(AdministrativeUnit.objects.districts().filter(parent=office.unit))
    for n in range(200, 226):
        _recognised(office, districts[n % len(districts)], n, date(2022, 11, 30) - timedelta(days=n % 30))
    for district in districts[:6]:
        row = _samples_of(district, 2019).first()
        if row and not row.events.filter(kind=EventKind.UPGRADED).exists():
            _enter(row, office, EventKind.UPGRADED, 4, date(2022, 10, 20))


def _year_2023(district, province):
    """A sample of what the year 2023 brought Lục Nam: new products, and the four of 2020 evaluated again."""
    for n in range(300, 308):
        _recognised(province, district.unit, n, date(2023, 11, 15) - timedelta(days=n % 20))
    for row in _samples_of(district.unit, 2020)[:4]:
        if not row.events.filter(kind=EventKind.RENEWED).exists():
            _enter(row, province, EventKind.RENEWED, row.stars, date(2023, 12, 10))


DETAILS = {
    "products recognised in 2020": "Sản phẩm được công nhận năm 2020",
    "candidates: vải thiều Lục Ngạn, gà đồi Yên Thế, mỳ gạo Chũ": (
        "Dự kiến: vải thiều Lục Ngạn, gà đồi Yên Thế, mỳ gạo Chũ"
    ),
}
THEMES = {
    "six product groups": "Đủ sáu nhóm sản phẩm",
    "raw-material zones with planting-area codes": "Vùng nguyên liệu được cấp mã số vùng trồng",
    "organic and ecological production": "Sản xuất hữu cơ, sinh thái",
    "traceability": "Truy xuất nguồn gốc",
    "e-commerce platforms": "Đưa sản phẩm lên sàn thương mại điện tử",
    "rural tourism tied to OCOP": "Du lịch nông thôn gắn với OCOP",
    "surveys in communes": "Khảo sát tại các xã",
    "product ideas and their selection": "Xây dựng và lựa chọn ý tưởng sản phẩm",
    "training and consulting from idea to dossier": "Tập huấn, tư vấn từ ý tưởng đến hồ sơ",
    "digitise dossier intake, scoring and ranking": "Số hóa tiếp nhận hồ sơ, chấm điểm, phân hạng",
    "traceability along the value chain": "Truy xuất nguồn gốc theo chuỗi giá trị",
    "towards a national OCOP database": "Hướng tới cơ sở dữ liệu OCOP quốc gia",
    "community supervision of quality": "Cộng đồng giám sát chất lượng",
    "display and sales points in districts": "Điểm giới thiệu, bán sản phẩm ở các huyện",
    "survey of each product's strengths and weaknesses with a remedy": (
        "Khảo sát ưu điểm, nhược điểm và hướng khắc phục của từng sản phẩm"
    ),
    "logo, trademark, barcode, traceability stamp support": (
        "Hỗ trợ lô-gô, nhãn hiệu, mã vạch, tem truy xuất nguồn gốc"
    ),
    "links household - cooperative group - cooperative - enterprise": (
        "Liên kết hộ - tổ hợp tác - hợp tác xã - doanh nghiệp"
    ),
    "consumption contracts with supermarkets and distributors": (
        "Hợp đồng tiêu thụ với siêu thị, nhà phân phối"
    ),
    "digitise dossier intake, scoring, evaluation and ranking in software": (
        "Số hóa tiếp nhận hồ sơ, chấm điểm, đánh giá, phân hạng trên phần mềm"
    ),
    "links producer - raw-material zone": "Liên kết chủ thể - vùng nguyên liệu",
    "online sales channels": "Kênh bán hàng trực tuyến",
}
