"""The one door: locks, asks, moves, stamps and writes the log, or changes nothing at all."""

import pytest
from django.utils import timezone

from evaluations.enums import DossierState
from ocop_portal.core.access import Allowed, Denied, Refusal, first_denial, require
from ocop_portal.core.workflow import apply, can_apply
from tests import cast

pytestmark = pytest.mark.django_db


def submitted():
    return cast.dossier(state=DossierState.SUBMITTED)


def test_apply_moves_stamps_and_logs():
    dossier = submitted()
    officer = cast.officer(cast.COMMUNE)

    moved = apply(dossier, "return_for_supplement", by=officer, comment="Thiếu phiếu kiểm nghiệm.")

    assert moved.state == DossierState.RETURNED
    entry = moved.log.get()
    assert (entry.transition, entry.source, entry.target) == (
        "return_for_supplement",
        "submitted",
        "returned",
    )
    assert (entry.by, entry.comment) == (officer, "Thiếu phiếu kiểm nghiệm.")


@pytest.mark.parametrize(
    ("who", "comment"),
    [(cast.stranger, "Có lý do."), (lambda: cast.officer(cast.COMMUNE), "  ")],
    ids=["stranger", "no comment"],
)
def test_apply_refused_changes_nothing(who, comment):
    dossier = submitted()

    with pytest.raises(Refusal) as refusal:
        apply(dossier, "return_for_supplement", by=who(), comment=comment)

    assert refusal.value.reason
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SUBMITTED
    assert not dossier.log.exists()


def test_apply_sees_the_stored_state_not_the_stale_object():
    stale = submitted()
    officer = cast.officer(cast.COMMUNE)
    apply(stale, "return_for_supplement", by=officer, comment="Thiếu.")

    with pytest.raises(Refusal):
        apply(stale, "return_for_supplement", by=officer, comment="Thiếu.")

    assert stale.log.count() == 1


def test_can_apply_names_what_is_missing():
    dossier = submitted()
    dossier.evidence.update(removed_at=timezone.now())

    answer = can_apply(dossier, "accept", by=cast.officer(cast.COMMUNE))

    assert not answer
    assert len(answer.missing) == 2


def test_first_denial_gives_the_first_reason():
    assert first_denial(Allowed(), Denied("một"), Denied("hai")).reason == "một"
    assert first_denial(Allowed(), Allowed())


def test_require_raises_the_reason_with_what_is_missing():
    with pytest.raises(Refusal) as refusal:
        require(Denied("chưa đủ", ("một tờ",)))

    assert (refusal.value.reason, refusal.value.missing) == ("chưa đủ", ["một tờ"])
