"""Account numbers at rest: under seal, bound to their producer, found again, and sealed anew by a new key."""

import base64
import stat
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from campaigns import account_seals, payees
from campaigns.models import PayeeAccount
from tests import cast
from tests.campaigns import treasury

NUMBER = "0123456789"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR, settings.ACCOUNT_KEYS = tmp_path, []


def account(name="HTX", number=NUMBER):
    return treasury.account(cast.producer(name, at=cast.DISTRICT_COMMUNE), number=number)


def everything_stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM campaigns_payeeaccount")
        return str(cursor.fetchall())


@pytest.mark.django_db
def test_the_database_holds_no_number_in_clear_and_the_one_permission_opens_it():
    row = account()

    assert NUMBER not in everything_stored()
    assert base64.b64encode(NUMBER.encode()).decode() not in everything_stored()
    assert payees.reveal(row, by=treasury.accountant(), reason="Xem") == NUMBER
    assert row.masked == "•••••••789"


def test_equal_numbers_are_sealed_differently_and_share_a_fingerprint_nobody_makes_without_the_key():
    one, other = account_seals.seal(NUMBER, 1), account_seals.seal(NUMBER, 1)
    mark = account_seals.fingerprint(NUMBER)

    assert one != other
    assert mark == account_seals.fingerprint(NUMBER) != account_seals.fingerprint("0123456788")
    account_seals.add_key()
    assert account_seals.fingerprint(NUMBER) != mark


@pytest.mark.parametrize("change", ["producer", "key", "content", "nonsense"])
def test_a_seal_that_was_changed_or_moved_does_not_open(change):
    sealed, producer = account_seals.seal(NUMBER, 1), 1
    name, text = sealed.split(".")
    if change == "producer":
        producer = 2
    elif change == "key":
        sealed = f"00000000.{text}"
    elif change == "content":
        content = bytearray(base64.b64decode(text))
        content[-1] ^= 1
        sealed = f"{name}.{base64.b64encode(content).decode()}"
    else:
        sealed = f"{name}.%%%"

    with pytest.raises(account_seals.SealBrokenError):
        account_seals.opened(sealed, producer)


def test_the_file_of_keys_is_readable_by_its_owner_only(tmp_path):
    account_seals.keys()

    assert stat.S_IMODE(Path(tmp_path, "accounts.keys").stat().st_mode) == 0o600


def test_keys_of_the_environment_are_taken_and_wrong_ones_stop(settings):
    settings.ACCOUNT_KEYS = [account_seals.new_key_text()]
    sealed = account_seals.seal(NUMBER, 1)
    settings.ACCOUNT_KEYS = [account_seals.new_key_text(), *settings.ACCOUNT_KEYS]
    assert account_seals.opened(sealed, 1) == NUMBER
    with pytest.raises(ImproperlyConfigured):
        account_seals.add_key()
    for wrong in ("abc", "YWJj", "%"):
        settings.ACCOUNT_KEYS = [wrong]
        with pytest.raises(ImproperlyConfigured):
            account_seals.keys()


@pytest.mark.django_db
def test_a_new_key_seals_every_number_anew_and_the_old_one_may_be_forgotten():
    rows = [account("A"), account("B", "99887766")]
    old = [row.sealed_number for row in rows]

    said = StringIO()
    call_command("rotate_account_key", "--forget-old", stdout=said)

    assert len(account_seals.keys()) == 1
    for row, was in zip(rows, old, strict=True):
        row.refresh_from_db()
        assert row.sealed_number != was
        with pytest.raises(account_seals.SealBrokenError):
            account_seals.opened(was, row.producer_id)
    assert payees.reveal(rows[1], by=treasury.accountant(), reason="Xem") == "99887766"
    call_command("rotate_account_key", "--check", stdout=said)


@pytest.mark.django_db
def test_a_number_no_key_opens_is_named(tmp_path):
    row = account()
    Path(tmp_path, "accounts.keys").unlink()

    with pytest.raises(CommandError):
        call_command("rotate_account_key", "--check", stdout=StringIO(), stderr=StringIO())
    assert payees.broken_seals() == [row]


@pytest.mark.django_db
def test_the_same_number_of_two_producers_is_found_and_shown_to_who_compares():
    one, other = account("Hợp tác xã Một"), account("Hợp tác xã Hai", "0123 456-789")

    assert list(payees.same_number(one)) == [other]
    address = reverse("payee_page", args=[one.producer_id])
    assert "Hợp tác xã Hai" in cast.sign_in(Client(), treasury.accountant()).get(address).content.decode()
    officer = cast.sign_in(Client(), cast.officer(cast.DISTRICT))
    assert "Hợp tác xã Hai" not in officer.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["holder", "bank", "ending"])
def test_what_is_shown_of_an_account_never_changes(column):
    account()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE campaigns_payeeaccount SET {column} = 'xyz'")


@pytest.mark.django_db
def test_the_migration_seals_what_was_stored_in_clear_and_opens_it_on_the_way_back():
    """Its two steps over rows as the historic model gives them."""
    step = import_module("campaigns.migrations.0007_recoveries_and_sealed_accounts")
    row = account()

    class Historic:
        """The account as it was while it still had its number."""

        pk, number, producer_id = row.pk, NUMBER, row.producer_id
        saved = False

        def save(self):
            self.saved = True

    old = Historic()
    manager = type("Manager", (), {"all": staticmethod(lambda: [old])})
    model = type("Model", (), {"objects": manager})
    registry = type("Apps", (), {"get_model": staticmethod(lambda *_names: model)})
    step.seal_numbers(registry, None)
    assert old.saved
    assert (old.ending, old.length) == ("789", 10)
    assert account_seals.opened(old.sealed_number, row.producer_id) == NUMBER
    old.number = ""
    step.open_numbers(registry, None)
    assert old.number == NUMBER
    assert "number" not in {field.name for field in apps.get_model("campaigns.PayeeAccount")._meta.fields}
    assert PayeeAccount.objects.count() == 1
