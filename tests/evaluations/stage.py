"""A council of a province with two proposed products, ready to be scored: setup for the tests of sessions."""

from datetime import date
from types import SimpleNamespace

from evaluations.enums import AttendanceKind, DossierState, SeatRole
from evaluations.interests import declare_interests
from evaluations.models import Council, CouncilRules, Dossier, Regulation, Rubric
from evaluations.revisions import content_hash, frozen_content
from evaluations.scorecards import card_for, submit_card
from evaluations.sessions import create_session, note_attendance, open_session, schedule
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Membership, Office, User
from ocop_portal.areas.models import AdministrativeUnit
from producers.models import Producer
from products.models import Product, ProductSet

DAY = date(2026, 10, 5)
RECEIVED = date(2026, 8, 3)


def person(name):
    email = f"{name.lower().replace(' ', '.')}@test.invalid"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, full_name=name)


def member(user, office, role):
    Membership.objects.get_or_create(
        user=user, office=office, role=role, defaults={"since": date(2020, 1, 1)}
    )
    return user


def office(unit, level, name):
    values = {"unit": unit, "level": level, "name": name, "authority_name": f"UBND {name}"}
    return Office.objects.get_or_create(code=f"{level}-{unit.code}", defaults=values)[0]


def set_the_stage(*, members=3, products=1, set_number=13, prefix=""):
    """Return the people and places: province and commune with offices, a council of chair and members."""
    province = AdministrativeUnit.objects.current().provinces().get(code="24")
    commune = province.children.current().order_by("code").first()
    stage = SimpleNamespace(province=province, commune=commune)
    stage.agency = office(province, Level.PROVINCE, "Văn phòng điều phối")
    stage.intake = office(commune, Level.COMMUNE, "Phòng Kinh tế xã")
    stage.officer = member(person("Officer Of Province"), stage.agency, Role.OFFICER)
    stage.leader = member(person("Leader Of Province"), stage.agency, Role.LEADER)
    stage.auditor = member(person("Auditor Of Province"), stage.agency, Role.AUDITOR)
    stage.receiver = member(person("Officer Of Commune"), stage.intake, Role.OFFICER)
    stage.administrator = person("Administrator")
    stage.administrator.is_superuser = stage.administrator.is_staff = True
    stage.administrator.save()
    stage.stranger = person("Stranger")
    stage.council = council_of(stage.agency)
    stage.secretary = seat(stage.council, SeatRole.SECRETARY, "Secretary").user
    stage.chair = seat(stage.council, SeatRole.CHAIR, "Chair").user
    stage.members = [seat(stage.council, SeatRole.MEMBER, f"Member {n}").user for n in range(1, members)]
    stage.scorers = [stage.chair, *stage.members]
    stage.producer = Producer.objects.create(
        kind="cooperative", name=f"HTX Mẫu {prefix}", representative_name="Bà Mẫu", unit=commune
    )
    stage.set_number = set_number
    stage.dossiers = [proposed_dossier(stage, f"Sản phẩm mẫu {n}") for n in range(1, products + 1)]
    stage.dossier = stage.dossiers[0]
    return stage


def council_of(standing_office, name="Hội đồng cấp tỉnh 2026", **rules):
    return Council.objects.create(
        office=standing_office,
        level=standing_office.level,
        name=name,
        decision_number="99/QĐ-UBND",
        established_on=date(2026, 6, 1),
        rules=CouncilRules.objects.create(number="Quy chế 01", **rules),
    )


def seat(council, role, name, **values):
    user = values.pop("user", None) or person(name)
    return council.seats.create(role=role, user=user, **{"since": date(2026, 6, 1)} | values)


def proposed_dossier(stage, name, *, level=Level.PROVINCE):
    product_set = ProductSet.objects.get(taxonomy="2023", number=stage.set_number)
    product = Product.objects.create(
        producer=stage.producer, product_set=product_set, name=name, made_in=stage.commune
    )
    regulation = Regulation.objects.on(RECEIVED)
    dossier = Dossier.objects.create(
        product=product,
        receiving_office=stage.intake,
        received_on=RECEIVED,
        entered_by=stage.receiver,
        accepted_by=stage.receiver,
        regulation=regulation,
        rubric=Rubric.objects.current(regulation.edition, product_set),
        state=DossierState.PROPOSED,
        council_level=level,
    )
    revise(dossier, stage.receiver)
    return dossier


def revise(dossier, user):
    content = frozen_content(dossier)
    number = dossier.revisions.count() + 1
    return dossier.revisions.create(
        number=number, content=content, hash=content_hash(content), submitted_by=user
    )


def open_stage(*, declared=True, attendance=True, **values):
    """A stage whose session is open with every product on its agenda."""
    stage = set_the_stage(**values)
    stage.session = create_session(
        stage.council, name="Phiên 1", held_on=DAY, place="Hội trường", by=stage.secretary
    )
    for dossier in stage.dossiers:
        schedule(stage.session, dossier, by=stage.secretary)
    stage.session = open_session(stage.session, by=stage.secretary)
    if attendance:
        all_present(stage.session, stage.secretary)
    if declared:
        nobody_has_an_interest(stage.session)
    stage.items = list(stage.session.items.all())
    stage.item = stage.items[0]
    return stage


def all_present(session, secretary):
    seats = session.scoring_seats()
    note_attendance(session, dict.fromkeys(seats, AttendanceKind.PRESENT), by=secretary)


def nobody_has_an_interest(session):
    for seat in session.scoring_seats().select_related("user"):
        declare_interests(session, by=seat.user)


def marks_worth(rubric, total):
    """Return a complete card that adds up to `total` points."""
    criteria = list(rubric.criteria.prefetch_related("options"))
    choices = {c.code: {o.points: o.position for o in c.options.all()} | {} for c in criteria}
    for criterion in criteria:
        choices[criterion.code].setdefault(0, None)
    reached = {0: {}}
    for criterion in criteria:
        step = {}
        for points, marks in reached.items():
            for gain, mark in choices[criterion.code].items():
                step.setdefault(points + gain, marks | {criterion.code: mark})
        reached = step
    return reached[total]


def score(item, user, total, *, notes=None):
    """Submit a complete card of `total` points from the person's seat."""
    item.refresh_from_db()
    card = card_for(item, by=user)
    marks = marks_worth(item.rubric, total)
    return submit_card(card, marks=marks, notes=notes or {}, version=card.version, by=user)
