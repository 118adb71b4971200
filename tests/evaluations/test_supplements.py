"""Supplements asked for, item by item: with a last day, marked on the page, and what changed afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evaluations import dossiers, revisions
from evaluations.checklist import FIX, Checklist, due
from evaluations.enums import DossierState
from evaluations.models import RegistrationSlip, SelfAssessment
from evaluations.scorecards import card_for, save_draft
from evaluations.supplements import asked_for
from evaluations.waiting import sections
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.desk import address, attach, page, refused, stored, submitted
from tests.evaluations.stage import open_stage
from tests.world.area import later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ITEMS = {"registration_slip": "Thiếu chữ ký.", "1.1": "Hợp đồng hết hạn."}
DAY = timedelta(days=1)


def returned(items=ITEMS, due_on=None):
    by = cast.officer(cast.COMMUNE)
    due_on = due_on or today() + 10 * DAY
    return dossiers.return_for_supplement(submitted(), by=by, comment="Xem mục.", items=items, due_on=due_on)


def fixes(dossier):
    blocks = Checklist(dossier).blocks
    return {entry.subject for block in blocks for entry in block.entries if entry.state == FIX}


def test_exactly_the_returned_items_are_to_be_corrected():
    assert fixes(returned()) == set(ITEMS)


def test_producer_sees_the_items_and_the_last_day(signed_in):
    dossier = returned()
    text = page(signed_in(cast.producer_member(dossier.product.producer)), dossier.get_absolute_url())

    asked = text[text.index('id="asked"') : text.index('id="steps"')]
    assert asked.count("Needs correction") == 2
    assert f"{today() + 10 * DAY:%d/%m/%Y}" in asked
    assert "10 days left" in asked
    [own] = [s for s in sections(cast.producer_member()) if s.title == "Dossiers you prepare"]
    assert own.tasks[0]["state"] == "fix"


@pytest.mark.parametrize("late", [0, -3])
def test_last_day_lies_ahead(officer, late):
    by, day = cast.officer(cast.COMMUNE), today() + late * DAY
    dossier = submitted()
    ask = {"by": by, "comment": "Xem.", "due_on": day}

    assert "after today" in refused(dossiers.return_for_supplement, dossier, **ask).reason
    data = {"comment": "Xem.", "due_on": f"{day:%d/%m/%Y}"}
    text = officer.post(address("dossier_return", dossier), data).content.decode()
    assert "The last day for the supplement lies after today." in text
    assert stored(dossier).state == DossierState.SUBMITTED


def test_awaited_supplement_is_due_by_its_own_day():
    dossier = returned(due_on=today() + 2 * DAY)

    assert (due(dossier).day, due(dossier).kind) == (today() + 2 * DAY, "soon")
    assert due(dossier, at=today() + 4 * DAY).kind == "late"


def test_resubmission_shows_which_items_changed(officer):
    """When it is handed in again, each returned item shows whether something changed."""
    dossier = returned()
    attach(dossier, "raw_materials", criterion_code="1.1")
    again = dossiers.submit(dossier, by=cast.officer(cast.COMMUNE))

    assert {item.subject: item.is_changed for item in asked_for(again).items} == {
        "registration_slip": False,
        "1.1": True,
    }
    assert again.supplement_due_on is None
    text = page(officer, again.get_absolute_url())
    assert "Changed since" in text
    assert "Nothing changed" in text
    assert "1 of 2 items changed" in text


def test_paper_taken_off_counts_as_a_change():
    dossier = returned({"registration_slip": "Sai mẫu."})
    dossiers.remove_evidence(dossier.evidence.first(), by=cast.officer(cast.COMMUNE))

    assert asked_for(dossier).changed == {"registration_slip"}


def test_filled_forms_count_as_a_change():
    """Form 01 as a whole, form 02 by the criterion that was returned."""
    dossier = submitted()
    by = cast.officer(cast.COMMUNE)
    slip = RegistrationSlip.objects.create(dossier=dossier, saved_by=by)
    own = SelfAssessment.objects.create(dossier=dossier, saved_by=by)
    for code in ("1.1", "1.2"):
        own.scores.create(criterion_code=code, mark=1)
    revisions.freeze(dossier, by=by)
    items = dict.fromkeys(("registration_slip", "1.1", "1.2"), "Xem lại.")
    row = dossiers.return_for_supplement(dossier, by=by, comment="Xem.", items=items)
    assert asked_for(row).changed == set()

    own.scores.filter(criterion_code="1.1").update(mark=2)
    slip.representative = "Bà Mai"
    slip.save()
    assert asked_for(stored(row)).changed == {"registration_slip", "1.1"}


def test_revision_freezes_the_filled_forms_under_its_hash():
    dossier, by = submitted(), cast.officer(cast.COMMUNE)
    first = dossier.revisions.get()
    RegistrationSlip.objects.create(dossier=dossier, saved_by=by, representative="Bà Mai", sample_count=5)
    own = SelfAssessment.objects.create(dossier=dossier, saved_by=by, history="Từ 1990.")
    own.scores.create(criterion_code="1.1", mark=1, note="Hợp đồng")
    second = revisions.freeze(stored(dossier), by=by)
    second.refresh_from_db()

    assert first.hash != second.hash
    assert second.content["forms"]["slip"]["representative"] == "Bà Mai"
    assert second.content["forms"]["self_assessment"]["scores"] == [
        {"criterion": "1.1", "mark": 1, "note": "Hợp đồng"}
    ]
    assert revisions.revision_is_intact(second)
    second.content["forms"]["self_assessment"]["history"] = "Từ 2020."
    assert not revisions.revision_is_intact(second)


# Before the council


def test_secretary_asks_and_the_office_supplements():
    dossier = cast.dossier(state=DossierState.PROPOSED)
    secretary = cast.council(cast.PROVINCE).secretary
    ask = {"comment": "Cần ảnh.", "items": {"1.1": "Thêm ảnh."}, "due_on": today() + 5 * DAY}
    row = dossiers.request_supplement(dossier, by=secretary, **ask)
    assert (row.state, fixes(row)) == (DossierState.SUPPLEMENTING, {"1.1"})
    before = row.revisions.count()

    attach(row, "raw_materials", criterion_code="1.1")
    again = dossiers.supplement(row, by=cast.officer(cast.COMMUNE))
    assert (again.state, again.supplement_due_on) == (DossierState.PROPOSED, None)
    assert again.revisions.count() == before + 1
    assert asked_for(again).changed == {"1.1"}


@pytest.mark.parametrize(
    "who",
    [
        lambda: cast.officer(cast.COMMUNE),
        lambda: cast.leader(cast.PROVINCE),
        lambda: cast.advisor(cast.PROVINCE),
        cast.stranger,
        lambda: cast.council(cast.OTHER_PROVINCE, members=1).secretary,
    ],
)
def test_nobody_else_asks_before_the_council(who):
    dossier = cast.dossier(state=DossierState.PROPOSED)
    assert refused(dossiers.request_supplement, dossier, by=who(), comment="Thêm.").reason
    assert stored(dossier).state == DossierState.PROPOSED


def test_replaced_file_never_changes_what_somebody_scores():
    """A card is bound to the revision of the agenda; a supplement afterwards would be a further one."""
    stage = open_stage(members=3)
    item, frozen = stage.item, stage.item.revision.content
    card = card_for(item, by=stage.chair)
    save_draft(card, marks={}, notes={}, version=card.version, by=stage.chair)
    old = stage.dossier.evidence.create(
        document=cast.document(stage.producer, kind="test_report"), added_by=stage.receiver
    )
    revisions.freeze(stage.dossier, by=stage.receiver)
    old.removed_at = old.added_at
    old.removed_by = stage.receiver
    old.save()
    newer = cast.document(stage.producer, upload=cast.pdf("moi.pdf", "mới"), replaces=old.document)
    stage.dossier.evidence.create(document=newer, added_by=stage.receiver)
    revisions.freeze(stage.dossier, by=stage.receiver)

    item.refresh_from_db()
    assert item.revision.content == frozen
    hashes = [one.content["evidence"] for one in stage.dossier.revisions.order_by("number")]
    assert [[paper["sha256"] for paper in papers] for papers in hashes] == [
        [],
        [old.document.sha256],
        [newer.sha256],
    ]
    with old.document.file.open() as before, newer.file.open() as after:
        assert before.read() != after.read()


def test_request_of_the_agency_by_the_form(signed_in):
    dossier = cast.dossier(state=DossierState.PROPOSED)
    client = signed_in(cast.officer(cast.PROVINCE))
    client.post(
        address("dossier_request_supplement", dossier),
        {"comment": "Cần thêm.", "item-1.1": "Thêm ảnh.", "due_on": later()},
    )
    text = page(client, dossier.get_absolute_url())

    assert "Supplement asked for by" in text
    assert "Thêm ảnh." in text
    assert str(dossier.product) in page(client, reverse("dossier_desk"), **{"trang-thai": "supplementing"})
