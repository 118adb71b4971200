"""Paging by the last row: every row once, in order, and nothing but our own cursors."""

import base64
import json

import pytest
from django.db.models import F, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core import keyset

pytestmark = pytest.mark.django_db

BY_NAME = ("sort_key", "pk")
ORDERS = [
    BY_NAME,
    ("-sort_key", "-pk"),
    ("level", "-sort_key", "pk"),
    ("-valid_to", "sort_key", "pk"),
    ("rank", "pk"),
]


def units():
    """Some 350 rows with names that repeat; none of the columns in ORDERS is null."""
    found = AdministrativeUnit.objects.filter(valid_to__isnull=False, search_text__contains=" tan ")
    return found.annotate(rank=F("pk") % Value(3))


def walk(queryset, order, size):
    """Fetch page after page and return the rows."""
    rows, cursor = keyset.page(queryset, order, size=size)
    while cursor:
        more, cursor = keyset.page(queryset, order, cursor, size)
        rows += more
    return rows


def forged(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order[0])
def test_walking_all_pages_gives_every_row_once_in_order(order):
    expected = list(units().order_by(*order))

    assert len(expected) > 100
    assert walk(units(), order, 37) == expected


def test_page_that_is_exactly_full_is_the_last():
    total = units().count()

    rows, cursor = keyset.page(units(), BY_NAME, size=total)

    assert (len(rows), cursor) == (total, "")


def test_empty_queryset_is_one_empty_page():
    assert keyset.page(units().none(), BY_NAME) == ([], "")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "ế",
        "!!!!",
        "a" * 2001,
        forged(),
        forged("a"),
        forged("a", 1, 1),
        forged("a", "one"),
        forged("a", None),
        forged(None, 1),
        forged("a", True),
        forged("a", 1.5),
        forged("a", [1]),
        forged({}, 1),
        forged("a", 2**63),
        forged("a", -(2**63) - 1),
        forged("a\x00b", 1),
        forged("\ud800", 1),
        base64.urlsafe_b64encode(b'["a", Infinity]').decode(),
        base64.urlsafe_b64encode(b'["a", ' + b"9" * 5000 + b"]").decode()[:2000],
        base64.urlsafe_b64encode(b"[" * 1400).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe\x00").decode(),
    ],
)
def test_cursor_that_is_not_ours_is_refused(cursor):
    with pytest.raises(keyset.BadCursor):
        keyset.page(units(), BY_NAME, cursor)


@pytest.mark.parametrize(
    "values", [("2025-02-30", "a", 1), (0, "a", 1), ("2025-06-30", 7, 1), ("2025-06-30", "a", "1")]
)
def test_cursor_with_values_of_another_kind_is_refused(values):
    with pytest.raises(keyset.BadCursor):
        keyset.page(units(), ("-valid_to", "sort_key", "pk"), forged(*values))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(JSON, max_size=4), order=st.sampled_from(ORDERS))
def test_any_forged_cursor_gives_rows_or_is_refused(values, order):
    try:
        rows, _cursor = keyset.page(units(), order, forged(*values), size=3)
    except keyset.BadCursor:
        return
    assert len(rows) <= 3
