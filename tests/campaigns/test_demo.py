"""The demonstration: what a newcomer finds after `make run`, and that loading it again changes nothing."""

import hashlib
import json
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.test import Client
from django.urls import reverse

from campaigns import activity_costs, demo
from campaigns.demo.people import email_of
from campaigns.models import Activity, Plan, SupportPayment
from campaigns.money_enums import PaymentState
from evaluations import waiting
from evaluations.enums import CardState, DossierState, ItemState, SessionState
from evaluations.models import (
    Certificate,
    Dossier,
    ResultSnapshot,
    Revocation,
    ScoreCard,
    Session,
    SessionItem,
)
from evaluations.preparation_rules import gaps
from ocop_portal.accounts.models import User
from ocop_portal.areas.models import AdministrativeUnit, Coverage
from ocop_portal.core.days import today
from products.enums import EventKind, Status
from products.models import Product, StatusEvent
from tests.conftest import FACTS

pytestmark = pytest.mark.django_db

OWN_APPS = ("core", "accounts", "producers", "products", "evaluations", "campaigns")
PASSWORD = "vai-thieu-dau-mua-6"
FORMS_AND_PARTS = {"registration_slip", "self_assessment", "part-A", "part-B", "part-C"}


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the module and rolled back after it."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setenv("OCOP_DEMO_PASSWORD", PASSWORD)
        call_command("seed_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def everything():
    """A checksum per table of our own, over all of its rows.

    But for the version of the register: PostgreSQL moves it for an insertion that finds its row already.
    """
    left_out = {*FACTS, "products_registermove"}
    models = [model for name in OWN_APPS for model in apps.get_app_config(name).get_models()]
    return {model._meta.db_table: checksum(model) for model in models if model._meta.db_table not in left_out}


def checksum(model):
    rows = list(model.objects.order_by("pk").values())
    return len(rows), hashlib.sha256(json.dumps(rows, cls=DjangoJSONEncoder).encode()).hexdigest()


def products_of(district):
    """The products in the register that were made in the district."""
    unit = AdministrativeUnit.objects.historic().get(name=district, level="district")
    communes = Coverage.objects.filter(unit=unit).values("covered")
    return Product.objects.public().filter(made_in__in=communes, made_in__level="commune")


def sessions(regulation, state):
    """Sessions in that state whose dossiers were received under the regulation."""
    under = Dossier.objects.filter(regulation__number__contains=regulation)
    return Session.objects.filter(state=state, items__dossier__in=under).distinct()


def test_demo_has_a_dossier_in_every_state():
    assert set(Dossier.objects.values_list("state", flat=True)) == set(DossierState.values)


def test_demo_has_every_status_the_clock_and_later_acts_bring_about():
    found = {product.status for product in Product.objects.all()}

    assert found == set(Status) - {Status.REPLACED}


def test_demo_holds_certificates_in_force_expiring_and_expired():
    found = {certificate.status for certificate in Certificate.objects.select_related("product")}

    assert {Status.IN_FORCE, Status.EXPIRING, Status.EXPIRED} <= found


def test_demo_holds_certificates_extended_revoked_and_replaced_each_with_its_history():
    kinds = {}
    for certificate in Certificate.objects.select_related("product"):
        kinds.setdefault(certificate.status, set()).update(
            certificate.product.events.values_list("kind", flat=True)
        )
    assert kinds[Status.EXTENDED] >= {"recognised", "extended"}
    assert kinds[Status.REVOKED] >= {"recognised", "revoked"}
    assert kinds[Status.REPLACED] >= {"recognised", "corrected"}


def test_demo_has_one_clock_of_a_revocation_running_and_one_request_that_waits():
    running = Revocation.objects.open().exclude(due_on=None).get()
    waiting = Revocation.objects.open().get(due_on=None)

    assert 0 <= (running.due_on - today()).days <= 15
    assert waiting.is_voluntary
    assert all(row.files.count() == 1 for row in Revocation.objects.all())


@pytest.mark.parametrize(
    ("district", "producers", "stars"),
    [("Huyện Lạc Dương", 14, {3: 27, 4: 16}), ("Huyện Kiến Thuỵ", None, {3: 13, 4: 11})],
)
def test_demo_has_the_real_totals_of_the_districts(district, producers, stars):
    products = products_of(district)

    assert Counter(products.values_list("stars", flat=True)) == stars
    if producers:
        assert products.values("producer").distinct().count() == producers


def test_demo_has_the_sixteen_real_recognitions_and_marks_what_is_invented():
    real = StatusEvent.objects.filter(
        kind=EventKind.IMPORTED, decision_number__in=["3981/QĐ-UBND", "858/QĐ-UBND", "768/QĐ-UBND"]
    )

    assert Counter(real.values_list("decision_number", flat=True)) == {
        "3981/QĐ-UBND": 9,
        "858/QĐ-UBND": 5,
        "768/QĐ-UBND": 2,
    }
    assert not Product.objects.filter(events__in=real, is_sample=True).exists()
    assert not Product.objects.filter(name__contains="(mẫu)", is_sample=False).exists()


@pytest.mark.parametrize("regulation", ["148", "26/2026"])
def test_demo_has_a_session_being_scored_and_one_closed(regulation):
    scoring = sessions(regulation, SessionState.OPEN)
    closed = sessions(regulation, SessionState.CLOSED)
    cards = ScoreCard.objects.filter(item__session__in=scoring)

    assert scoring.exists()
    assert set(cards.values_list("state", flat=True)) == {CardState.DRAFT, CardState.SUBMITTED}
    assert not ResultSnapshot.objects.filter(item__session__in=scoring).exists()
    assert closed.exists()
    assert not SessionItem.objects.filter(session__in=closed).exclude(state=ItemState.CLOSED).exists()


def test_demo_enters_the_district_round_of_2024_afterwards():
    [office] = set(
        Dossier.objects.filter(received_on__year=2024).values_list("receiving_office__code", flat=True)
    )

    assert office == "huyen-luc-ngan"
    assert all(dossier.is_entered_afterwards for dossier in Dossier.objects.filter(received_on__year=2024))


def test_demo_loaded_again_changes_nothing():
    before = everything()

    call_command("seed_demo", verbosity=0)

    assert everything() == before


def test_every_demo_account_signs_in_and_reaches_the_workspace():
    accounts = demo.accounts()
    assert len({email for _label, email in accounts}) == len(accounts) == User.objects.count()
    for _label, email in accounts:
        client = Client()
        answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
        assert answer.status_code == 302, email
        assert client.get(reverse("profile")).status_code == 200, email


def test_demo_stands_only_on_events_of_the_register():
    """The public facts of each product are those its events tell."""
    for product in Product.objects.public().prefetch_related("events"):
        assert product.events.exists(), product
        granted = [event for event in product.events.all() if event.kind in EventKind.grants()]
        assert product.stars == granted[-1].stars, product


def test_the_producer_finds_a_dossier_half_prepared_and_papers_that_run_out():
    member = User.objects.get(email=email_of("chu-the"))
    titles = {section.icon: section.count for section in waiting.sections(member)}
    assert titles["pencil"] == 1
    assert titles["clock"] == 2
    dossier = Dossier.objects.get(entered_by=member)
    assert dossier.state == DossierState.DRAFT
    assert {gap.subject for gap in gaps(dossier)} == FORMS_AND_PARTS


def test_plans_of_the_demo_that_tell_of_money_give_their_budget():
    given = dict(Plan.objects.exclude(budget_total=None).values_list("office__code", "budget_total"))
    assert given == {"huyen-luc-ngan": 700_000_000, "huyen-luc-nam": 100_000_000}
    for plan in Plan.objects.exclude(budget_total=None):
        assert sum(line.approved for line in plan.budget_lines.all()) == plan.budget_total


def test_a_member_of_supported_producers_sees_what_was_paid_and_what_came_back():
    member = User.objects.get(email=email_of("chu-the.luc-nam"))
    client = Client()
    client.force_login(member)

    states = {payment.state for payment in SupportPayment.objects.visible_to(member)}
    assert states == {PaymentState.PAID, PaymentState.REVERSED}
    paid = SupportPayment.objects.visible_to(member).get(state=PaymentState.PAID)
    page = client.get(paid.get_absolute_url()).content.decode()
    assert "2.000.000 đ, chủ thể còn giữ 8.000.000 đ" in page
    assert member.notices.filter(text__contains="2.000.000 đ").count() == 2


def test_demo_takes_a_payment_back_and_ties_activities_to_their_lines():
    [payment] = SupportPayment.objects.filter(state=PaymentState.REVERSED)
    assert payment.entries.filter(kind="recover").exists()
    assert Activity.objects.filter(budget_line__isnull=False, cost__gt=0).count() == 4
    line = Activity.objects.get(kind="consulting", budget_line__isnull=False).budget_line
    [cost] = activity_costs.costs_on(line)
    assert (cost.planned, cost.committed, cost.paid) == (400_000_000, 100_000_000, 300_000_000)
    call_command("verify_budgets", verbosity=0)
