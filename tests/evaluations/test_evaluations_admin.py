"""The administration shows evaluations; it changes no state and no rule in force."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from evaluations.models import CouncilRules, Regulation, Rubric
from tests import cast

pytestmark = pytest.mark.django_db

SHOWN = [model for model in apps.get_app_config("evaluations").get_models() if model in admin.site._registry]


@pytest.fixture
def administrator(client):
    return cast.sign_in(client, cast.administrator())


@pytest.mark.parametrize("model", SHOWN)
def test_every_list_opens_and_finds(administrator, model):
    cast.scored()
    address = reverse(f"admin:evaluations_{model._meta.model_name}_changelist")
    assert administrator.get(address).status_code == 200
    if admin.site._registry[model].search_fields:
        assert administrator.get(address, {"q": "mat ong"}).status_code == 200


def shown(client, row):
    return client.get(reverse(f"admin:evaluations_{row._meta.model_name}_change", args=[row.pk]))


def send(client, row, **data):
    return client.post(reverse(f"admin:evaluations_{row._meta.model_name}_change", args=[row.pk]), data)


@pytest.mark.parametrize(
    "row",
    [
        lambda: cast.scored(),
        lambda: cast.session(),
        lambda: cast.council().row,
        lambda: Rubric.objects.published().first(),
        lambda: Regulation.objects.first(),
    ],
)
def test_records_are_shown_and_never_changed(administrator, row):
    record = row()
    page = shown(administrator, record).content.decode()
    assert 'name="_save"' not in page
    assert send(administrator, record, state="recognised").status_code == 403


def test_the_log_of_a_dossier_is_visible(administrator):
    dossier = cast.scored()
    dossier.log.create(
        transition="decline", source="scored", target="x", by=dossier.entered_by, comment="Lý do ấy"
    )
    assert "Lý do ấy" in shown(administrator, dossier).content.decode()


def test_council_rules_are_mended_until_a_session_was_opened(administrator):
    cast.council()
    rules = CouncilRules.objects.get()
    assert 'name="_save"' in shown(administrator, rules).content.decode()
    cast.session()
    assert 'name="_save"' not in shown(administrator, rules).content.decode()


def test_who_is_no_administrator_stays_out(client):
    cast.sign_in(client, cast.leader(cast.PROVINCE))
    assert client.get(reverse("admin:evaluations_dossier_changelist")).status_code == 302
