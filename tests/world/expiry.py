"""Certificates that come to an end, reminders, notices, and the machine room."""

from ocop_portal.accounts.notices import notify
from ocop_portal.core.mail import note_bounce, queue_text

READING = """
expiry_calendar        s ooo oo oo oooo ooo o
expiry_calendar_one    s ... .o oo oooo ... o
expiry_call            s ... .x oo oooo ... o
expiry_desk            s ooo oo oo oooo ooo o
expiry_start           s >>> >o oo oooo >>> o
machine_room           s xxx xx xx xxxx xxx o
mail_again             m mmm mm mm mmmm mmm m
notice_desk            s ooo oo oo oooo ooo o
reevaluation_start     s ... .> >> >>>> ... >
"""

ACTING = """
expiry_calendar        m mmm mm mm mmmm mmm m
expiry_calendar_one    m mmm mm mm mmmm mmm m
expiry_call            s ... .x dx dxxx ... x
expiry_desk            m mmm mm mm mmmm mmm m
expiry_start           s >>> >o do oooo >>> o
machine_room           m mmm mm mm mmmm mmm m
mail_again             s xxx xx xx xxxx xxx d
notice_desk            s ddd dd dd dddd ddd d
reevaluation_start     m mmm mm mm mmmm mmm m
"""

READERS = {"machine_room": "administrator", "mail_again": "administrator"}
ASKED_TWICE = {"notice_desk"}
MAY_BE_EMPTY = {"mail_again"}


def make(world):
    world.returned = queue_text("mat.thu@example.vn", "Nhắc", "Nội dung", key="ma-tran")
    note_bounce(world.returned, "550")
    known = [user for user in world.people.values() if user.is_authenticated]
    notify(known, key="ma-tran", text="Có việc", url="/lam-viec/")


def targets(world):
    product = {"pk": world.certificate.product_id}
    return {
        "expiry_call": product,
        "expiry_calendar_one": product,
        "reevaluation_start": product,
        "mail_again": {"pk": world.returned.pk},
    }


def forms(made):
    return {
        "expiry_call": {"called_on": "10/08/2026", "words": "Sẽ nộp hồ sơ tuần tới."},
        "notice_desk": {"all": "1"},
        "expiry_start": {"sp": made.certificate.product_id, "purpose": "upgrade", "open": "1"},
    }
