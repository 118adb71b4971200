"""Every rule the database holds about plans and what is done under them, tried past forms and models."""

from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from campaigns.models import (
    Activity,
    Contract,
    Finding,
    FreeResult,
    Mark,
    Organisation,
    Participation,
    PeriodicTest,
    Plan,
    PlanStage,
    PlanVersion,
    ProductIdea,
    RevocationCause,
    SalesPoint,
    ShownProduct,
    Target,
    Task,
    Visit,
)
from campaigns.planning import amend
from ocop_portal.areas.models import DifficultArea
from producers.models import MaterialZone
from products.models import MisuseReport, SalesChannel
from tests import cast
from tests.campaigns import programme
from tests.campaigns.programme import DAY
from tests.evaluations.rows import again, save
from tests.world.plans import drafted

pytestmark = pytest.mark.django_db
OURS = (
    *(Plan, PlanVersion, Target, PlanStage, Task, FreeResult),
    *(Activity, Participation, ShownProduct, ProductIdea),
    *(Organisation, SalesPoint, Mark, Contract, MaterialZone, SalesChannel, DifficultArea),
    *(Visit, Finding, PeriodicTest, RevocationCause, MisuseReport),
)
BEFORE = date(2024, 2, 1)


def plan():
    return drafted(cast.DISTRICT, "Kế hoạch 2023", 2023)


def version():
    return plan().draft_version()


def target(**values):
    return save(version().targets.get(), **values)


def amendment():
    return amend(programme.plan(), by=programme.officer(), reason="Bổ sung")


def approved(**values):
    """The version approved as a decision approves it, but for the values."""
    decision = {"approved_at": "2024-03-01T00:00:00Z", "approved_by": cast.leader(cast.DISTRICT)}
    decision |= {"decided_on": DAY, "decision_number": "1/QĐ"}
    save(version(), **(decision | values))


def difficult():
    return DifficultArea.objects.create(
        unit=cast.unit(cast.DISTRICT_COMMUNE), degree="extreme", act="861/QĐ-TTg", since=date(2021, 6, 4)
    )


def report():
    return MisuseReport.objects.create(kind="stars", what="Dán sao sai", sender="x")


FORBIDDEN = {
    "campaigns_plan_state_known": lambda: save(plan(), state="lost"),
    "campaigns_plan_title_filled": lambda: save(plan(), title=""),
    "campaigns_plan_years_in_order": lambda: save(plan(), last_year=2022),
    "campaigns_plan_years_plausible": lambda: save(plan(), first_year=1999),
    "campaigns_plan_approved_with_day": lambda: save(plan(), state="approved"),
    "campaigns_plan_once_per_period": lambda: again(plan()),
    "campaigns_planversion_number_unique": lambda: again(programme.plan().current_version()),
    "campaigns_planversion_one_draft": lambda: again(amendment(), number=3),
    "campaigns_planversion_approved_by_decision": lambda: approved(decision_number=""),
    "campaigns_planversion_approver_did_not_prepare": lambda: approved(approved_by=programme.officer()),
    "campaigns_planversion_amended_with_reason": lambda: save(amendment(), reason=""),
    "campaigns_target_indicator_known": lambda: target(indicator="luck"),
    "campaigns_target_code_once": lambda: again(version().targets.get()),
    "campaigns_target_promises_a_number": lambda: target(at_least=None),
    "campaigns_target_range_in_order": lambda: target(up_to=3),
    "campaigns_target_stars_from_three_to_five": lambda: target(stars=2),
    "campaigns_target_free_has_name": lambda: target(indicator="free"),
    "campaigns_planstage_step_known": lambda: save(programme.stage(), step="7_party"),
    "campaigns_planstage_once": lambda: again(programme.stage()),
    "campaigns_planstage_in_order": lambda: save(programme.stage(), ends_on=BEFORE),
    "campaigns_task_step_known": lambda: save(programme.task(), step="7_party"),
    "campaigns_task_title_filled": lambda: save(programme.task(), title=""),
    "campaigns_freeresult_has_evidence": lambda: again(programme.free_result(), evidence=""),
    "campaigns_freeresult_note_filled": lambda: again(programme.free_result(), note=""),
    "campaigns_freeresult_value_positive": lambda: again(programme.free_result(), value=0),
    "campaigns_activity_kind_known": lambda: save(programme.activity(), kind="party"),
    "campaigns_activity_step_known": lambda: save(programme.activity(), step="7_party"),
    "campaigns_activity_name_filled": lambda: save(programme.activity(), name=""),
    "campaigns_activity_begins_before_end": lambda: save(programme.activity(), ends_on=BEFORE),
    "campaigns_activity_held_or_cancelled": lambda: save(
        programme.activity(), held_on=DAY, cancelled_why="Mưa"
    ),
    "campaigns_participation_once": lambda: again(programme.participation()),
    "campaigns_shownproduct_once": lambda: again(programme.shown()),
    "campaigns_productidea_state_known": lambda: save(programme.idea(), state="lost"),
    "campaigns_productidea_wish_known": lambda: save(programme.idea(), wish="fame"),
    "campaigns_productidea_name_filled": lambda: save(programme.idea(), name=""),
    "campaigns_productidea_proposer_filled": lambda: save(programme.idea(), proposer=""),
    "campaigns_productidea_registered_before_survey": lambda: save(programme.idea(), surveyed_on=BEFORE),
    "campaigns_productidea_surveyed_before_remedy": lambda: save(programme.surveyed(), remedied_on=BEFORE),
    "campaigns_productidea_surveyed_with_day": lambda: save(programme.idea(), state="surveyed"),
    "campaigns_productidea_developed_with_product": lambda: save(
        programme.surveyed(), state="developed", reason="Có chủ thể"
    ),
    "campaigns_productidea_decided_with_reason": lambda: save(programme.surveyed(), state="chosen"),
    "campaigns_organisation_kind_known": lambda: save(programme.organisation(), kind="gang"),
    "campaigns_organisation_name_filled": lambda: save(programme.organisation(), name=""),
    "campaigns_organisation_once": lambda: again(programme.organisation()),
    "campaigns_salespoint_kind_known": lambda: save(programme.point(), kind="cave"),
    "campaigns_salespoint_name_filled": lambda: save(programme.point(), name=""),
    "campaigns_salespoint_open_before_closed": lambda: save(programme.point(), closed_on=BEFORE),
    "campaigns_salespoint_once": lambda: again(programme.point()),
    "campaigns_mark_kind_known": lambda: save(programme.mark(), kind="scar"),
    "campaigns_mark_name_filled": lambda: save(programme.mark(), name=""),
    "campaigns_mark_filed_before_granted": lambda: save(programme.mark(), granted_on=BEFORE),
    "campaigns_mark_granted_before_end": lambda: save(programme.mark(), valid_until=DAY),
    "campaigns_contract_kind_known": lambda: save(programme.contract(), kind="pact"),
    "campaigns_contract_market_known": lambda: save(programme.contract(), market="moon"),
    "campaigns_contract_partner_filled": lambda: save(programme.contract(), partner=""),
    "campaigns_contract_since_before_until": lambda: save(programme.contract(), until=BEFORE),
    "producers_materialzone_name_filled": lambda: save(programme.zone(), name=""),
    "producers_materialzone_crop_filled": lambda: save(programme.zone(), crop=""),
    "producers_materialzone_code_unique": lambda: again(programme.zone()),
    "products_saleschannel_platform_filled": lambda: save(programme.channel(), platform=""),
    "products_saleschannel_once": lambda: again(programme.channel()),
    "areas_difficultarea_degree_known": lambda: save(difficult(), degree="bad"),
    "areas_difficultarea_act_filled": lambda: save(difficult(), act=""),
    "areas_difficultarea_since_before_until": lambda: save(difficult(), until=date(2020, 1, 1)),
    "areas_difficultarea_once_per_act": lambda: again(difficult()),
    "campaigns_visit_seen_filled": lambda: save(programme.visit(), seen=""),
    "campaigns_finding_kind_known": lambda: save(programme.finding(), kind="mood"),
    "campaigns_finding_text_filled": lambda: save(programme.finding(), text=""),
    "campaigns_periodictest_outcome_known": lambda: save(programme.periodic_test(), outcome="maybe"),
    "campaigns_periodictest_subject_filled": lambda: save(programme.periodic_test(), subject=""),
    "campaigns_periodictest_next_after_this": lambda: save(programme.periodic_test(), next_due_on=BEFORE),
    "campaigns_revocationcause_of_one_kind": lambda: save(RevocationCause(revocation_id=1)),
    "products_misusereport_kind_known": lambda: save(report(), kind="mood"),
    "products_misusereport_what_filled": lambda: save(report(), what=""),
    "products_misusereport_answer_has_its_moment": lambda: save(report(), answer="Đã xem"),
}
CONSTRAINTS = {
    constraint.name: (model, constraint) for model in OURS for constraint in model._meta.constraints
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
    assert name in said or by_columns, said
