"""A question written once gives what its queryset gives, whatever is told when it is asked."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import BigIntegerField, CharField, DateField, F, Q

from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.question import Given, Question, kept

DAY = Given("day", DateField())
DISTRICT = "219"  # Lục Ngạn, abolished with all districts in 2025
LAST_DAY = date(2025, 6, 30)


def units():
    """The units that existed on a day under one of a code, with all of what they lie in."""
    there = Q(valid_to=None) | Q(valid_to__gte=DAY)
    under = AdministrativeUnit.objects.filter(there, parent__code=Given("code", CharField()))
    return under.select_related("parent__parent").order_by("sort_key", "pk")


def values():
    return units().values("code", "valid_to", above=F("parent__name"))


def outright(write, **given):
    """Ask the queryset itself, the given values written into it."""
    there = Q(valid_to=None) | Q(valid_to__gte=given["day"])
    found = AdministrativeUnit.objects.filter(there, parent__code=given["code"]).order_by("sort_key", "pk")
    if write is values:
        return list(found.values("code", "valid_to", above=F("parent__name")))
    return list(found)


@pytest.mark.django_db
@pytest.mark.parametrize("write", [units, values])
def test_a_question_gives_what_its_queryset_gives(write):
    question = Question(write)
    for day in (LAST_DAY, date(2025, 7, 1), date(2004, 1, 1)):
        for code in (DISTRICT, "24", "nowhere"):
            assert question.ask(day=day, code=code) == outright(write, day=day, code=code)
    assert question.ask(day=LAST_DAY, code=DISTRICT)


@pytest.mark.django_db
def test_related_objects_come_with_the_row(django_assert_num_queries):
    question = Question(units)
    with django_assert_num_queries(1):
        rows = question.ask(day=LAST_DAY, code=DISTRICT)
        assert {row.parent.parent.level for row in rows} == {"province"}
    assert all(type(row.valid_to) is date for row in rows)


@pytest.mark.django_db
def test_it_is_written_once_and_costs_one_query_each_time(django_assert_num_queries):
    written = []
    question = Question(lambda: written.append(1) or units())
    with django_assert_num_queries(3):
        for _time in range(3):
            question.ask(day=LAST_DAY, code=DISTRICT)
    assert len(written) == 1


@pytest.mark.django_db
def test_a_union_is_a_question_too():
    def both():
        parts = (Given(name, BigIntegerField()) for name in ("one", "other"))
        one, other = (AdministrativeUnit.objects.filter(pk=pk).order_by().values("pk") for pk in parts)
        return one.union(other, all=True)

    first, second = AdministrativeUnit.objects.values_list("pk", flat=True)[:2]
    found = Question(both).ask(one=first, other=second)
    assert sorted(row["pk"] for row in found) == sorted([first, second])


@pytest.mark.django_db
def test_what_is_told_is_never_read_as_a_part_of_the_question():
    question = Question(units)
    for told in ("' OR 1=1 --", "221') UNION SELECT 1 --", "%s", "$1", '"'):
        assert question.ask(day=LAST_DAY, code=told) == []


@pytest.mark.django_db
def test_questions_of_one_name_are_kept_apart():
    def named(level):
        def write():
            return AdministrativeUnit.objects.filter(level=level, parent=None).order_by("pk")[:1]

        return Question(write)

    provinces, communes = named("province"), named("commune")
    assert [len(one.ask()) for one in (provinces, communes, provinces)] == [1, 0, 1]


@pytest.mark.django_db
def test_what_is_fetched_beside_the_rows_is_refused():
    with pytest.raises(ValueError, match="joined"):
        Question(lambda: units().prefetch_related("successors")).ask(day=LAST_DAY, code=DISTRICT)


@pytest.mark.django_db
def test_a_value_that_was_not_told_is_an_error():
    with pytest.raises(KeyError):
        Question(units).ask(day=LAST_DAY)


@pytest.mark.django_db
def test_a_transaction_given_up_does_not_make_it_forget():
    question = Question(units)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        question.ask(day=LAST_DAY, code=DISTRICT)
        _none = 1 / 0
    assert question.ask(day=LAST_DAY, code=DISTRICT) == outright(units, day=LAST_DAY, code=DISTRICT)


@pytest.mark.django_db(transaction=True)
def test_each_connection_learns_it_anew():
    question = Question(units)
    before = question.ask(day=LAST_DAY, code=DISTRICT)
    connection.close()
    assert question.ask(day=LAST_DAY, code=DISTRICT) == before

    heard = []

    def elsewhere():
        heard.append(question.ask(day=LAST_DAY, code=DISTRICT))
        connection.close()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert heard == [before]


@pytest.mark.django_db(transaction=True)
def test_a_question_in_plain_words_is_kept_on_each_connection():
    for _connection in range(2):
        for _time in range(2):
            with connection.cursor() as cursor:
                cursor.execute(kept(cursor, "SELECT 1 + 2"))
                assert cursor.fetchone() == (3,)
                cursor.execute(kept(cursor, "SELECT 2 + 2"))
                assert cursor.fetchone() == (4,)
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only a server can end a connection")
def test_a_connection_the_server_has_ended_is_noticed_and_made_anew():
    question = Question(units)
    before = question.ask(day=LAST_DAY, code=DISTRICT)
    assert connection.is_usable()
    connection.health_check_enabled, connection.health_check_done = True, False
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = cursor.fetchone()[0]
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ours])
    other.close()

    assert not connection.is_usable()
    connection.health_check_done = False
    assert question.ask(day=LAST_DAY, code=DISTRICT) == before
