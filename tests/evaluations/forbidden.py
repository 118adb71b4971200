"""Rows no table of library, forms, advisory group, sessions and paper cards may hold, by constraint."""

from datetime import date

from django.utils import timezone

from evaluations.models import (
    AdvisoryAssignment,
    AdvisoryReport,
    CouncilRules,
    Decision,
    DecisionFile,
    InterestDeclaration,
    PaperCard,
    Recusal,
    SeatChange,
    SelfAssessment,
    SiteVisit,
    StopFinding,
)
from tests import cast
from tests.evaluations.rows import again, card, save, snapshot

DAY = date(2026, 8, 10)


def assignment():
    row = cast.dossier(state="proposed")
    return AdvisoryAssignment.objects.create(dossier=row, advisor=cast.stranger(), assigned_by=row.entered_by)


def remark():
    row = cast.dossier(state="proposed")
    report = AdvisoryReport.objects.create(dossier=row, written_by=row.entered_by)
    return report.remarks.create(criterion_code="1.1", text="Đúng.")


def attendance():
    return cast.session().attendance.first()


def decision_file(kind):
    decision = Decision.objects.create(
        office=cast.office(cast.PROVINCE),
        number="1/QĐ-UBND",
        decided_on=DAY,
        authority="UBND",
        signatory="A",
        signed_by=cast.leader(cast.PROVINCE),
    )
    return DecisionFile.objects.create(
        decision=decision, kind=kind, original_name="x", size=1, sha256="0" * 64, added_by=decision.signed_by
    )


def declaration():
    session = cast.session()
    seat = session.scoring_seats().first()
    return InterestDeclaration.objects.create(
        session=session, seat=seat, has_interest=True, declared_by=seat.user
    )


def recusal(ground="declared"):
    scored = card()
    return Recusal.objects.create(
        item=scored.item, seat=scored.seat, ground=ground, by=scored.item.session.created_by
    )


def paper_card():
    scored = card()
    return PaperCard.objects.create(
        card=scored, marks={}, size=1, sha256="0" * 64, typed_by=scored.item.session.created_by
    )


def self_score(code="1.1"):
    row = cast.dossier()
    filled = SelfAssessment.objects.create(dossier=row, saved_by=row.entered_by)
    return filled.scores.create(criterion_code=code, mark=0)


def visit():
    row = cast.dossier(state="proposed")
    return SiteVisit.objects.create(
        dossier=row, visited_on=DAY, place="x", participants="x", findings="", written_by=row.entered_by
    )


def seat_change(**changes):
    session = cast.session()
    leaving, coming = session.scoring_seats()[:2]
    facts = {"session": session, "leaving": leaving, "coming": coming, "reason": "QĐ 9", "by": leaving.user}
    return SeatChange.objects.create(**facts | changes)


def stop():
    item = card().item
    return StopFinding.objects.create(item=item, reason="", by=item.session.created_by)


FORBIDDEN_IN_DEPTH = {
    "evaluations_dossier_supplement_due_while_asked": lambda: save(cast.dossier(), supplement_due_on=DAY),
    "evaluations_dossier_receipt_number_once_per_office": lambda: [
        cast.dossier(cast.product(name), receipt_number="7/PĐK") for name in ("Mì", "Miến")
    ],
    "evaluations_advisoryreport_handed_over_with_summary": lambda: save(
        remark().report, handed_over_at=timezone.now()
    ),
    "evaluations_document_kind_known": lambda: save(cast.document(cast.producer()), kind="rumour"),
    "evaluations_document_issued_before_expiry": lambda: save(
        cast.document(cast.producer()), issued_on=DAY, valid_until=date(2026, 8, 9)
    ),
    "evaluations_councilrules_vote_known": lambda: CouncilRules.objects.create(number="1", vote="shout"),
    "evaluations_session_vote_known": lambda: save(cast.session(), vote="shout"),
    "evaluations_session_written_vote_has_last_day": lambda: save(cast.session(), vote="written"),
    "evaluations_resultsnapshot_superseded_with_reason": lambda: again(
        (first := snapshot()), number=2, supersedes=first
    ),
    "evaluations_resultsnapshot_stopped_without_stars": lambda: again(
        snapshot(), number=2, round=2, stop={"reason": "x"}
    ),
    "evaluations_advisoryassignment_once": lambda: again(assignment()),
    "evaluations_advisoryremark_criterion_once": lambda: again(remark()),
    "evaluations_attendance_kind_known": lambda: save(attendance(), kind="asleep"),
    "evaluations_attendance_once": lambda: again(attendance()),
    "evaluations_decisionfile_kind_known": lambda: decision_file("rumour"),
    "evaluations_interestdeclaration_names_item_and_reason": declaration,
    "evaluations_papercard_state_known": lambda: save(paper_card(), state="lost", answered_at=timezone.now()),
    "evaluations_papercard_one_waiting": lambda: again(paper_card()),
    "evaluations_papercard_answered_with_moment": lambda: save(paper_card(), state="confirmed"),
    "evaluations_recusal_ground_known": lambda: recusal("mood"),
    "evaluations_recusal_once": lambda: again(recusal()),
    "evaluations_seatchange_leaves_once": lambda: again(seat_change()),
    "evaluations_seatchange_reason_filled": lambda: seat_change(reason=""),
    "evaluations_selfscore_criterion_once": lambda: again(self_score()),
    "evaluations_selfscore_criterion_named": lambda: self_score(""),
    "evaluations_selfscore_state_known": lambda: save(self_score(), state="guessed"),
    "evaluations_selfscore_open_without_a_mark": lambda: save(self_score(), state="open", mark=1),
    "evaluations_sitevisit_findings_filled": visit,
    "evaluations_stopfinding_reason_filled": stop,
}
