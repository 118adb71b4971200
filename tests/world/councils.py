"""A council with a prepared session, one on which all but one have submitted, and one that is over."""

from evaluations.enums import ItemState, SessionState
from evaluations.models import Council
from evaluations.scorecards import card_for, save_draft
from tests import cast
from tests.evaluations.stage import marks_worth
from tests.world.area import proposed, submit

READING = """
council_create         s oxx xx ox oxxx xxx x
council_desk           s ooo oo oo oooo ooo o
council_edit           s ... .. .. oxxx ... x
council_page           s ..o .. .. oooo ooo o
council_ranking        s ..o .. .. oooo ooo o
item_close             s ... .. .. xxxx xox .
item_comparison        s ... .. .. xoxo oox .
item_recuse            s ... .. .. xxxx oxx .
item_remove            s ... .. .. xxxx xox .
item_reopen            s ... .. .. xxxx oxx .
item_resume            s ... .. .. xxxx oox .
item_stop              s ... .. .. xxxx oox .
item_suspend           s ... .. .. xxxx oox .
score_card             s ... .. .. xxxx oxo .
score_card_save        m mmm mm mm mmmm mmm m
score_card_submit      s ... .. .. xxxx oxo .
scoring_desk           s ooo oo oo oooo ooo o
seat_add               s ..x .. .. oxxx xxx x
seat_end               s ..x .. .. oxxx xxx x
seat_replace           s ..x .. .. oxxx xxx x
session_attendance     s ... .. .. xxxx xox .
session_cards_paper    s ... .. .. xoxo ooo .
session_close          s ... .. .. xxxx xox .
session_create         s ..x .. .. xxxx xox x
session_edit           s ... .. .. xxxx xox .
session_interests      s ... .. .. xxxx oxo .
session_minutes_paper  s ... .. .. oooo ooo .
session_notice         s ... .. .. xxxx xox .
session_open           s ... .. .. xxxx xox .
session_page           s ... .. .. oooo ooo .
session_schedule       m mmm mm mm mmmm mmm m
session_synthesis      s ... .. .. oooo ooo .
session_synthesis_paper s ... .. .. oooo ooo .
"""

ACTING = """
council_create         s oxx xx ox dxxx xxx x
council_desk           m mmm mm mm mmmm mmm m
council_edit           s ... .. .. dxxx ... x
council_page           m mmm mm mm mmmm mmm m
council_ranking        m mmm mm mm mmmm mmm m
item_close             s ... .. .. xxxx xdx .
item_comparison        m mmm mm mm mmmm mmm m
item_recuse            s ... .. .. xxxx dxx .
item_remove            s ... .. .. xxxx xdx .
item_reopen            s ... .. .. xxxx dxx .
item_resume            s ... .. .. xxxx ddx .
item_stop              s ... .. .. xxxx ddx .
item_suspend           s ... .. .. xxxx ddx .
score_card             s ... .. .. xxxx dxd .
score_card_save        s ... .. .. xxxx dxd .
score_card_submit      s ... .. .. xxxx >xd .
scoring_desk           m mmm mm mm mmmm mmm m
seat_add               s ..x .. .. dxxx xxx x
seat_end               s ..x .. .. dxxx xxx x
seat_replace           s ..x .. .. dxxx xxx x
session_attendance     s ... .. .. xxxx xdx .
session_cards_paper    m mmm mm mm mmmm mmm m
session_close          s ... .. .. xxxx xdx .
session_create         s ..x .. .. xxxx xdx x
session_edit           s ... .. .. xxxx xdx .
session_interests      s ... .. .. xxxx dxd .
session_minutes_paper  m mmm mm mm mmmm mmm m
session_notice         s ... .. .. xxxx xdx .
session_open           s ... .. .. xxxx xdx .
session_page           m mmm mm mm mmmm mmm m
session_schedule       s ... .. .. xxxx xdx .
session_synthesis      m mmm mm mm mmmm mmm m
session_synthesis_paper m mmm mm mm mmmm mmm m
"""

READERS = {
    "council_create": "province's officer",
    "council_edit": "province's officer",
    "seat_add": "province's officer",
    "seat_end": "province's officer",
    "seat_replace": "province's officer",
    "session_notice": "secretary",
    "council_page": "secretary",
    "session_create": "secretary",
    "session_page": "secretary",
    "session_edit": "secretary",
    "session_schedule": "secretary",
    "session_open": "secretary",
    "session_close": "secretary",
    "session_synthesis": "secretary",
    "item_remove": "secretary",
    "item_close": "secretary",
    "session_interests": "member",
    "session_attendance": "secretary",
    "item_recuse": "chair",
    "item_stop": "chair",
    "item_suspend": "secretary",
    "item_resume": "secretary",
    "item_reopen": "chair",
    "scoring_desk": "member",
    "score_card": "member",
    "score_card_save": "member",
    "score_card_submit": "member",
}
ASKED_TWICE = {
    "item_close",
    "item_remove",
    "item_resume",
    "score_card_submit",
    "session_close",
    "session_notice",
    "session_open",
}
MAY_BE_EMPTY = {"score_card", "session_attendance"}


def make(world):
    """A prepared session with one item, an open one on which all but one have submitted, one done."""
    world.prepared = cast.session(state=SessionState.PREPARED, name="Phiên chuẩn bị")
    world.prepared_item = cast.item(proposed(world, "chờ mở"), world.prepared)
    world.open_session = cast.session(name="Phiên đang chấm")
    world.item = cast.item(proposed(world, "đang chấm"), world.open_session)
    world.ready_item = cast.item(proposed(world, "chấm xong"), world.open_session)
    scorers = [world.council.chair, *world.council.members]
    for user in scorers:
        submit(world.ready_item, user, 72)
    for user in scorers[:1] + scorers[2:]:
        submit(world.item, user, 70)
    draft = card_for(world.item, by=world.council.members[0])
    marks = marks_worth(world.item.rubric, 70)
    save_draft(draft, marks=marks, notes={}, version=draft.version, by=world.council.members[0])
    world.finished = cast.session(name="Phiên chấm xong")
    world.finished_item = cast.item(proposed(world, "đã khép"), world.finished)
    cast.result(world.finished_item, star=4)
    world.over = cast.session(state=SessionState.CLOSED, name="Phiên đã kết thúc")
    cast.result(cast.item(proposed(world, "đã chấm"), world.over), star=3)
    world.suspended_item = cast.item(proposed(world, "tạm dừng"), world.finished)
    world.suspended_item.state = ItemState.SUSPENDED
    world.suspended_item.save()


def new_council(world):
    """A council that has not met yet, whose rules may still be changed."""
    known = world.council.row
    row = Council(office=known.office, level=known.level, rules=known.rules)
    row.name, row.decision_number, row.established_on = "Hội đồng mới", "20/QĐ-UBND", known.established_on
    row.save()
    return row


def targets(world):
    return {
        "council_page": {"pk": world.council.row.pk},
        "council_edit": {"pk": new_council(world).pk},
        "council_ranking": {"pk": world.council.row.pk},
        "item_comparison": {"pk": world.finished_item.pk},
        "seat_add": {"pk": world.council.row.pk},
        "seat_end": {"pk": world.council.row.seats.get(user=world.council.members[-1]).pk},
        "seat_replace": {"pk": world.council.row.seats.get(user=world.council.members[-2]).pk},
        "session_create": {"pk": world.council.row.pk},
        "session_notice": {"pk": world.prepared.pk},
        "session_page": {"pk": world.open_session.pk},
        "session_edit": {"pk": world.prepared.pk},
        "session_schedule": {"pk": world.prepared.pk},
        "session_open": {"pk": world.prepared.pk},
        "session_close": {"pk": world.finished.pk},
        "session_synthesis": {"pk": world.open_session.pk},
        "item_remove": {"pk": world.prepared_item.pk},
        "session_interests": {"pk": world.open_session.pk},
        "session_attendance": {"pk": world.open_session.pk},
        "session_synthesis_paper": {"pk": world.over.pk, "form": "pdf"},
        "session_minutes_paper": {"pk": world.over.pk, "form": "pdf"},
        "session_cards_paper": {"pk": world.over.pk, "form": "docx"},
        "item_close": {"pk": world.ready_item.pk},
        "item_recuse": {"pk": world.ready_item.pk},
        "item_stop": {"pk": world.ready_item.pk},
        "item_suspend": {"pk": world.ready_item.pk},
        "item_resume": {"pk": world.suspended_item.pk},
        "item_reopen": {"pk": world.finished_item.pk},
        "score_card": {"pk": world.item.pk},
        "score_card_save": {"pk": world.item.pk},
        "score_card_submit": {"pk": world.item.pk},
    }


def forms(made):
    return council_forms(made) | meeting_forms(made) | scoring_forms(made)


def council_forms(made):
    rules = {
        "number": "02/QC",
        "quorum_percent": "75",
        "spread_limit": "10",
        "rounding": "none",
        "minimum_judged_by": "majority",
    }
    council = rules | {
        "office": cast.office(cast.PROVINCE).pk,
        "name": "Hội đồng mới",
        "decision_number": "13/QĐ-UBND",
        "established_on": "01/07/2025",
    }
    session = {"name": "Phiên mới", "held_on": "05/08/2026"}
    newcomer = cast.person("Người Mới")
    return {
        "council_create": council,
        "council_edit": council,
        "seat_add": {"email": newcomer.email, "role": "member", "since": "01/09/2026"},
        "seat_end": {"until": "01/09/2026"},
        "seat_replace": {"email": newcomer.email, "since": "01/09/2026", "reason": "Quyết định 30/QĐ-UBND"},
        "session_create": session,
        "session_edit": session,
        "session_schedule": {"dossier": made.proposed.pk},
        "item_close": {"round": "1"},
    }


def meeting_forms(made):
    seat = made.council.row.seats.get(user=made.council.members[-1])
    reason = {"reason": "Theo đề nghị của thành viên."}
    rule = made.ready_item.rubric.stop_rules.first()
    return {
        "session_interests": {f"has-{item.pk}": "none" for item in made.open_session.items.all()},
        "session_attendance": {f"seat-{seat.pk}": "present"},
        "item_recuse": reason | {"seat": seat.pk},
        "item_stop": reason | {"ground": f"rule-{rule.pk}"},
        "item_suspend": reason,
        "item_reopen": reason,
    }


def scoring_forms(made):
    first = made.item.rubric.criteria.first().code
    card = {f"m-{first}": "0", "round": "1", "version": "1"}
    return {
        "score_card": card,
        "score_card_save": card,
        "score_card_submit": {"version": "1", "round": "1"},
    }
