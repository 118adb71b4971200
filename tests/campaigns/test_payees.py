"""Bank accounts: read only with a reason, confirmed by a second person."""

import pytest

from campaigns import payees
from campaigns.models import PayeeAccount
from ocop_portal.accounts.enums import Role
from ocop_portal.core.access import Refusal
from tests import cast
from tests.campaigns import treasury

pytestmark = pytest.mark.django_db


def test_an_account_is_read_only_with_a_reason_and_the_reading_is_written_down():
    account = treasury.account(cast.producer(at=cast.DISTRICT_COMMUNE), number="1234 5678 90")

    assert payees.reveal(account, by=treasury.accountant(), reason="Đối chiếu") == "1234567890"
    assert account.masked == "•••••••890"
    assert next(reading.reason for reading in account.readings.all()) == "Đối chiếu"
    with pytest.raises(Refusal):
        payees.reveal(account, by=treasury.accountant(), reason=" ")
    for nobody in (cast.officer(cast.DISTRICT), cast.leader(cast.DISTRICT), cast.administrator()):
        with pytest.raises(Refusal):
            payees.reveal(account, by=nobody, reason="Xem")
    assert account.readings.count() == 2  # the one before the confirmation, and this one


def test_whoever_entered_an_account_does_not_confirm_it_and_a_new_number_starts_again():
    producer = cast.producer(at=cast.DISTRICT_COMMUNE)
    officer = cast.appoint(cast.officer(cast.DISTRICT), cast.office(cast.DISTRICT), Role.ACCOUNTANT)
    account = payees.enter(producer, holder="A", bank="B", number="123456", by=officer)
    payees.reveal(account, by=officer, reason="Xem")

    with pytest.raises(Refusal):
        payees.confirm(account, by=officer)
    with pytest.raises(Refusal):  # not read yet
        payees.confirm(account, by=treasury.accountant())
    payees.reveal(account, by=treasury.accountant(), reason="Xem")
    assert payees.confirm(account, by=treasury.accountant()).is_confirmed

    other = payees.enter(producer, holder="A", bank="B", number="654321", by=officer)
    assert not other.is_confirmed
    assert PayeeAccount.objects.standing().get() == other
