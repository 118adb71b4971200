"""The stories of the demonstration: dossiers and sessions, walked through the same verbs the pages call."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from campaigns.demo.cards import marks_for
from campaigns.demo.makers import commune, producer, product
from campaigns.demo.papers import paper
from campaigns.demo.people import email_of
from campaigns.demo.preparing import load_preparation
from evaluations import closing, decisions, dossiers, interests, scorecards, sessions
from evaluations.enums import AttendanceKind, EvidenceKind, Purpose
from evaluations.models import Council
from evaluations.session_notice import send_notice
from ocop_portal.accounts.models import Office, User
from ocop_portal.core.days import add_months, today
from producers.models import ProducerMember

CONTENTS = {
    "origin": "Nguyên liệu thu mua trong xã, có danh sách hộ cung cấp (mẫu).",
    "labour": "Trên 60% lao động thường trú trong xã (mẫu).",
    "idea": "Phát triển từ nghề truyền thống của địa phương (mẫu).",
    "identity": "Bao bì và câu chuyện gắn với địa danh (mẫu).",
}
# Samples of the district's rounds: (name, commune, product set, star they are made to reach).
LYCHEES = ("Vải thiều tươi Hộ Đáp (mẫu)", "Xã Hộ Đáp", 1, 3)
SAUSAGE = ("Giò lụa Biển Động (mẫu)", "Thị trấn Biển Động", 8, 3)
HONEY = ("Mật ong hoa vải Kim Sơn (mẫu)", "Xã Kim Sơn", 4, 3)
NOODLES = ("Mỳ gạo Tân Lập (mẫu)", "Xã Tân Lập", 6, 4)
RICE_WINE = ("Rượu men lá Tân Sơn (mẫu)", "Xã Tân Sơn", 14, 2)
ORANGES = ("Cam ngọt Phú Nhuận (mẫu)", "Xã Phú Nhuận", 1, 3)
POMELOS = ("Bưởi ngọt Sơn Hải (mẫu)", "Xã Sơn Hải", 1, 3)
RICE_PAPER = ("Bánh đa Giáp Sơn (mẫu)", "Xã Giáp Sơn", 6, 4)
LONGANS = ("Nhãn tươi Tân Quang (mẫu)", "Xã Tân Quang", 1, 3)
DUMPLINGS = ("Bánh gai Đồng Cốc (mẫu)", "Xã Đồng Cốc", 6, 3)
STORY = "Câu chuyện minh họa: sản phẩm làm từ nguyên liệu của địa phương, theo cách làm nhiều đời truyền lại."


def person(name):
    return User.objects.get(email=email_of(name))


@dataclass
class Stage:
    """Where a story plays: the receiving office and the council with their people."""

    office: Office
    officer: User
    council: Council
    secretary: User
    leader: User
    deciding_office: Office


def district():
    office = Office.objects.get(code="huyen-luc-ngan")
    return Stage(
        office,
        person("can-bo.luc-ngan"),
        Council.objects.get(office=office),
        person("thu-ky.luc-ngan"),
        person("lanh-dao.luc-ngan"),
        office,
    )


def province():
    office = Office.objects.get(code="tinh-bac-ninh")
    return Stage(
        Office.objects.get(code="xa-luc-ngan"),
        person("can-bo.xa-luc-ngan"),
        Council.objects.get(office=office),
        person("thu-ky.bac-ninh"),
        person("lanh-dao.bac-ninh"),
        office,
    )


def load_stories():
    """Play every story whose product has no dossier yet."""
    _district_rounds(district())
    _province_rounds(province())
    _states(province())
    load_preparation(person("chu-the"), province().office)


def _district_rounds(stage):
    expired = add_months(today(), -36) - timedelta(days=60)
    expiring = add_months(today(), -36) + timedelta(days=45)
    for name, decided_on, number, goods in (
        ("Đợt đánh giá thứ nhất (mẫu)", expired, "911/QĐ-UBND (mẫu)", [LYCHEES]),
        ("Đợt đánh giá thứ hai (mẫu)", expiring, "1302/QĐ-UBND (mẫu)", [SAUSAGE]),
        ("Đợt 1 năm 2024", date(2024, 6, 12), "688/QĐ-UBND (mẫu)", [HONEY, NOODLES, RICE_WINE]),
    ):
        closed_round(stage, name, decided_on, number, of_district(stage, goods))
    [oranges] = of_district(stage, [ORANGES])
    _undecided_round(stage, date(2024, 8, 20), oranges)
    _open_round(stage, "Đợt 2 năm 2024", date(2024, 10, 15), of_district(stage, [POMELOS, RICE_PAPER]))
    for state, good in (("submitted", LONGANS), ("accepted", DUMPLINGS)):
        _intake(stage, state, *of_district(stage, [good]))


def _intake(stage, state, good):
    """A dossier still with the receiving office of the district."""
    name, maker, set_number, _star = good
    row = product(name, maker, set_number, story=STORY, by=stage.officer)
    if not row.dossiers.exists():
        _walk_to(state, row, stage, date(2024, 11, 11))


def of_district(stage, goods):
    """Turn (name, commune, set, star) into (name, producer, set, star)."""
    return [
        (name, _cooperative(commune(place, stage.office.unit)), set_number, star)
        for name, place, set_number, star in goods
    ]


def _cooperative(unit):
    return producer(f"Hợp tác xã {unit.own_name} (mẫu)", unit)


def _province_rounds(stage):
    maker = commune_maker("Hợp tác xã Nông sản Lục Ngạn (mẫu)", stage)
    ProducerMember.objects.get_or_create(user=person("chu-the"), producer=maker)
    other = commune_maker("Hợp tác xã Dược liệu Lục Ngạn (mẫu)", stage)
    closed_round(
        stage,
        "Đợt 1 năm 2026",
        date(2026, 7, 24),
        "1420/QĐ-UBND (mẫu)",
        [("Mật ong rừng Lục Ngạn (mẫu)", maker, 4, 4), ("Trà hoa vàng sấy lạnh (mẫu)", other, 12, 3)],
    )
    _open_round(
        stage,
        "Đợt 2 năm 2026",
        today(),
        [("Vải sấy dẻo Lục Ngạn (mẫu)", maker, 7, 4), ("Mỳ ngũ sắc Lục Ngạn (mẫu)", other, 6, 3)],
    )


def _states(stage):
    """One dossier in each state before the council, with the days around today."""
    maker = commune_maker("Hợp tác xã Cây ăn quả Lục Ngạn (mẫu)", stage)
    day = today()
    goods = {
        "draft": ("Táo Đài Loan (mẫu)", 1, 3),
        "submitted": ("Ổi lê (mẫu)", 1, 12),
        "returned": ("Rượu mơ (mẫu)", 15, 9),
        "accepted": ("Tương ớt Lục Ngạn (mẫu)", 9, 16),
        "proposed": ("Bánh chưng Lục Ngạn (mẫu)", 5, 30),
        "withdrawn": ("Chuối sấy (mẫu)", 7, 25),
    }
    for state, (name, set_number, days) in goods.items():
        row = product(name, maker, set_number, story=STORY, by=stage.officer)
        if not row.dossiers.exists():
            _walk_to(state, row, stage, day - timedelta(days=days))


def _walk_to(state, row, stage, received_on):
    by = stage.officer
    dossier = open_with_papers(row, stage, received_on)
    if state == "draft":
        return
    dossier = dossiers.submit(dossier, by=by)
    if state == "returned":
        dossiers.return_for_supplement(
            dossier, by=by, comment="Phiếu kiểm nghiệm đã quá hạn, cần nộp bản mới (mẫu)."
        )
    if state == "withdrawn":
        dossiers.withdraw(dossier, by=by, comment="Chủ thể xin rút để hoàn thiện bao bì (mẫu).")
    if state in ("accepted", "proposed"):
        dossier = dossiers.accept(dossier, by=by)
    if state == "proposed":
        propose_with_opinion(dossier, by)


def commune_maker(name, stage):
    return producer(name, stage.office.unit, by=stage.officer)


def open_with_papers(row, stage, received_on):
    """Open a dossier with the two forms and two papers for criteria."""
    by = stage.officer
    dossier = dossiers.open_dossier(
        row, purpose=Purpose.FIRST, received_on=received_on, office=stage.office, by=by
    )
    for kind, name in ((EvidenceKind.REGISTRATION_SLIP, "mau-01"), (EvidenceKind.SELF_ASSESSMENT, "mau-02")):
        upload = paper(f"{name}.pdf", "OCOP", name, f"No. {dossier.pk}")
        dossiers.add_evidence(dossier, kind=kind, title=kind.label, upload=upload, by=by)
    criteria = dossiers.expected_rubric(dossier).criteria.all()[:2]
    for criterion, kind in zip(
        criteria, (EvidenceKind.RAW_MATERIALS, EvidenceKind.QUALITY_MANAGEMENT), strict=True
    ):
        upload = paper(
            f"minh-chung-{criterion.code}.pdf", "OCOP", f"Tieu chi {criterion.code}", f"No. {dossier.pk}"
        )
        dossiers.add_evidence(
            dossier, kind=kind, title=kind.label, upload=upload, by=by, criterion_code=criterion.code
        )
    return dossier


def propose_with_opinion(dossier, by):
    dossiers.write_assessment(dossier, by=by, **CONTENTS)
    letter = {"letter_number": f"{100 + dossier.pk}/UBND-KT (mẫu)", "letter_on": dossier.received_on}
    return dossiers.propose(dossier, by=by, **letter if dossiers.goes_up(dossier) else {})


def on_agenda(stage, name, held_on, goods, **facts):
    """Bring the goods to a council: received 40 days before; return the session and (item, star) pairs.

    `facts` are further ones of the session. The members get its notice before it opens.
    """
    facts = {"starts_at": time(8, 30), "place": "Hội trường UBND (mẫu)"} | facts
    session = sessions.create_session(stage.council, name=name, held_on=held_on, by=stage.secretary, **facts)
    for title, maker, set_number, _star in goods:
        row = product(title, maker, set_number, story=STORY, by=stage.officer)
        dossier = dossiers.submit(
            open_with_papers(row, stage, held_on - timedelta(days=40)), by=stage.officer
        )
        dossier = propose_with_opinion(dossiers.accept(dossier, by=stage.officer), stage.officer)
        sessions.schedule(session, dossier, by=stage.secretary)
    if held_on >= today() - timedelta(days=7):
        send_notice(session, by=stage.secretary)
    session = sessions.open_session(session, by=stage.secretary)
    return session, [(item, good[3]) for item, good in zip(session.items.all(), goods, strict=True)]


def score(item, star, seats):
    sheet = item.rubric.sheet()
    for seat in seats:
        declared(item.session, seat)
        card = scorecards.card_for(item, by=seat.user)
        marks = marks_for(sheet, star, seat.pk % 7)
        scorecards.submit_card(card, marks=marks, notes={}, version=card.version, by=seat.user)


def declared(session, seat):
    if not session.declarations.filter(seat=seat).exists():
        interests.declare_interests(session, by=seat.user)


def all_present(stage, session):
    seats = session.scoring_seats()
    sessions.note_attendance(session, dict.fromkeys(seats, AttendanceKind.PRESENT), by=stage.secretary)


def played(stage, name):
    return stage.council.sessions.filter(name=name).exists()


def closed_round(stage, name, decided_on, number, goods):
    """A round scored, closed and decided; products below 3 stars are declined, higher ones go up."""
    if played(stage, name):
        return
    session, items = on_agenda(stage, name, decided_on - timedelta(days=12), goods)
    all_present(stage, session)
    results = [_closed_item(stage, item, star) for item, star in items]
    sessions.close_session(session, by=stage.secretary)
    decidable = [r.item.dossier for r in results if _is_decided_here(r, stage)]
    decisions.recognise(
        decidable,
        office=stage.deciding_office,
        number=number,
        decided_on=decided_on,
        by=stage.leader,
    )
    for result in results:
        _settle(result, stage)


def _closed_item(stage, item, star):
    score(item, star, item.session.scoring_seats().select_related("user"))
    return closing.close_item(item, by=stage.secretary)


def _is_decided_here(result, stage):
    level = result.item.dossier.regulation.deciding_level(result.star)
    return level == stage.deciding_office.level


def _settle(result, stage):
    dossier = result.item.dossier
    if result.star < 3:
        decisions.decline(dossier, by=stage.leader, comment="Chưa đạt 3 sao (mẫu).")
    elif not _is_decided_here(result, stage):
        decisions.refer(dossier, by=stage.leader, comment="Đủ điểm trình cấp trên (mẫu).")


def _undecided_round(stage, held_on, good):
    name = "Phiên bổ sung năm 2024"
    if played(stage, name):
        return
    session, [(item, star)] = on_agenda(stage, name, held_on, [good])
    all_present(stage, session)
    _closed_item(stage, item, star)
    sessions.close_session(session, by=stage.secretary)


def _open_round(stage, name, held_on, goods):
    """A session being scored: on the first product three members are done and one is half way."""
    if played(stage, name):
        return
    session, items = on_agenda(stage, name, held_on, goods)
    item, star = items[0]
    seats = list(session.scoring_seats().select_related("user").order_by("-pk"))
    score(item, star, seats[:3])
    declared(session, seats[3])
    half = scorecards.card_for(item, by=seats[3].user)
    marks = dict(list(marks_for(item.rubric.sheet(), star, 2).items())[:12])
    scorecards.save_draft(half, marks=marks, notes={}, version=half.version, by=seats[3].user)
