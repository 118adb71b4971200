"""Results side by side: read from what is stored, the same for many products as for few."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import closing, league, replacements
from evaluations.models import ResultSnapshot, SelfAssessment
from evaluations.session_papers import synthesis as synthesis_paper
from ocop_portal.core.days import today
from ocop_portal.core.paper_pdf import as_pdf
from tests import cast
from tests.answers import pdf_text
from tests.evaluations.stage import open_stage, person, score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def closed_stage(*councils, **values):
    """A stage on which every product has the totals given for it."""
    stage = open_stage(products=len(councils), members=len(councils[0]), **values)
    for item, totals in zip(stage.items, councils, strict=True):
        for user, total in zip(stage.scorers, totals, strict=True):
            score(item, user, total)
        closing.close_item(item, by=stage.secretary)
    return stage


def test_products_are_ranked_by_star_then_by_exact_mean_and_equal_ones_share_a_place():
    stage = closed_stage((60, 62, 61), (61, 61, 61), (63, 63, 64), (40, 41, 42))
    rows = league.synthesis(stage.session)["rows"]
    assert [row.rank for row in rows] == [2, 2, 1, 4]
    ordered = league.synthesis(stage.session, by_rank=True)["rows"]
    assert [row.rank for row in ordered] == [1, 2, 2, 4]
    assert league.mean_of(ordered[0].result["snapshot"]) == Fraction(190, 3)


def test_the_table_has_members_parts_mean_spread_and_named_minima(client):
    stage = closed_stage((95, 90, 92), (60, 61, 62))
    snapshot = ResultSnapshot.objects.first()
    for part, mean in league.part_means(snapshot):
        assert mean == Fraction(sum(one["totals"][part] for one in snapshot.counted), 3)
    client.force_login(stage.chair)
    page = client.get(reverse("session_synthesis", args=[stage.session.pk])).content.decode()
    assert "92.33" in page and all(user.full_name in page for user in stage.scorers)
    missed = [one for one in snapshot.missed_minima if one["star"] <= snapshot.star_by_band]
    for one in missed:
        assert len(one["given"]) == 3
        assert f"given {', '.join(map(str, one['given']))}" in page


def test_every_missed_minimum_says_what_each_member_gave():
    stage = closed_stage((40, 41, 42))
    snapshot = ResultSnapshot.objects.get()
    assert snapshot.missed_minima
    for one in snapshot.missed_minima:
        assert sum(given >= one["needs"] for given in one["given"]) * 2 <= len(snapshot.counted)
    assert stage.item.state


def test_the_comparison_marks_what_differs_from_the_majority(client):
    stage = closed_stage((60, 60, 66))
    filled = SelfAssessment.objects.create(dossier=stage.dossier, saved_by=stage.receiver)
    filled.scores.create(criterion_code=stage.item.rubric.criteria.first().code, mark=0)
    stage.item.refresh_from_db()
    rows = league.comparison(stage.item)["rows"]
    assert sum(sum(row.cells) for row in rows) == 186
    assert all(off == 0 for row in rows for _points, off in row.marked[:2])
    assert sum(off for row in rows for _points, off in row.marked) == 6
    client.force_login(stage.secretary)
    answer = client.get(reverse("item_comparison", args=[stage.item.pk]))
    assert answer.content.decode().count("number differs") == sum(
        off != 0 for row in rows for _p, off in row.marked
    )


def test_nobody_compares_before_the_item_is_closed(client):
    stage = open_stage()
    for user in stage.scorers:
        score(stage.item, user, 60)
    for user in (stage.secretary, stage.chair, stage.leader, stage.auditor):
        client.force_login(user)
        assert client.get(reverse("item_comparison", args=[stage.item.pk])).status_code == 403


def test_a_stopped_product_has_no_place(client):
    stage = open_stage()
    rule = stage.item.rubric.stop_rules.first()
    closing.stop_item(stage.item, by=stage.chair, reason="Hồ sơ giả mạo.", rule=rule)
    assert [row.rank for row in league.synthesis(stage.session)["rows"]] == [None]
    client.force_login(stage.secretary)
    for name, pk in (
        ("session_synthesis", stage.session.pk),
        ("item_comparison", stage.item.pk),
        ("council_ranking", stage.council.pk),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 200


def test_who_left_stays_in_the_table_where_the_card_counts():
    stage = closed_stage((60, 61, 62))
    seat = stage.council.seats.get(user=stage.members[0])
    facts = {"since": today(), "reason": "QĐ 30", "by": stage.officer}
    replacements.replace_member(seat, user=person("Newcomer"), **facts)
    table = league.synthesis(stage.session)
    names = [name for _seat, name in table["columns"]]
    assert names == [
        stage.chair.full_name,
        stage.members[1].full_name,
        "Newcomer",
        stage.members[0].full_name,
    ]
    assert table["rows"][0].totals == [60, 62, None, 61]
    assert "61" in pdf_text(as_pdf(synthesis_paper(stage.session)))


def test_the_year_ranks_every_session_of_the_council_and_only_that_year(client):
    stage = closed_stage((60, 62, 61))
    client.force_login(stage.secretary)
    url = reverse("council_ranking", args=[stage.council.pk])
    answer = client.get(url)
    assert [(place, row.item) for place, row, _parts in answer.context["page"]] == [(1, stage.item)]
    assert dict(answer.context["counts"])[ResultSnapshot.objects.get().star] == 1
    assert client.get(url, {"nam": "1999"}).context["notices"]


# Must hold: 50 products and 9 members, from stored results, in as many queries as one product


def stored_table(products, members=9):
    """A session with stored results only: nobody's cards stand behind them."""
    session = cast.session(held_on=date(2026, 8, 5), name=f"Phiên {products}")
    for number in range(products):
        dossier = cast.dossier(cast.product(f"Sản phẩm {products}/{number}"), state="proposed")
        snapshot(cast.item(dossier, session), members, 55 + number % 30)
    return session


def snapshot(item, members, total):
    counted = [
        {"seat": n, "name": f"Ủy viên {n}", "role": "member", "revision": n, "number": 1, "hash": "0" * 64}
        | {"totals": {"A": total - 40, "B": 20, "C": 20}, "total": total}
        for n in range(1, members + 1)
    ]
    first = cast.result(item, star=3)
    facts = {"counted": counted, "mean_numerator": total * members, "mean_denominator": members}
    facts |= {"number": 2, "supersedes": first, "reason": "Tính lại.", "mean_text": f"{total}.00"}
    kept = ("round", "entitled", "policy", "spread", "star_by_band", "star", "missed_minima", "flags", "hash")
    kept_facts = {name: getattr(first, name) for name in kept}
    return ResultSnapshot.objects.create(item=item, closed_by=first.closed_by, **kept_facts | facts)


def test_league_table_of_50_products_and_9_members_reads_stored_results_in_constant_queries(client):
    client.force_login(cast.council().secretary)
    counted = []
    for products in (1, 50):
        session = stored_table(products)
        for name, pk in (("session_synthesis", session.pk), ("council_ranking", session.council_id)):
            url = reverse(name, args=[pk])
            client.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url).status_code == 200
            counted.append((name, len(caught)))
            said = " ".join(query["sql"] for query in caught)
            assert "evaluations_scoreline" not in said
            assert "evaluations_scorecard" not in said
    assert counted[:2] == counted[2:]
    assert max(count for _name, count in counted) <= 12
