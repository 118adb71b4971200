"""What a council of the province shows: a ranked session, a vote in writing, a paper card to be confirmed."""

from datetime import timedelta

from campaigns.demo.cards import marks_for
from campaigns.demo.papers import paper
from campaigns.demo.stories import all_present, commune_maker, on_agenda, played, province, score
from evaluations import closing, decision_files, sessions
from evaluations.enums import Vote
from evaluations.models import Decision
from evaluations.paper_cards import type_paper_card
from ocop_portal.core.days import today

RANKED = "Phiên xếp hạng cuối năm 2026"
WRITTEN = "Lấy ý kiến bằng văn bản, đợt 3 năm 2026"
# (name, product set, star the members aim at; None is stopped)
GOODS = (
    ("Trà sen Lục Ngạn (mẫu)", 12, 4),
    ("Tinh dầu tía tô Lục Ngạn (mẫu)", 20, 5),
    ("Bún khô ngũ sắc (mẫu)", 6, 3),
    ("Rượu vải Lục Ngạn (mẫu)", 15, 4),
    ("Giò xào Lục Ngạn (mẫu)", 8, None),
)
BY_LETTER = (("Mứt mận Lục Ngạn (mẫu)", 7, 3), ("Ớt bột Lục Ngạn (mẫu)", 10, 4))


def load_council_stories():
    """Play what is not there yet."""
    stage = province()
    if not played(stage, RANKED):
        _ranked(stage)
    if not played(stage, WRITTEN):
        _written(stage)
    for decision in Decision.objects.filter(office=stage.deciding_office, files=None):
        decision_files.attach_papers(decision, by=stage.leader)


def _goods(stage, goods):
    maker = commune_maker("Hợp tác xã Đặc sản Lục Ngạn (mẫu)", stage)
    return [(name, maker, set_number, star) for name, set_number, star in goods]


def _ranked(stage):
    """A session that is over: five products with their places, one of them stopped, none decided yet."""
    session, items = on_agenda(stage, RANKED, today() - timedelta(days=15), _goods(stage, GOODS))
    all_present(stage, session)
    for item, star in items:
        score(item, star or 3, session.scoring_seats().select_related("user"))
        if star is None:
            rule = item.rubric.stop_rules.first()
            reason = "Giấy chứng nhận an toàn thực phẩm đã hết hiệu lực (mẫu)."
            closing.stop_item(item, by=stage.secretary, reason=reason, rule=rule)
        else:
            closing.close_item(item, by=stage.secretary)
    sessions.close_session(session, by=stage.secretary)


def _written(stage):
    """Members hand in their cards by letter; one card came on paper and waits for its member."""
    facts = {"vote": Vote.WRITTEN, "reply_by": today() + timedelta(days=8), "place": ""}
    held_on = today() - timedelta(days=2)
    session, items = on_agenda(stage, WRITTEN, held_on, _goods(stage, BY_LETTER), **facts)
    seats = list(session.scoring_seats().select_related("user").order_by("-pk"))
    item, star = items[0]
    score(item, star, seats[:2])
    type_paper_card(
        item,
        seats[-2],
        marks=marks_for(item.rubric.sheet(), star, 4),
        notes={},
        upload=paper("phieu-giay.pdf", "OCOP", "Phieu danh gia", "Uy vien 1"),
        by=stage.secretary,
    )
