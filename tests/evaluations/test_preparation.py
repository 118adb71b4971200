"""Forms 01 and 02: who fills them in, what counts as filled in, and that nobody's words get lost."""

import pytest

from evaluations import dossiers, preparation
from evaluations.enums import DossierState, EvidenceKind
from evaluations.models import Regulation, SelfAssessment
from evaluations.preparation_rules import gaps
from evaluations.revisions import expected_rubric, revision_is_intact
from ocop_portal.core.access import Conflict
from ocop_portal.core.days import today
from tests import cast
from tests.evaluations.desk import open_one, refused, stored, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SLIP = {"representative": "Hoàng Thị Mai", "address": "Xã Lục Ngạn", "phone": "0912345678"}
TEXTS = dict.fromkeys(("history", "organisation", "business_results", "plan"), "Nội dung.")


def member_of(dossier):
    return cast.producer_member(dossier.product.producer)


def filled_slip(dossier, by=None, **more):
    by = by or member_of(dossier)
    values = SLIP | {"sample_count": 5, "is_promised": True} | more
    return preparation.save_slip(dossier, by=by, version=dossier_version(dossier, "slip"), **values)


def dossier_version(dossier, form):
    row = getattr(stored(dossier), form, None)
    return row.version if row else 0


def best_marks(dossier, part):
    criteria = expected_rubric(dossier).criteria.filter(part=part).prefetch_related("options")
    return {one.code: max(one.options.all(), key=lambda o: o.points).position for one in criteria}


def filled_report(dossier, by=None):
    by = by or member_of(dossier)
    preparation.save_report(dossier, by=by, version=dossier_version(dossier, "self_assessment"), **TEXTS)
    for part in "ABC":
        marks, version = best_marks(dossier, part), dossier_version(dossier, "self_assessment")
        preparation.save_scores(dossier, part, by=by, version=version, marks=marks, notes={})
    return stored(dossier).self_assessment


def sentences(dossier):
    return [gap.sentence for gap in gaps(stored(dossier))]


# What is known is not asked


def test_the_slip_starts_with_what_the_portal_knows():
    dossier = cast.dossier()
    slip = preparation.slip_of(dossier)
    producer = dossier.product.producer
    assert (slip.representative, slip.phone, slip.version) == (
        producer.representative_name,
        producer.phone,
        0,
    )
    assert producer.unit.full_name in slip.address


# Who fills in, and until when


def test_the_member_prepares_hands_in_and_then_only_sees():
    dossier, member = cast.dossier(), cast.producer_member()
    filled_slip(dossier, member)
    filled_report(dossier, member)
    row = dossiers.submit(stored(dossier), by=member)
    assert row.state == DossierState.SUBMITTED
    log = row.log.get()
    assert (log.by, log.office_name) == (member, dossier.product.producer.name)
    for act in (
        lambda: filled_slip(row, member, phone="1"),
        lambda: preparation.save_scores(row, "A", by=member, version=4, marks={}, notes={}),
        lambda: dossiers.add_evidence(row, kind="award", title="", upload=cast.pdf(), by=member),
    ):
        assert "being prepared or returned" in refused(act).reason
    assert "Only officers of" in refused(dossiers.accept, row, by=member).reason


def test_the_office_fills_in_on_the_producer_s_behalf_and_the_form_says_so():
    dossier = cast.dossier()
    assert not filled_slip(dossier, member_of(dossier)).is_on_behalf
    assert filled_slip(dossier, cast.officer(cast.COMMUNE), phone="0999").is_on_behalf


@pytest.mark.parametrize("who", [cast.leader, cast.auditor, lambda _: cast.stranger()])
def test_nobody_else_fills_in(who):
    assert "Only officers of" in refused(filled_slip, cast.dossier(), by=who(cast.COMMUNE)).reason


def test_the_member_opens_for_the_own_product_on_the_day():
    product = cast.product()
    member, office = cast.producer_member(product.producer), cast.office(cast.COMMUNE)
    row = open_one(product, by=member, received_on=today())
    assert (row.entered_by, row.receiving_office, row.due_on) == (member, office, None)
    other = cast.product("Chè", made_by=cast.producer("Hợp tác xã khác"))
    assert "Only officers of" in refused(open_one, other, by=member, received_on=today()).reason


def test_the_member_does_not_choose_another_day():
    product = cast.product()
    member = cast.producer_member(product.producer)
    assert "the day it is handed in" in refused(open_one, product, by=member).reason


def test_a_draft_of_the_producer_is_received_when_it_is_handed_in():
    product = cast.product()
    member = cast.producer_member(product.producer)
    row = open_one(product, by=member, received_on=today())
    type(row).objects.filter(pk=row.pk).update(received_on="2026-07-06", entered_at="2026-07-06T03:00:00Z")
    row = stored(row)
    filled_slip(row, member)
    filled_report(row, member)
    handed_in = dossiers.submit(stored(row), by=member)
    assert handed_in.received_on == today()
    assert handed_in.due_on == dossiers.due_day(Regulation.objects.on(), today())


# What is missing


def test_nothing_is_skipped_everything_missing_is_named():
    dossier = cast.dossier()
    member = member_of(dossier)
    assert sentences(dossier) == [
        "Fill in or attach: Registration slip (form 01).",
        "Fill in or attach: Self-assessment report (form 02).",
    ]
    preparation.save_slip(dossier, by=member, version=0, representative="", address="x", phone="x")
    preparation.save_report(dossier, by=member, version=0, **TEXTS | {"plan": " "})
    assert sentences(dossier)[:3] == [
        "Form 01: fill in legal representative, samples handed in.",
        "Form 01: the producer has to vouch for what is written.",
        "Form 02: write plan for the time to come.",
    ]
    count = expected_rubric(dossier).criteria.filter(part="B").count()
    assert f"Form 02, part B: {count} criteria have no self-score yet." in sentences(dossier)
    assert refused(dossiers.submit, stored(dossier), by=member).missing == sentences(dossier)


def test_forms_filled_in_here_count_as_the_papers():
    dossier = cast.dossier()
    filled_slip(dossier)
    filled_report(dossier)
    assert sentences(dossier) == []


def test_a_scan_counts_whatever_the_form_here_lacks():
    dossier = cast.dossier()
    preparation.save_slip(dossier, by=member_of(dossier), version=0, representative="Mai")
    cast.evidence(dossier, kind=EvidenceKind.REGISTRATION_SLIP)
    cast.evidence(dossier, kind=EvidenceKind.SELF_ASSESSMENT)
    assert sentences(dossier) == []


def test_a_dossier_of_tourism_needs_no_samples():
    dossier = cast.dossier(cast.product("Làng du lịch", set_no=26))
    preparation.save_slip(dossier, by=member_of(dossier), version=0, **SLIP, is_promised=True)
    assert not any("Form 01" in sentence for sentence in sentences(dossier))


def test_what_is_handed_in_is_frozen_with_the_forms():
    dossier = cast.dossier()
    filled_slip(dossier)
    filled_report(dossier)
    revision = dossiers.submit(stored(dossier), by=member_of(dossier)).revisions.get()
    assert revision.content["forms"]["slip"]["phone"] == SLIP["phone"]
    scores = revision.content["forms"]["self_assessment"]["scores"]
    assert len(scores) == expected_rubric(dossier).criteria.count()
    assert revision_is_intact(revision)
    scanned = submitted(product=cast.product("Chè")).revisions.get().content["forms"]
    assert scanned == {"slip": None, "self_assessment": None}


# Saving


def test_saving_twice_the_same_is_one_save():
    dossier = cast.dossier()
    first = filled_slip(dossier)
    again = preparation.save_slip(
        stored(dossier), by=member_of(dossier), version=0, **SLIP, sample_count=5, is_promised=True
    )
    assert (again.pk, again.version) == (first.pk, 1)


def test_a_stale_save_is_a_conflict_and_overwrites_nothing():
    dossier = cast.dossier()
    filled_slip(dossier, phone="0911")
    with pytest.raises(Conflict) as conflict:
        preparation.save_slip(stored(dossier), by=cast.officer(cast.COMMUNE), version=0, phone="0922")
    assert conflict.value.current.phone == "0911"
    assert stored(dossier).slip.phone == "0911"


def test_scores_are_kept_by_part_with_their_notes():
    dossier, by = cast.dossier(), cast.producer_member()
    preparation.save_scores(dossier, "A", by=by, version=0, marks={"1.1": 1}, notes={"1.1": " Hợp đồng. "})
    preparation.save_scores(stored(dossier), "B", by=by, version=1, marks={"4.1": 0}, notes={})
    preparation.save_scores(stored(dossier), "A", by=by, version=2, marks={}, notes={"1.2": "Đang xin."})
    rows = SelfAssessment.objects.get().scores.values_list("criterion_code", "mark", "note", "state")
    assert set(rows) == {("4.1", 0, "", "given"), ("1.2", None, "Đang xin.", "open")}


@pytest.mark.parametrize(
    ("marks", "words"),
    [({"1.1": 99}, "do not fit"), ({"4.1": 0}, "no criterion 4.1"), ({"1.1": "x"}, "do not fit")],
)
def test_marks_the_part_does_not_have_are_refused(marks, words):
    dossier = cast.dossier()
    act = preparation.save_scores
    refusal = refused(act, dossier, "A", by=member_of(dossier), version=0, marks=marks, notes={})
    assert words in refusal.reason
    assert not SelfAssessment.objects.exists()


def test_stale_scores_are_a_conflict_and_overwrite_nothing():
    dossier, by = cast.dossier(), cast.producer_member()
    preparation.save_scores(dossier, "A", by=by, version=0, marks={"1.1": 1}, notes={})
    with pytest.raises(Conflict):
        preparation.save_scores(stored(dossier), "A", by=by, version=0, marks={"1.1": 2}, notes={})
    assert SelfAssessment.objects.get().scores.get().mark == 1
