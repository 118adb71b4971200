"""One commune, its province and their council, with an object ripe for every act of every page.

`people` maps each role to its account. `targets` maps the name of an address to its arguments: the object on
which the act of that address is possible, so that a refusal can only be about who asks.
"""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver

from evaluations.decisions import recognise
from evaluations.enums import DossierState, ItemState, SeatRole, SessionState
from evaluations.models import Council, LocalAssessment, Regulation
from evaluations.scorecards import card_for, save_draft, submit_card
from producers.models import ProducerMember
from products.models import ProductSet
from products.photos import add_photo
from tests import cast
from tests.core.test_files import picture
from tests.evaluations.stage import marks_worth

HIDDEN = "Kín:"  # begins every name that people outside must never read
SECRET = "ghi-chu-rieng"  # stands in the note of every submitted card
WORKSPACE = "lam-viec/"


def build():
    """Everything, in a database that holds only the map and the regulations."""
    world = SimpleNamespace()
    world.council = cast.council(cast.PROVINCE, members=5)
    world.people = people(world)
    make_dossiers(world)
    make_sessions(world)
    make_outcomes(world)
    world.new_council = new_council(world)
    world.targets = targets(world)
    return world


def people(world):
    """Every role, those with the least sight first. Nobody holds two of them."""
    world.producer = cast.producer(f"{HIDDEN} hợp tác xã")
    other_member = cast.person("Thành viên Chủ thể khác")
    other = cast.producer("Hộ kinh doanh Người Khác")
    ProducerMember.objects.create(user=other_member, producer=other)
    day_after = cast.HELD[cast.PROVINCE] + timedelta(days=1)
    successor = cast.person("Ủy viên Kế nhiệm")
    world.council.row.seats.create(user=successor, role=SeatRole.MEMBER, since=day_after)
    return {
        "anonymous": AnonymousUser(),
        "officer of another province": cast.stranger(),
        "member of another province's council": cast.council(cast.OTHER_PROVINCE, members=1).members[0],
        "member seated after the session": successor,
        "another producer's member": other_member,
        "the producer's member": cast.producer_member(of=world.producer),
        "officer": cast.officer(cast.COMMUNE),
        "leader": cast.leader(cast.COMMUNE),
        "province's officer": cast.officer(cast.PROVINCE),
        "province's leader": cast.leader(cast.PROVINCE),
        "province's advisor": cast.advisor(cast.PROVINCE),
        "province's auditor": cast.auditor(cast.PROVINCE),
        "chair": world.council.chair,
        "secretary": world.council.secretary,
        "member": world.council.members[0],
        "administrator": cast.administrator(),
    }


def new_council(world):
    """A council that has not met yet, whose rules may still be changed."""
    known = world.council.row
    row = Council(office=known.office, level=known.level, rules=known.rules)
    row.name, row.decision_number, row.established_on = "Hội đồng mới", "20/QĐ-UBND", known.established_on
    row.save()
    return row


def make_dossiers(world):
    """One dossier in each state before the council, ready for the move that comes next."""
    world.fresh = product(world, "mật ong chưa có hồ sơ")
    world.photo = add_photo(
        world.fresh,
        SimpleUploadedFile("anh.png", picture("PNG", (300, 300))),
        caption="",
        by=cast.officer(cast.COMMUNE),
    )
    world.draft = cast.dossier(product(world, "hồ sơ đang soạn"))
    for kind in Regulation.objects.on(world.draft.received_on).required_evidence:
        world.evidence = cast.evidence(world.draft, kind=kind)
    for name in ("submitted", "accepted", "proposed"):
        row = cast.dossier(product(world, f"hồ sơ {name}"), state=DossierState(name))
        setattr(world, name, row)
    world.assessed = cast.dossier(product(world, "đã nhận xét"), state=DossierState.ACCEPTED)
    texts = {name: f"Đạt: {name}." for name in LocalAssessment.CONTENTS}
    LocalAssessment.objects.create(dossier=world.assessed, written_by=world.assessed.entered_by, **texts)


def make_sessions(world):
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
    world.suspended_item = cast.item(proposed(world, "tạm dừng"), world.finished)
    world.suspended_item.state = ItemState.SUSPENDED
    world.suspended_item.save()


def product(world, name):
    return cast.product(f"{HIDDEN} {name}", made_by=world.producer)


def proposed(world, name):
    return cast.dossier(product(world, name), state=DossierState.PROPOSED)


def submit(item, user, total):
    """Submit a card of that total from the person's seat, with a note nobody else may read."""
    marks = marks_worth(item.rubric, total)
    card = card_for(item, by=user)
    first = next(iter(marks))
    return submit_card(card, marks=marks, notes={first: SECRET}, version=card.version, by=user)


def make_outcomes(world):
    world.to_decide = cast.scored(product(world, "chờ quyết định"), star=4)
    world.to_refer = cast.scored(product(world, "chờ chuyển lên"), star=5)
    decided = cast.scored(product(world, "đã công nhận"), star=3)
    leader = cast.leader(cast.PROVINCE)
    world.decision = recognise(
        [decided],
        office=cast.office(cast.PROVINCE),
        number="1/QĐ-UBND",
        decided_on=cast.HELD[cast.PROVINCE] + timedelta(days=5),
        by=leader,
    )
    world.certificate = decided.certificate


def targets(world):
    """The arguments of every address of the workspace, and of the photo that is not public yet."""
    return council_targets(world) | {
        "photo": {"pk": world.photo.pk, "size": "lon"},
        "producer_record": {"pk": world.fresh.producer_id},
        "producer_edit": {"pk": world.fresh.producer_id},
        "product_record": {"pk": world.fresh.pk},
        "product_edit": {"pk": world.fresh.pk},
        "product_photo_add": {"pk": world.fresh.pk},
        "product_photo_remove": {"pk": world.photo.pk},
        "dossier_create": {"pk": world.fresh.pk},
        "dossier_page": {"pk": world.draft.pk},
        "evidence_add": {"pk": world.draft.pk},
        "evidence_file": {"pk": world.evidence.pk},
        "evidence_remove": {"pk": world.evidence.pk},
        "dossier_submit": {"pk": world.draft.pk},
        "dossier_return": {"pk": world.submitted.pk},
        "dossier_accept": {"pk": world.submitted.pk},
        "dossier_assessment": {"pk": world.accepted.pk},
        "dossier_propose": {"pk": world.assessed.pk},
        "dossier_withdraw": {"pk": world.accepted.pk},
    }


def council_targets(world):
    return {
        "council_page": {"pk": world.council.row.pk},
        "council_edit": {"pk": world.new_council.pk},
        "seat_add": {"pk": world.council.row.pk},
        "seat_end": {"pk": world.council.row.seats.get(user=world.council.members[-1]).pk},
        "session_create": {"pk": world.council.row.pk},
        "session_page": {"pk": world.open_session.pk},
        "session_edit": {"pk": world.prepared.pk},
        "session_schedule": {"pk": world.prepared.pk},
        "session_open": {"pk": world.prepared.pk},
        "session_close": {"pk": world.finished.pk},
        "session_synthesis": {"pk": world.open_session.pk},
        "item_remove": {"pk": world.prepared_item.pk},
        "session_interests": {"pk": world.open_session.pk},
        "session_attendance": {"pk": world.open_session.pk},
        "item_close": {"pk": world.ready_item.pk},
        "item_recuse": {"pk": world.ready_item.pk},
        "item_stop": {"pk": world.ready_item.pk},
        "item_suspend": {"pk": world.ready_item.pk},
        "item_resume": {"pk": world.suspended_item.pk},
        "item_reopen": {"pk": world.finished_item.pk},
        "score_card": {"pk": world.item.pk},
        "score_card_save": {"pk": world.item.pk},
        "score_card_submit": {"pk": world.item.pk},
        "decision_page": {"pk": world.decision.pk},
        "decision_refer": {"pk": world.to_refer.pk},
        "decision_decline": {"pk": world.to_decide.pk},
        "certificate_page": {"pk": world.certificate.pk},
    }


# The addresses of the portal


def addresses():
    """Every named address of our own as {name: (parts of its pattern, names of its arguments)}."""
    found = {}
    _collect(get_resolver(), "", found)
    return found


def _collect(resolver, above, found):
    for entry in resolver.url_patterns:
        pattern = above + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found[entry.name] = pattern, entry.pattern.regex.groupindex.keys()
        elif entry.namespace is None:
            _collect(entry, pattern, found)


def workspace_addresses():
    """The names of the addresses behind the sign-in."""
    return {name for name, (pattern, _arguments) in addresses().items() if pattern.startswith(WORKSPACE)}


# What each act sends, as the page would send it


def filled_forms(made):
    """A correct form for every act; files are made anew for each sending."""
    return {
        **desk_forms(),
        **dossier_forms(made),
        **council_forms(made),
        **meeting_forms(made),
        **scoring_forms(made),
        **outcome_forms(made),
    }


def desk_forms():
    producer = {
        "kind": "cooperative",
        "name": "Hợp tác xã Mới",
        "unit": "xã Lục Ngạn",
        "representative_name": "Hoàng Thị Mai",
        "version": "1",
    }
    product = {
        "producer": "Kín: hợp tác xã",
        "name": "Mật ong mới",
        "product_set": ProductSet.objects.get(taxonomy=ProductSet.CURRENT, number=4).pk,
        "made_in": "xã Lục Ngạn",
        "version": "1",
    }
    photo = {"photo": lambda: SimpleUploadedFile("anh.png", picture("PNG", (300, 300))), "caption": ""}
    return {
        "producer_create": producer,
        "producer_edit": producer,
        "product_create": product,
        "product_edit": product,
        "product_photo_add": photo,
    }


def dossier_forms(made):
    texts = dict.fromkeys(("origin", "labour", "idea", "identity"), "Đạt.")
    return {
        "dossier_create": {
            "purpose": "first",
            "received_on": "06/07/2026",
            "office": cast.office(cast.COMMUNE).pk,
        },
        "evidence_add": {"kind": "other", "file": lambda: cast.pdf("khac.pdf", "khác")},
        "dossier_return": {"comment": "Thiếu phiếu kiểm nghiệm."},
        "dossier_accept": {"receipt_number": "7/PĐK"},
        "dossier_assessment": texts | {"version": made.accepted.version},
        "dossier_submit": {"comment": ""},
        "dossier_propose": {"comment": ""},
        "dossier_withdraw": {"comment": "Chủ thể xin rút."},
    }


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


def outcome_forms(made):
    return {
        "decision_create": {
            "ho-so": made.to_decide.pk,
            "office": cast.office(cast.PROVINCE).pk,
            "number": "2/QĐ-UBND",
            "decided_on": "12/08/2026",
            "signatory": "Nguyễn Văn Ký",
            "sign": "1",
        },
        "decision_refer": {"comment": ""},
        "decision_decline": {"comment": "Chưa đạt."},
    }
