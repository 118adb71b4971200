"""The people of the demonstration, their offices and their councils."""

import os
import secrets
import stat
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from evaluations.enums import SeatRole
from evaluations.models import Council, CouncilRules, Seat
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Membership, Office, User
from ocop_portal.areas.models import AdministrativeUnit

WORDS = [
    "lua",
    "ngo",
    "khoai",
    "sen",
    "tre",
    "cam",
    "buoi",
    "vai",
    "nhan",
    "che",
    "quat",
    "mit",
    "dua",
    "gao",
]

# (code, level, unit's name, its era, name, authority that signs)
OFFICES = [
    (
        "huyen-luc-ngan",
        Level.DISTRICT,
        "Huyện Lục Ngạn",
        "historic",
        "Phòng Nông nghiệp và PTNT huyện Lục Ngạn",
        "UBND huyện Lục Ngạn",
    ),
    (
        "huyen-luc-nam",
        Level.DISTRICT,
        "Huyện Lục Nam",
        "historic",
        "Phòng Nông nghiệp và PTNT huyện Lục Nam",
        "UBND huyện Lục Nam",
    ),
    (
        "huyen-lac-duong",
        Level.DISTRICT,
        "Huyện Lạc Dương",
        "historic",
        "Phòng Nông nghiệp và PTNT huyện Lạc Dương",
        "UBND huyện Lạc Dương",
    ),
    (
        "huyen-kien-thuy",
        Level.DISTRICT,
        "Huyện Kiến Thuỵ",
        "historic",
        "Phòng Nông nghiệp và PTNT huyện Kiến Thụy",
        "UBND huyện Kiến Thụy",
    ),
    (
        "tinh-bac-giang",
        Level.PROVINCE,
        "Tỉnh Bắc Giang",
        "historic",
        "Văn phòng Điều phối Nông thôn mới tỉnh Bắc Giang",
        "UBND tỉnh Bắc Giang",
    ),
    (
        "xa-luc-ngan",
        Level.COMMUNE,
        "Xã Lục Ngạn",
        "current",
        "Phòng Kinh tế xã Lục Ngạn",
        "UBND xã Lục Ngạn",
    ),
    (
        "tinh-bac-ninh",
        Level.PROVINCE,
        "Tỉnh Bắc Ninh",
        "current",
        "Chi cục Phát triển nông thôn tỉnh Bắc Ninh",
        "UBND tỉnh Bắc Ninh",
    ),
    (
        "tinh-lam-dong",
        Level.PROVINCE,
        "Tỉnh Lâm Đồng",
        "current",
        "Chi cục Phát triển nông thôn tỉnh Lâm Đồng",
        "UBND tỉnh Lâm Đồng",
    ),
]

# (e-mail name, full name, role, office code)
STAFF = [
    ("can-bo.luc-ngan", "Hoàng Thị Mai", Role.OFFICER, "huyen-luc-ngan"),
    ("lanh-dao.luc-ngan", "Nguyễn Văn Thắng", Role.LEADER, "huyen-luc-ngan"),
    ("can-bo.luc-nam", "Trịnh Thị Hòa", Role.OFFICER, "huyen-luc-nam"),
    ("lanh-dao.luc-nam", "Đặng Văn Quý", Role.LEADER, "huyen-luc-nam"),
    ("can-bo.lac-duong", "Cil Ha Lan", Role.OFFICER, "huyen-lac-duong"),
    ("lanh-dao.lac-duong", "Phan Văn Đức", Role.LEADER, "huyen-lac-duong"),
    ("can-bo.kien-thuy", "Ngô Văn Minh", Role.OFFICER, "huyen-kien-thuy"),
    ("lanh-dao.kien-thuy", "Bùi Thị Loan", Role.LEADER, "huyen-kien-thuy"),
    ("can-bo.bac-giang", "Thân Thị Oanh", Role.OFFICER, "tinh-bac-giang"),
    ("lanh-dao.bac-giang", "Dương Văn Sơn", Role.LEADER, "tinh-bac-giang"),
    ("can-bo.xa-luc-ngan", "Lý Thị Hạnh", Role.OFFICER, "xa-luc-ngan"),
    ("lanh-dao.xa-luc-ngan", "Vi Văn Cường", Role.LEADER, "xa-luc-ngan"),
    ("can-bo.bac-ninh", "Trần Thu Hà", Role.OFFICER, "tinh-bac-ninh"),
    ("lanh-dao.bac-ninh", "Phạm Quang Huy", Role.LEADER, "tinh-bac-ninh"),
    ("to-tu-van.bac-ninh", "Đỗ Minh Tuấn", Role.ADVISOR, "tinh-bac-ninh"),
    ("kiem-tra.bac-ninh", "Ngô Thị Lan", Role.AUDITOR, "tinh-bac-ninh"),
    ("can-bo-2.luc-ngan", "Phùng Văn Đạt", Role.OFFICER, "huyen-luc-ngan"),
    ("ke-toan.luc-ngan", "Ngụy Thị Liên", Role.ACCOUNTANT, "huyen-luc-ngan"),
    ("can-bo-2.luc-nam", "Trần Văn Quý", Role.OFFICER, "huyen-luc-nam"),
    ("ke-toan.luc-nam", "Vũ Thị Tuyết", Role.ACCOUNTANT, "huyen-luc-nam"),
]

# (key, office code, name, decision, day, seats); a seat is (e-mail name, full name, role, representing)
COUNCILS = [
    (
        "luc-ngan",
        "huyen-luc-ngan",
        "Hội đồng đánh giá, phân hạng sản phẩm OCOP huyện Lục Ngạn",
        "1250/QĐ-UBND (mẫu)",
        date(2023, 3, 15),
        [
            ("chu-tich-hd.luc-ngan", "Bùi Văn Hải", SeatRole.CHAIR, "UBND huyện"),
            ("thu-ky.luc-ngan", "Đặng Thị Thảo", SeatRole.SECRETARY, "Phòng Nông nghiệp và PTNT"),
            ("uv1.luc-ngan", "Lê Văn Dũng", SeatRole.MEMBER, "Phòng Kinh tế và Hạ tầng"),
            ("uv2.luc-ngan", "Vũ Thị Hương", SeatRole.MEMBER, "Phòng Tài chính - Kế hoạch"),
            ("uv3.luc-ngan", "Chu Văn Nam", SeatRole.MEMBER, "Phòng Y tế"),
            ("uv4.luc-ngan", "Giáp Thị Yến", SeatRole.MEMBER, "Phòng Văn hóa và Thông tin"),
            ("uv5.luc-ngan", "Lâm Văn Sơn", SeatRole.MEMBER, "Phòng Tài nguyên và Môi trường"),
        ],
    ),
    (
        "bac-ninh",
        "tinh-bac-ninh",
        "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Bắc Ninh",
        "512/QĐ-UBND (mẫu)",
        date(2025, 8, 20),
        [
            ("chu-tich-hd.bac-ninh", "Nguyễn Đức Long", SeatRole.CHAIR, "UBND tỉnh"),
            ("thu-ky.bac-ninh", "Phan Thị Ngọc", SeatRole.SECRETARY, "Chi cục Phát triển nông thôn"),
            ("uv1.bac-ninh", "Tạ Quang Vinh", SeatRole.MEMBER, "Sở Nông nghiệp và Môi trường"),
            ("uv2.bac-ninh", "Dương Thị Hoa", SeatRole.MEMBER, "Sở Công Thương"),
            ("uv3.bac-ninh", "Mai Văn Phúc", SeatRole.MEMBER, "Sở Y tế"),
            ("uv4.bac-ninh", "Hà Thị Quyên", SeatRole.MEMBER, "Sở Khoa học và Công nghệ"),
            ("uv5.bac-ninh", "Lương Văn Tùng", SeatRole.MEMBER, "Sở Văn hóa, Thể thao và Du lịch"),
        ],
    ),
]
OTHERS = [
    ("chu-the", "Giáp Văn Bình"),
    ("chu-the.luc-nam", "Nông Văn Hợi"),
    ("quan-tri", "Quản trị viên"),
]


def email_of(name):
    return f"{name}@ocop.example"


def _councils():
    """In words, in the order of `COUNCILS`."""
    return [_("Council of the district Lục Ngạn"), _("Council of the province Bắc Ninh")]


def _planners():
    """In words, who draws up and who approves the plans of the other units."""
    return {
        "can-bo.luc-nam": _("Officer of the district Lục Nam"),
        "lanh-dao.luc-nam": _("Leader of the district Lục Nam"),
        "can-bo.lac-duong": _("Officer of the district Lạc Dương"),
        "lanh-dao.lac-duong": _("Leader of the district Lạc Dương"),
        "can-bo.kien-thuy": _("Officer of the district Kiến Thụy"),
        "lanh-dao.kien-thuy": _("Leader of the district Kiến Thụy"),
        "can-bo.bac-giang": _("Officer of the province Bắc Giang"),
        "lanh-dao.bac-giang": _("Leader of the province Bắc Giang"),
    }


def accounts():
    """Return (who it is, e-mail) of each demo account, in the order of the stories."""
    staff = {name: email_of(name) for name, *_rest in STAFF}
    seats = [
        (f"{council}: {role.label}", email_of(name))
        for council, members in zip(_councils(), (seats for *_rest, seats in COUNCILS), strict=True)
        for name, _person, role, _body in members
    ]
    return [
        (_("Officer of the district Lục Ngạn"), staff["can-bo.luc-ngan"]),
        (_("Leader of the district Lục Ngạn"), staff["lanh-dao.luc-ngan"]),
        *seats[:7],
        *((_planners()[name], staff[name]) for name in _planners()),
        (_("Officer of the commune Lục Ngạn"), staff["can-bo.xa-luc-ngan"]),
        (_("Leader of the commune Lục Ngạn"), staff["lanh-dao.xa-luc-ngan"]),
        (_("Officer of the province Bắc Ninh"), staff["can-bo.bac-ninh"]),
        (_("Leader of the province Bắc Ninh"), staff["lanh-dao.bac-ninh"]),
        (_("Advisor of the province Bắc Ninh"), staff["to-tu-van.bac-ninh"]),
        *seats[7:],
        (_("Auditor of the province Bắc Ninh"), staff["kiem-tra.bac-ninh"]),
        (_("Second officer of the district Lục Ngạn"), staff["can-bo-2.luc-ngan"]),
        (_("Accountant of the district Lục Ngạn"), staff["ke-toan.luc-ngan"]),
        (_("Second officer of the district Lục Nam"), staff["can-bo-2.luc-nam"]),
        (_("Accountant of the district Lục Nam"), staff["ke-toan.luc-nam"]),
        (_("Producer's member"), email_of("chu-the")),
        (_("Member of supported producers of Lục Nam"), email_of("chu-the.luc-nam")),
        (_("Administrator"), email_of("quan-tri")),
    ]


def password():
    """Return the one password of the demo accounts, made once and kept in the data folder."""
    given = os.environ.get("OCOP_DEMO_PASSWORD")
    if given:
        return given
    path = settings.DATA_DIR / "demo_password.txt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        words = [secrets.choice(WORDS) for _number in range(3)]
        path.write_text("-".join([*words, str(secrets.randbelow(9000) + 1000)]))
    return path.read_text()


def load_people():
    """Create offices, accounts, memberships and councils that are not there yet."""
    offices = {row[0]: _office(*row) for row in OFFICES}
    for name, full_name, role, office in STAFF:
        user = _user(name, full_name)
        Membership.objects.get_or_create(
            user=user, office=offices[office], role=role, until=None, defaults={"since": date(2023, 1, 1)}
        )
    for name, full_name in OTHERS:
        _user(name, full_name, is_admin=name == "quan-tri")
    for council in COUNCILS:
        _council(offices, *council)
    return offices


def _office(code, level, unit_name, era, name, authority):
    units = AdministrativeUnit.objects.filter(name=unit_name, level=level)
    unit = (units.current() if era == "current" else units.historic()).get()
    row, _new = Office.objects.get_or_create(
        code=code, defaults={"unit": unit, "level": level, "name": name, "authority_name": authority}
    )
    return row


def _user(name, full_name, *, is_admin=False):
    existing = User.objects.filter(email=email_of(name)).first()
    return existing or User.objects.create_user(
        email_of(name), password(), full_name=full_name, is_staff=is_admin, is_superuser=is_admin
    )


def _council(offices, key, office, name, decision, established_on, members):
    council = Council.objects.filter(name=name).first()
    if council is None:
        council = Council.objects.create(
            office=offices[office],
            level=offices[office].level,
            name=name,
            decision_number=decision,
            established_on=established_on,
            rules=CouncilRules.objects.create(number=f"kèm theo Quyết định {decision}"),
        )
    for email, full_name, role, body in members:
        person = _user(email, full_name)
        Seat.objects.get_or_create(
            council=council,
            user=person,
            until=None,
            defaults={"role": role, "since": established_on, "representing": body},
        )
    return council
