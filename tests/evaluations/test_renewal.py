"""Upgrade and re-evaluation start from the last dossier: what stays, is asked again, is to be confirmed."""

from datetime import timedelta

import pytest

from evaluations import dossiers, preparation
from evaluations.enums import DossierState, Purpose
from evaluations.models import Dossier
from evaluations.preparation_rules import gaps
from evaluations.revisions import expected_rubric
from ocop_portal.core.days import add_months, today
from products.models import Product
from tests import cast
from tests.evaluations.desk import address, page, refused, stored
from tests.evaluations.test_dossier_opening import recognised_product
from tests.evaluations.test_preparation import TEXTS, filled_report, filled_slip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OVER, AHEAD = today() - timedelta(days=3), today() + timedelta(days=400)


@pytest.fixture
def previous():
    """A recognised dossier with forms filled in here, a paper that still holds and one that ran out."""
    row = cast.dossier()
    filled_slip(row)
    filled_report(row)
    cast.evidence(row, kind="raw_materials", criterion_code="1.1", valid_until=AHEAD, title="Còn hạn")
    cast.evidence(row, kind="test_report", criterion_code="1.2", valid_until=OVER, title="Quá hạn")
    cast.evidence(row, kind="registration_slip", title="Bản quét")
    cast.accepted(row)
    row.state, row.council_level = DossierState.RECOGNISED, "province"
    row.save()
    day = today() - timedelta(days=930)
    recognised_product(day, add_months(day, 36))
    return stored(row)


def again(previous, purpose=Purpose.REEVALUATION, **changed):
    member = cast.producer_member(previous.product.producer)
    values = {"purpose": purpose, "received_on": today(), "office": cast.office(cast.COMMUNE), "by": member}
    return dossiers.open_dossier(Product.objects.get(pk=previous.product_id), **values | changed)


def sentences(row):
    return [gap.sentence for gap in gaps(stored(row))]


@pytest.mark.parametrize("purpose", [Purpose.UPGRADE, Purpose.REEVALUATION])
def test_valid_papers_stay_and_expired_ones_are_asked_for_again(previous, purpose):
    row = again(previous, purpose)
    assert row.previous == previous
    kept = row.evidence.standing().values_list("document__title", "criterion_code")
    assert list(kept) == [("Còn hạn", "1.1")]
    assert f"Renew “Quá hạn”: it ran out on {OVER:%d/%m/%Y}." in sentences(row)


def test_a_newer_version_is_carried_over_in_place_of_the_old_one(previous):
    old = previous.evidence.get(document__kind="test_report").document
    new = cast.document(previous.product.producer, upload=cast.pdf("moi.pdf", "mới"), replaces=old)
    row = again(previous)
    assert new in {paper.document for paper in row.evidence.standing()}
    assert not any("Renew" in sentence for sentence in sentences(row))


def test_a_valid_paper_of_the_kind_ends_the_asking(previous):
    row = again(previous)
    cast.evidence(row, kind="test_report", upload=cast.pdf("moi.pdf", "mới"), valid_until=AHEAD)
    assert not any("Renew" in sentence for sentence in sentences(row))


def test_the_producer_may_say_that_it_no_longer_holds_the_paper(previous, signed_in):
    row = again(previous)
    browser = signed_in(cast.producer_member())
    paper = previous.evidence.get(document__kind="test_report")
    assert "Quá hạn" in page(browser, address("dossier_report", row))
    form = TEXTS | {"version": "1", "changes": "Đổi bao bì.", "given_up": [paper.pk]}
    assert browser.post(address("dossier_report", row), form).status_code == 302
    assert not any("Renew" in sentence for sentence in sentences(row))


def test_what_changed_since_is_asked(previous):
    row, member = again(previous), cast.producer_member()
    preparation.save_report(row, by=member, version=1, **TEXTS)
    assert "Form 02: write what changed since the last recognition." in sentences(row)


def test_the_slip_is_kept_and_vouched_for_anew(previous):
    slip = stored(again(previous)).slip
    assert slip.phone == previous.slip.phone
    assert not slip.is_promised


def test_self_scores_are_carried_over_and_wait_to_be_confirmed(previous, signed_in):
    row, browser = again(previous), signed_in(cast.producer_member())
    count = expected_rubric(row).criteria.filter(part="B").count()
    assert f"Form 02, part B: confirm {count} self-scores carried over." in sentences(row)
    url = f"{row.get_absolute_url()}mau-02/phan/B/"
    assert page(browser, url).count("It is still right") == count
    mine = set(expected_rubric(row).criteria.filter(part="B").values_list("code", flat=True))
    scores = stored(row).self_assessment.scores.filter(criterion_code__in=mine)
    form = {f"m-{one.criterion_code}": one.mark for one in scores}
    form |= {f"k-{one.criterion_code}": "1" for one in scores[1:]}
    assert browser.post(url, form | {"version": "1"}).status_code == 302
    assert "Form 02, part B: confirm 1 self-score carried over." in sentences(row)


def test_scores_of_criteria_that_read_otherwise_now_are_not_carried_over(previous):
    other = cast.product("Rượu", set_no=14)
    type(other).objects.filter(pk=previous.product_id).update(product_set=other.product_set)
    report = stored(again(previous)).self_assessment
    codes = {score.criterion_code for score in report.scores.all()}
    new = {one.code: one.name for one in expected_rubric(stored(report.dossier)).criteria.all()}
    old = {one.code: one.name for one in previous.rubric.criteria.all()}
    assert codes
    assert all(new[code] == old[code] for code in codes)
    assert codes < set(new)


def test_a_first_evaluation_starts_from_nothing():
    row = cast.dossier()
    assert row.previous is None
    assert not row.evidence.exists()


def test_the_dossier_and_its_door_agree_on_what_is_to_be_renewed(previous, signed_in):
    row = again(previous)
    text = page(signed_in(cast.producer_member()), row.get_absolute_url())
    section = text[text.index('id="renewal"') :]
    assert "Quá hạn" in section[: section.index("</section>")]
    assert "1 paper to renew" in text
    refusal = refused(dossiers.submit, row, by=cast.producer_member())
    assert any("Quá hạn" in sentence for sentence in refusal.missing)
    assert Dossier.objects.get(pk=row.pk).state == DossierState.DRAFT
