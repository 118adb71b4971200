"""Every rule the database holds for evaluations, tried past the validation of forms and models."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from evaluations.models import Certificate, CouncilRules, Decision, Regulation, Rubric
from tests import cast
from tests.evaluations.forbidden import FORBIDDEN_IN_DEPTH
from tests.evaluations.forbidden_life import FORBIDDEN_IN_LATER_LIFE, correction
from tests.evaluations.forbidden_reminders import FORBIDDEN_REMINDERS
from tests.evaluations.rows import again, card, save, snapshot

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 10)


def draft_rubric():
    return Rubric.objects.filter(published_at=None).first()


def revision(of):
    return of.revisions.create(
        number=1,
        marks={},
        totals={},
        total=75,
        submitted_by=of.seat.user,
        previous_hash="0" * 64,
        hash="1" * 64,
    )


def line(of):
    criterion = of.card.item.rubric.criteria.first()
    return of.lines.create(criterion=criterion, option=criterion.options.first(), points=1)


def decision():
    return Decision.objects.create(
        office=cast.office(cast.PROVINCE),
        number="1/QĐ-UBND",
        decided_on=DAY,
        authority="UBND",
        signatory="A",
        signed_by=cast.leader(cast.PROVINCE),
    )


def decision_line(stars):
    of = cast.scored()
    return decision().lines.create(dossier=of, snapshot=of.items.get().results.get(), stars=stars)


def certificate(**changes):
    values = {"stars": 4, "issued_on": DAY, "valid_until": date(2029, 8, 10), "number": "A/1"}
    row = cast.scored()
    return Certificate.objects.create(
        product=row.product, decision=decision(), dossier=row, **values | changes
    )


def second_certificate():
    first = certificate()
    save(first.dossier, state="recognised")
    other = cast.scored(first.product, purpose="upgrade")
    again(first, dossier=other, number="A/2")


def second_chair():
    people = cast.council()
    people.row.seats.create(user=cast.person("Chủ tịch khác"), role="chair", since=DAY)


def second_seat():
    people = cast.council()
    people.row.seats.create(user=people.chair, role="member", since=DAY)


def pinned_draft():
    row = cast.dossier(state="draft")
    save(row, regulation=Regulation.objects.on(row.received_on))


FORBIDDEN = (
    {
        "evaluations_rubric_version_unique": lambda: again(draft_rubric()),
        "evaluations_rubric_published_only_without_issues": lambda: save(
            draft_rubric(), published_at=timezone.now()
        ),
        "evaluations_section_code_unique": lambda: again(draft_rubric().sections.first()),
        "evaluations_criterion_code_unique": lambda: again(draft_rubric().criteria.first()),
        "evaluations_option_position_unique": lambda: again(draft_rubric().criteria.first().options.first()),
        "evaluations_regulation_receiving_level_known": lambda: again(
            Regulation.objects.first(), number="1", in_force_from=DAY, receiving_level="hamlet"
        ),
        "evaluations_regulation_council_level_known": lambda: again(
            Regulation.objects.first(), number="1", in_force_from=DAY, council_level="hamlet"
        ),
        "evaluations_regulationstar_once": lambda: again(Regulation.objects.first().stars.first()),
        "evaluations_regulationstar_within_range": lambda: again(
            Regulation.objects.first().stars.first(), star=6
        ),
        "evaluations_dossier_state_known": lambda: save(cast.dossier(), state="lost"),
        "evaluations_dossier_purpose_known": lambda: save(cast.dossier(), purpose="fun"),
        "evaluations_dossier_accepted_with_regulation": lambda: save(
            cast.dossier(state="accepted"), regulation=None
        ),
        "evaluations_dossier_accepted_with_rubric": lambda: save(cast.dossier(state="accepted"), rubric=None),
        "evaluations_dossier_unpinned_before_acceptance": pinned_draft,
        "evaluations_dossier_council_level_once_proposed": lambda: save(
            cast.dossier(state="proposed"), council_level=""
        ),
        "evaluations_dossier_one_open_per_product": lambda: again(cast.dossier()),
        "evaluations_dossierrevision_number_unique": lambda: again(
            cast.dossier(state="submitted").revisions.get()
        ),
        "evaluations_councilrules_quorum_is_a_share": lambda: CouncilRules.objects.create(
            number="1", quorum_percent=101
        ),
        "evaluations_councilrules_spread_not_negative": lambda: CouncilRules.objects.create(
            number="1", spread_limit=-1
        ),
        "evaluations_council_level_known": lambda: save(cast.council().row, level="hamlet"),
        "evaluations_council_established_before_dissolved": lambda: save(
            cast.council().row, dissolved_on=date(2000, 1, 1)
        ),
        "evaluations_seat_role_known": lambda: save(cast.council().row.seats.first(), role="guest"),
        "evaluations_seat_since_before_until": lambda: save(
            cast.council().row.seats.first(), until=date(2000, 1, 1)
        ),
        "evaluations_seat_one_per_person": second_seat,
        "evaluations_seat_one_chair": second_chair,
        "evaluations_session_state_known": lambda: save(cast.session(), state="paused"),
        "evaluations_session_opened_unless_prepared": lambda: save(cast.session(), opened_at=None),
        "evaluations_session_closed_with_moment": lambda: save(cast.session(), state="closed"),
        "evaluations_sessionitem_dossier_once": lambda: again(card().item),
        "evaluations_sessionitem_closed_with_moment": lambda: save(card().item, state="closed"),
        "evaluations_resultsnapshot_number_unique": lambda: again(snapshot(), round=2),
        "evaluations_resultsnapshot_one_per_round": lambda: again(snapshot(), number=2),
        "evaluations_resultsnapshot_star_not_above_band": lambda: again(
            snapshot(), number=2, round=2, star=5
        ),
        "evaluations_decision_number_filled": lambda: again(decision(), number=""),
        "evaluations_decision_number_unique_in_year": lambda: again(decision()),
        "evaluations_decisionline_three_to_five_stars": lambda: decision_line(2),
        "evaluations_certificate_one_in_force_per_product": second_certificate,
        "evaluations_certificate_one_in_force_per_dossier": lambda: again(
            certificate(), product=cast.product("Sản phẩm khác"), number="A/2"
        ),
        "evaluations_correction_replaces_a_certificate": lambda: correction(issued=certificate()),
        "evaluations_certificate_issued_before_end": lambda: certificate(valid_until=DAY - timedelta(1)),
        "evaluations_certificate_three_to_five_stars": lambda: certificate(stars=6),
        "evaluations_certificate_ended_with_reason": lambda: certificate(ended_on=DAY),
        "evaluations_certificate_not_ended_before_issued": lambda: certificate(
            ended_on=DAY - timedelta(1), ended_reason="replaced"
        ),
        "evaluations_scorecard_one_per_seat_and_round": lambda: again(card()),
        "evaluations_scorecard_state_known": lambda: save(card(), state="lost"),
        "evaluations_scorecard_submitted_with_moment": lambda: save(card(), state="submitted"),
        "evaluations_scorecardrevision_number_unique": lambda: again(revision(card()), hash="2" * 64),
        "evaluations_scorecardrevision_total_within_hundred": lambda: again(
            revision(card()), number=2, hash="2" * 64, total=101
        ),
        "evaluations_scoreline_criterion_once": lambda: again(line(revision(card()))),
    }
    | FORBIDDEN_IN_DEPTH
    | FORBIDDEN_IN_LATER_LIFE
    | FORBIDDEN_REMINDERS
)
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_app_config("evaluations").get_models()
    for constraint in model._meta.constraints
}


def test_every_constraint_is_tried():
    assert set(FORBIDDEN) == set(CONSTRAINTS)


def test_every_constraint_speaks_to_the_person():
    silent = [
        name
        for name, (_model, constraint) in CONSTRAINTS.items()
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_refuses(name):
    model, constraint = CONSTRAINTS[name]
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        FORBIDDEN[name]()
    said = str(refused.value)
    by_columns = isinstance(constraint, models.UniqueConstraint) and all(
        f"{model._meta.db_table}.{model._meta.get_field(field).column}" in said for field in constraint.fields
    )
    assert name in said or by_columns
