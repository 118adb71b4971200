"""Who gets what at every address behind the sign-in, cell by cell: role by address, reading and acting.

The addresses are those of the resolver: a new one without its row fails here. A matrix only says what it
says of the objects of `tests.world`, each of which is ripe for the act of its address, so that a refusal
can only be about who asks.
"""

import hashlib
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils.html import escape

from evaluations.models import ScoreCard, ScoreCardRevision, ScoreDraft, ScoreLine
from tests import cast, world
from tests.answers import body
from tests.conftest import FACTS
from tests.world import ACTING, READING
from tests.world.area import HIDDEN, SECRET, submit

pytestmark = pytest.mark.django_db

ANSWERS = {200: "o", 404: ".", 403: "x", 422: "x", 405: "m"}
SIGN_IN = reverse_lazy("account_login")
GROUPS = (1, 3, 2, 2, 4, 3, 1)  # how many columns stand together
OUTSIDE = (
    "anonymous",
    "officer of another province",
    "member of another province's council",
    "member seated after the session",
    "another producer's member",
)
APPS = ("core", "accounts", "producers", "products", "evaluations", "campaigns")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The world, built once; what a test does to it is rolled back after the test, the world at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.forms = world.filled_forms(made)
        made.clients = {role: client_of(user) for role, user in everybody(made).items()}
        made.checksum = everything()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(made):
    """Every address behind the sign-in, read by everybody: {(role, name): response}."""
    return {(role, name): visited(made, role, name) for role in made.people for name in parsed(READING)}


def everybody(made):
    return made.people | made.more_people


def client_of(user):
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client


def address(made, name):
    """The address with the object on which its act is possible; some are of no use without a query."""
    queries = {
        "decision_create": f"?ho-so={made.to_decide.pk}",
        "expiry_start": f"?sp={made.certificate.product_id}",
        "producer_suggestions": "?producer=kin",
        "commune_suggestions": "?unit=luc+ngan",
    }
    queries |= made.queries
    return reverse(name, kwargs=made.targets.get(name, {})) + queries.get(name, "")


def visited(made, role, name):
    """Read the address as that person, without what an earlier page had to say, and leave no trace."""
    made.clients[role].cookies.pop("messages", None)
    with transaction.atomic():
        response = made.clients[role].get(address(made, name))
        response.text_read = body(response)
        transaction.set_rollback(True)
    return response


def acted(made, role, name, data):
    """Send the form as that person; return the answer and whether anything changed, and undo it."""
    writes = []
    with transaction.atomic():
        with connection.execute_wrapper(noting(writes)):
            response = made.clients[role].post(address(made, name), data)
        has_changed = bool(writes) and everything() != made.checksum
        transaction.set_rollback(True)
    return response, has_changed


def noting(writes):
    """Collect the statements that write, so that the rows are only compared when there were any."""

    def execute(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            writes.append(sql)
        return execute(sql, params, many, context)

    return execute


def everything():
    """A checksum over all rows of our own tables."""
    total = hashlib.sha256()
    for name in APPS:
        for model in apps.get_app_config(name).get_models():
            if model._meta.db_table not in FACTS:
                total.update(repr(list(model.objects.order_by("pk").values_list())).encode())
    return total.hexdigest()


def letter(response):
    if response.status_code == 302:
        return "s" if response.url.startswith(str(SIGN_IN)) else ">"
    return ANSWERS[response.status_code]


def parsed(table):
    rows = [line.split(maxsplit=1) for line in table.strip().splitlines()]
    return {name: letters.strip() for name, letters in rows}


def grouped(letters):
    """The letters of a row with a space after each group of columns."""
    rest = iter(letters)
    return " ".join("".join(next(rest) for _column in range(size)) for size in GROUPS)


def as_table(rows):
    return "\n".join(f"{name:<22} {row}" for name, row in sorted(rows.items()))


def differing(found, expected):
    """The rows that are not as written, in the shape in which they are written."""
    return as_table({name: row for name, row in found.items() if expected.get(name) != row})


def test_matrix_has_a_row_for_every_address_behind_the_sign_in():
    names = world.workspace_addresses() | {"photo"}

    assert set(parsed(READING)) == names
    assert set(parsed(ACTING)) == names - {"photo"}


def test_everybody_reads_exactly_what_the_matrix_says(made, read):
    found = {name: grouped(letter(read[role, name]) for role in made.people) for name in parsed(READING)}

    assert not differing(found, parsed(READING))


def test_everybody_does_exactly_what_the_matrix_says(made):
    found = {name: grouped(outcome(made, role, name) for role in made.people) for name in parsed(ACTING)}

    assert not differing(found, parsed(ACTING))


def test_people_of_one_area_get_exactly_what_it_says(made):
    for role, cells in world.MORE_CELLS.items():
        found = {name: letter(visited(made, role, name)) + outcome(made, role, name) for name in cells}
        assert found == cells, role


def outcome(made, role, name):
    """The letter of an act; only what succeeded may have changed anything."""
    form = made.forms.get(name, {})
    data = {key: value() if callable(value) else value for key, value in form.items()}
    response, has_changed = acted(made, role, name, data)
    if has_changed:
        assert response.status_code in (200, 302), (role, name, response.status_code)
        return "d"
    return letter(response)


def test_nobody_outside_reads_a_hidden_name_anywhere(read):
    leaks = [key for key, answer in read.items() if key[0] in OUTSIDE and HIDDEN in answer.text_read]

    assert not leaks


def test_every_refusal_gives_its_reason(read):
    refused = {key: answer for key, answer in read.items() if answer.status_code == 403}

    assert refused
    for key, answer in refused.items():
        assert answer.context["reason"].strip(), key
        assert escape(answer.context["reason"]) in answer.text_read, key


def test_no_page_offers_a_link_its_reader_may_not_follow(made, read):
    dead = set()
    for role in made.people:
        pages = [answer for (who, _name), answer in read.items() if who == role and answer.status_code == 200]
        for link in {link for page in pages for link in links_in(page.text_read)}:
            answer = made.clients[role].get(link)
            body(answer)
            if answer.status_code >= 400:
                dead.add((role, link, answer.status_code))

    assert not sorted(dead)


def links_in(text):
    """The addresses of our own pages a page links to; files, photos and the other language left out."""
    found = set(re.findall(r'href="(/[^"#?]*)', text))
    return {link for link in found if not re.match(r"/(static|en|anh|admin|dang-xuat|i18n)/", link)}


def test_an_act_names_nothing_from_outside_in_its_answer(made):
    """Ids may be guessed: the sentence that refuses a dossier of another province must not name it."""
    where = cast.unit(cast.OTHER_PROVINCE).children.current().first().address_code
    other = cast.producer("Chủ thể nơi khác", at=where)
    day = cast.RECEIVED[cast.COMMUNE]
    far = cast.product("Sản phẩm nơi khác", made_by=other, at=where)
    dossier = cast.dossier(far, state="proposed", received_at=where, received_on=day)
    client = made.clients["secretary"]

    answer = client.post(address(made, "session_schedule"), {"dossier": dossier.pk}, follow=True)

    assert "nơi khác" not in body(answer)
    assert not dossier.items.exists()


# Before closing, nobody learns what somebody else gave


def unstamped(text):
    """The page without what differs from one request to the next: tokens and times of the day."""
    text = re.sub(r"[A-Za-z0-9]{64}|[A-Za-z0-9]{32}|\d{8}T\d{6}Z", "TOKEN", text)
    return re.sub(r"\d{1,2}:\d\d(:\d\d)?", "TIME", text)


def read_by_the_others(made, author):
    """Every page of everybody inside but the author, while the scoring of the item runs."""
    return {
        (role, name): unstamped(visited(made, role, name).text_read)
        for role, user in made.people.items()
        if user != author and role not in OUTSIDE
        for name in parsed(READING)
    }


def test_no_page_changes_for_anybody_else_when_a_member_gives_other_marks(made):
    author = made.council.members[1]
    before = read_by_the_others(made, author)

    submit(made.item, author, 84)

    after = read_by_the_others(made, author)
    assert [key for key in before if before[key] != after[key]] == []
    assert not [key for key, text in after.items() if SECRET in text and "card" not in key[1]]


def test_member_reads_only_the_own_card(made):
    own = visited(made, "chair", "score_card").text_read
    fresh = visited(made, "member", "score_card").text_read

    assert SECRET in own
    assert SECRET not in fresh


def test_cards_are_not_in_the_administration():
    for model in (ScoreCard, ScoreDraft, ScoreCardRevision, ScoreLine):
        assert not admin.site.is_registered(model), model
