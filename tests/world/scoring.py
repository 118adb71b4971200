"""Cards on paper: one typed and waiting for its member, and an item on which another may be typed."""

from evaluations.paper_cards import type_paper_card
from tests import cast
from tests.evaluations.stage import marks_worth
from tests.world.area import proposed

READING = """
paper_card_answer      s ... .. .. .... ..o .
paper_card_scan        s ... .. .. .... .oo .
paper_card_type        s ... .. .. xxxx xox .
"""

ACTING = """
paper_card_answer      s ... .. .. .... ..d .
paper_card_scan        m mmm mm mm mmmm mmm m
paper_card_type        s ... .. .. xxxx xdx .
"""

READERS = {
    "paper_card_answer": "member",
    "paper_card_scan": "member",
    "paper_card_type": "secretary",
}


def make(world):
    world.on_paper = cast.session(name="Phiên phiếu giấy")
    world.paper_item = cast.item(proposed(world, "phiếu giấy"), world.on_paper)
    world.paper_card = type_paper_card(
        world.paper_item,
        seat_of(world, 0),
        marks=marks_worth(world.paper_item.rubric, 66),
        notes={},
        upload=cast.pdf("phieu-quet.pdf"),
        by=world.council.secretary,
    )


def seat_of(world, number):
    return world.council.row.seats.get(user=world.council.members[number])


def targets(world):
    return {
        "paper_card_answer": {"pk": world.paper_card.pk},
        "paper_card_scan": {"pk": world.paper_card.pk},
        "paper_card_type": {"pk": world.paper_item.pk},
    }


def forms(made):
    marks = marks_worth(made.paper_item.rubric, 64)
    fields = {f"m-{code}": "none" if mark is None else str(mark) for code, mark in marks.items()}
    scan = {"seat": seat_of(made, 1).pk, "scan": lambda: cast.pdf("phieu-2.pdf", "Phiếu hai")}
    return {"paper_card_answer": {"act": "confirm"}, "paper_card_type": fields | scan}
