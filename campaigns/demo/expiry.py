"""Certificates at every stage on their way to the last day, with the people who were reminded of them."""

from dataclasses import dataclass
from datetime import timedelta

from campaigns.demo.makers import coded, producer, product
from campaigns.demo.papers import paper
from campaigns.demo.people import email_of
from evaluations import reevaluation, reminders, revocations
from evaluations.enums import Audience, Purpose, RevocationGround
from evaluations.models import Reminder
from ocop_portal.accounts.models import Office, User
from ocop_portal.core.days import add_months, today
from ocop_portal.core.mail import note_bounce
from producers.enums import ProducerKind
from producers.models import ProducerMember
from products.enums import EventKind
from products.publication import record

MONTHS = 36


@dataclass(frozen=True)
class Good:
    """A sample with so many days left; `maker` is the place of its producer in `MAKERS`."""

    name: str
    product_set: int
    stars: int
    days_left: int
    maker: int


MAKERS = (
    (
        ProducerKind.COOPERATIVE,
        "Hợp tác xã Trái ngọt đồi vải (mẫu)",
        "0900000101",
        "htx.doi-vai@ocop.example",
    ),
    (
        ProducerKind.HOUSEHOLD,
        "Hộ kinh doanh Bếp quê Lục Ngạn (mẫu)",
        "0900000102",
        "bep-que.sai-dia-chi@ocop.example",
    ),
    (ProducerKind.COOPERATIVE_GROUP, "Tổ hợp tác Ong rừng Lục Ngạn (mẫu)", "0900000103", ""),
    (
        ProducerKind.COOPERATIVE,
        "Hợp tác xã Dược liệu suối Cấm (mẫu)",
        "0900000104",
        "htx.suoi-cam@ocop.example",
    ),
)
RETURNED = "bep-que.sai-dia-chi@ocop.example"
GOODS = (
    Good("Siro vải thiều (mẫu)", 17, 4, 196, 0),
    Good("Mứt vải dẻo (mẫu)", 7, 3, 188, 1),
    Good("Vải thiều sấy lạnh (mẫu)", 7, 4, 171, 0),
    Good("Tương ớt rừng (mẫu)", 9, 3, 152, 1),
    Good("Mật ong hoa nhãn (mẫu)", 4, 3, 149, 2),
    Good("Cao cà gai leo (mẫu)", 20, 3, 132, 3),
    Good("Bánh chưng gấc (mẫu)", 6, 3, 129, 1),
    Good("Phấn hoa vải (mẫu)", 4, 3, 123, 2),
    Good("Trà xạ đen túi lọc (mẫu)", 12, 4, 96, 3),
    Good("Rượu nếp cái hoa vàng (mẫu)", 14, 3, 61, 1),
    Good("Sữa ong chúa (mẫu)", 4, 3, 21, 2),
    Good("Nước ép vải (mẫu)", 17, 3, 6, 0),
    Good("Sáp ong nguyên chất (mẫu)", 4, 3, -4, 2),
    Good("Kẹo lạc vừng (mẫu)", 6, 3, -33, 1),
)
GIVEN_UP = "Phấn hoa vải (mẫu)"
FILED = "Vải thiều sấy lạnh (mẫu)"
CALLED = ("Trà xạ đen túi lọc (mẫu)", "Chủ thể đang chờ phiếu kiểm nghiệm, hẹn nộp hồ sơ trong tuần.")


def load_expiry(offices):
    """Enter the samples once, open a dossier, note a call and send the reminders of the last weeks."""
    commune, province = offices["xa-luc-ngan"], offices["tinh-bac-ninh"]
    officer = User.objects.get(email=email_of("can-bo.xa-luc-ngan"))
    makers = [_maker(facts, commune, officer) for facts in MAKERS]
    rows = {good.name: _certified(good, makers[good.maker], province) for good in GOODS}
    if Reminder.objects.exists():
        return
    reevaluation.open_many([rows[FILED]], Purpose.REEVALUATION, by=officer)
    name, words = CALLED
    rows[name].call_notes.create(last_day=rows[name].certified_until, words=words, by=officer)
    _remind()
    _given_up(rows[GIVEN_UP])


def _given_up(product):
    """A producer's own request that waits for the province's leader."""
    revocations.propose(
        product,
        ground=RevocationGround.VOLUNTARY,
        source="Đơn xin rút hạng sao (mẫu)",
        concluded_on=today() - timedelta(days=2),
        findings="Tổ hợp tác ngừng thu phấn hoa để dưỡng đàn ong (mẫu).",
        by=User.objects.get(email=email_of("chu-the")),
        scan=paper("don-xin-rut.pdf", "OCOP", "Don xin rut hang sao", "(mau)"),
    )


def _maker(facts, commune: Office, officer):
    kind, name, phone, email = facts
    row = producer(name, commune.unit, kind=kind, by=officer)
    if not row.phone:
        row.phone, row.email = phone, email
        row.save()
    if not email:
        member = User.objects.get(email=email_of("chu-the"))
        ProducerMember.objects.get_or_create(user=member, producer=row)
    return row


def _certified(good, maker, province):
    last_day = today() + timedelta(days=good.days_left)
    row = product(good.name, maker, good.product_set)
    if row.events.exists():
        return row
    start = add_months(last_day, -MONTHS)
    row = coded(row, start.year)
    record(
        row,
        kind=EventKind.IMPORTED,
        stars=good.stars,
        on=start,
        until=last_day,
        decision_number="310/QĐ-UBND (mẫu)",
        authority=province.authority_name,
        reason="Số liệu minh họa.",
    )
    row.refresh_from_db()
    return row


def _remind():
    """Three mornings, a month ago, a week ago and today; one letter came back."""
    for days_ago in (30, 8, 0):
        day = today() - timedelta(days=days_ago)
        reminders.plan(day)
        reminders.deliver(day)
    letter = Reminder.objects.filter(recipient=RETURNED, audience=Audience.PRODUCER).exclude(mail=None)
    for row in letter.select_related("mail")[:1]:
        note_bounce(row.mail, "550 5.1.1 Địa chỉ không tồn tại (mẫu)")
    reminders.flag_failures()
