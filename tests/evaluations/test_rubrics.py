"""Publishing a score sheet: only what adds up, and for good."""

import pytest

from evaluations import rubrics
from evaluations.models import Rubric
from ocop_portal.core.access import Refusal
from tests.evaluations.versions import next_version

pytestmark = pytest.mark.django_db


def set_6():
    return Rubric.objects.get(edition__code="QD26", product_set__number=6, version=1)


@pytest.fixture
def new_version():
    """A second version of set 6, still a draft, with everything the first has."""
    return next_version(set_6())


def test_every_published_sheet_still_adds_up():
    for rubric in Rubric.objects.published().filter(edition__code="QD26"):
        assert rubrics.problems(rubric) == []


def test_a_new_version_becomes_the_current_one_and_the_old_one_stays(new_version):
    first = set_6()
    assert Rubric.objects.current(first.edition, first.product_set) == first
    published = rubrics.publish(new_version)
    assert published.published_at
    assert Rubric.objects.current(first.edition, first.product_set) == new_version
    assert Rubric.objects.published().filter(pk=first.pk).exists()


def test_a_sheet_is_published_once(new_version):
    rubrics.publish(new_version)
    with pytest.raises(Refusal):
        rubrics.publish(new_version)


def test_a_sheet_whose_criterion_does_not_add_up_is_refused_with_its_code(new_version):
    criterion = new_version.criteria.get(code="1.1")
    criterion.options.filter(points=3).update(points=2)
    with pytest.raises(Refusal) as refused:
        rubrics.publish(new_version)
    assert any("1.1" in problem for problem in refused.value.missing)
    new_version.refresh_from_db()
    assert new_version.published_at is None


def test_a_sheet_without_a_section_s_points_is_refused(new_version):
    new_version.sections.filter(code="2").update(max_points=11)
    assert rubrics.problems(new_version)


def test_a_loaded_draft_with_issues_is_refused():
    draft = Rubric.objects.filter(published_at=None).first()
    with pytest.raises(Refusal):
        rubrics.publish(draft)
