"""The receipt of a dossier: its number, its day, the clock that runs from it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from evaluations import dossiers
from evaluations.enums import DossierState
from evaluations.waiting import sections
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.desk import address, open_one, page, refused, stored, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BY = {"received_on": date(2026, 7, 6)}


def test_number_has_the_form_of_mau_01_and_counts_up_by_office_and_year():
    """`…/PĐK-(province)-(commune)-(year)`, proposed by itself."""
    by, numbers = cast.officer(cast.COMMUNE), []
    for name in ("Mật ong", "Mì chũ"):
        row = dossiers.give_receipt(submitted(product=cast.product(name)), by=by, **BY)
        numbers.append(row.receipt_number)

    assert numbers == ["1/PĐK-24-07582-2026", "2/PĐK-24-07582-2026"]
    assert row.receipt_given_by == by


def test_number_can_be_edited_and_belongs_to_one_dossier_of_the_office():
    by = cast.officer(cast.COMMUNE)
    first = dossiers.give_receipt(submitted(), by=by, receipt_number="88/pđk-cũ", **BY)
    second = submitted(product=cast.product("Mì chũ"))

    assert first.receipt_number == "88/PĐK-CŨ"
    assert (
        "already taken"
        in refused(dossiers.give_receipt, second, by=by, receipt_number="88/PĐK-cũ", **BY).reason
    )


def test_clock_runs_from_the_day_of_receipt_over_tet():
    by = cast.officer(cast.COMMUNE)
    row = dossiers.give_receipt(submitted(), by=by, received_on=date(2026, 7, 13))

    assert (row.received_on, row.due_on) == (date(2026, 7, 13), date(2026, 8, 3))


def test_acceptance_keeps_number_and_receiver():
    by = cast.officer(cast.COMMUNE)
    row = dossiers.give_receipt(submitted(), by=by, receipt_number="5/PĐK", **BY)
    accepted = dossiers.accept(
        row, by=cast.appoint(cast.person("Người khác"), row.receiving_office, "officer")
    )

    assert (accepted.receipt_number, accepted.receipt_given_by) == ("5/PĐK", by)
    assert "not accepted yet" in refused(dossiers.give_receipt, accepted, by=by, **BY).reason


@pytest.mark.parametrize("who", [lambda: cast.leader(cast.COMMUNE), cast.stranger])
def test_only_officers_of_the_receiving_office_give_it(who):
    assert "Only officers" in refused(dossiers.give_receipt, submitted(), by=who(), **BY).reason


def test_day_on_which_the_office_did_not_receive_is_refused_beside_its_field(officer):
    dossier = submitted()
    data = {"receipt_number": "1/PĐK", "received_on": "03/06/2024"}
    text = officer.post(address("dossier_receipt", dossier), data).content.decode()

    assert "dossiers were received at the level of the district" in text
    assert 'value="03/06/2024"' in text
    assert stored(dossier).receipt_number == ""


def test_page_gives_the_receipt_and_history_tells_it(officer):
    dossier = submitted()
    assert address("dossier_receipt", dossier) in page(officer, dossier.get_absolute_url())
    data = {"receipt_number": "12/PĐK-24-07582-2026", "received_on": "07/07/2026"}
    officer.post(address("dossier_receipt", dossier), data)
    text = page(officer, dossier.get_absolute_url())

    assert "Receipt given" in text[text.index('id="history"') :]
    assert "12/PĐK-24-07582-2026" in text
    assert 'value="12/PĐK-24-07582-2026"' in page(officer, address("dossier_accept", dossier))


def received(days_ago, name):
    row = submitted(product=cast.product(name))
    row.received_on = today() - timedelta(days=days_ago)
    row.entered_at -= timedelta(days=days_ago)
    row.due_on = today() + timedelta(days=20 - days_ago)
    row.save()
    return row


def test_late_and_due_soon_are_warned_about_everywhere(officer):
    """Shown on desk and dossier, sorted by the due day, listed in "what waits for me"."""
    late, soon = received(22, "Mật ong"), received(18, "Mì chũ")
    desk = page(officer, reverse("dossier_desk"))

    assert desk.index("Mật ong") < desk.index("Mì chũ")
    assert "task-due-late" in page(officer, late.get_absolute_url())
    assert "task-due-soon" in page(officer, soon.get_absolute_url())
    [waiting] = [s for s in sections(cast.officer(cast.COMMUNE)) if s.title == "Dossiers to check"]
    assert [(task["title"], task["due_kind"]) for task in waiting.tasks] == [
        ("Mật ong", "late"),
        ("Mì chũ", "soon"),
    ]


def test_office_received_in_another_year_counts_from_one_again():
    by = cast.officer(cast.COMMUNE)
    dossiers.give_receipt(submitted(), by=by, **BY)
    older = open_one(cast.product("Mì chũ"), received_on=date(2025, 9, 1))
    cast.evidence(older)
    cast.evidence(older, kind="self_assessment")
    older = dossiers.submit(older, by=by)

    assert older.state == DossierState.SUBMITTED
    assert dossiers.next_receipt_number(older) == "1/PĐK-24-07582-2025"
