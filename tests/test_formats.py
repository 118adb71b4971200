"""Check 16: days, months and numbers are written the Vietnamese way on every page, paper and letter."""

import re
from datetime import timedelta

import pytest
from django.db import transaction

from evaluations import reminders
from evaluations.models import Certificate
from ocop_portal.core.models import OutgoingMail
from tests import world
from tests.answers import body
from tests.test_access_matrix import client_of, everybody
from tests.test_bad_input import queried

pytestmark = pytest.mark.django_db

ISO_OR_US = r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2}\b|\b\d{1,3}(,\d{3})+\b"
MONTHS = (
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
)
FOREIGN = re.compile(f"{ISO_OR_US}|{MONTHS}")
FOR_MACHINES = re.compile(
    r"^(api_|keys_for|sitemap|robots|badge|label_code|open_data_file|data_checksums|.*_feed$)"
)
NAMES_OF_FILES = re.compile(r"ocop-[\d-]+(\.\w+)+")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.clients = {role: client_of(user) for role, user in everybody(made).items()}
        yield made
        transaction.set_rollback(True)


def read_by_a_person(text):
    """What of a page meets the eye: no scripts, no tags, no values of fields for days, no names of files."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return NAMES_OF_FILES.sub(" ", re.sub(r"<[^>]*>", " ", text))


def foreign(text):
    return sorted({found[0] for found in FOREIGN.finditer(read_by_a_person(text))})


def test_check_16_no_page_or_paper_shows_a_foreign_day_or_number(made):
    found, kinds = {}, set()
    for name, address in queried(made):
        if FOR_MACHINES.match(name) or "/en/" in address:
            continue
        with transaction.atomic():
            answer = made.clients[world.READERS.get(name, "officer")].get(address)
            text = body(answer)
            transaction.set_rollback(True)
        if answer.status_code == 200:
            kinds.add(answer["Content-Type"].partition(";")[0])
            if strange := foreign(text):
                found[name] = strange

    assert found == {}
    assert {"text/html", "application/pdf"} <= kinds


def test_check_16_no_letter_shows_a_foreign_day_or_number(made):
    """What the world's acts have written, and the reminders of the day before the last certificate ends."""
    with transaction.atomic():
        last = Certificate.objects.order_by("-valid_until").values_list("valid_until", flat=True)[0]
        reminders.plan(last - timedelta(days=1))
        reminders.deliver(last - timedelta(days=1))
        letters = [f"{mail.subject}\n{mail.body}" for mail in OutgoingMail.objects.all()]
        transaction.set_rollback(True)

    assert len(letters) > 5
    assert any(re.search(r"\b\d{2}/\d{2}/\d{4}\b", letter) for letter in letters)
    assert {letter: foreign(letter) for letter in letters if foreign(letter)} == {}


def test_check_16_finds_what_it_looks_for():
    assert foreign("<p>2026-11-02, 11/2/26 and 1,000,000 in March</p>") == [
        "1,000,000",
        "11/2/26",
        "2026-11-02",
        "March",
    ]
    assert foreign("<p>02/11/2026: 1.000.000 đ, 69,95 điểm, tháng 3</p>") == []
