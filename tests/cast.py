"""The people of the tests, their offices, and whatever they need to have on the desk, made in one line each.

Everything is fetched when it is there already, so calls may be repeated. The district of Lục Ngạn is the
abolished one under Decision 148; commune and province are those of today under Decision 26/2026.
"""

import hashlib
import io
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from evaluations.enums import DossierState, EvidenceKind, ItemState, Purpose, SeatRole, SessionState
from evaluations.models import (
    Attendance,
    Council,
    CouncilRules,
    Dossier,
    InterestDeclaration,
    LocalAssessment,
    Regulation,
    ResultSnapshot,
    Rubric,
    Session,
)
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Membership, Office, User
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.text import fold
from producers.enums import ProducerKind
from producers.models import Producer, ProducerMember
from products.models import Product, ProductSet

PASSWORD = "vai-thieu-chin-som"
LONG_AGO = date(2020, 1, 1)

# Units by their code in the web address.
DISTRICT, DISTRICT_COMMUNE = "219", "07570"  # huyện Lục Ngạn and its xã Giáp Sơn, until 30 June 2025
COMMUNE, PROVINCE = "07582", "24"  # xã Lục Ngạn and tỉnh Bắc Ninh, since 1 July 2025
OTHER_PROVINCE = "68"  # tỉnh Lâm Đồng
MINISTRY = "bo"

# A day on which each receives, and the day its council meets.
RECEIVED = {DISTRICT: date(2024, 6, 3), COMMUNE: date(2026, 7, 6)}
HELD = {DISTRICT: date(2024, 7, 10), PROVINCE: date(2026, 8, 5), MINISTRY: date(2026, 9, 15)}


def unit(address_code):
    return AdministrativeUnit.objects.get(address_code=address_code)


# People


def person(full_name, **fields):
    """The account of that name; every password is `PASSWORD`."""
    email = f"{fold(full_name).replace(' ', '.')}@example.vn"
    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, PASSWORD, full_name=full_name, **fields)


def office(address_code):
    """The office at a unit, or the ministry's."""
    if address_code is MINISTRY:
        values = {"level": Level.CENTRAL, "name": "Bộ Nông nghiệp và Môi trường"}
        return _office("bo-nnmt", values | {"authority_name": "Bộ Nông nghiệp và Môi trường"})
    where = unit(address_code)
    authority = f"Ủy ban nhân dân {where.lower_name}"
    name = {"district": "Phòng Nông nghiệp", "province": "Văn phòng OCOP"}.get(where.level, "Phòng Kinh tế")
    values = {"unit": where, "level": where.level, "name": f"{name} {where.lower_name}"}
    return _office(f"don-vi-{address_code}", values | {"authority_name": authority})


def _office(code, values):
    return Office.objects.get_or_create(code=code, defaults=values)[0]


def appoint(user, at, role, since=LONG_AGO):
    """Give the person a role in an office and return the person."""
    Membership.objects.get_or_create(user=user, office=at, role=role, until=None, defaults={"since": since})
    return user


def officer(address_code):
    return _holder("Cán bộ", address_code, Role.OFFICER)


def leader(address_code):
    return _holder("Lãnh đạo", address_code, Role.LEADER)


def advisor(address_code):
    return _holder("Tổ tư vấn", address_code, Role.ADVISOR)


def auditor(address_code="24"):
    return _holder("Kiểm toán", address_code, Role.AUDITOR)


def _holder(title, address_code, role):
    at = office(address_code)
    return appoint(person(f"{title} {at.unit.own_name if at.unit else 'Bộ'} {at.code}"), at, role)


def stranger():
    """An officer of another province."""
    return officer(OTHER_PROVINCE)


def sign_in(client, user):
    """Sign the person in to the test client and return the client."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def administrator():
    return person("Quản trị viên", is_staff=True, is_superuser=True)


# Producers and products


def producer(name="Hợp tác xã Vải thiều Lục Ngạn", *, at=COMMUNE, **fields):
    values = {
        "kind": ProducerKind.COOPERATIVE,
        "representative_name": "Hoàng Thị Mai",
        "phone": "0912345678",
        "unit": unit(at),
    }
    return Producer.objects.get_or_create(name=name, defaults=values | fields)[0]


def producer_member(of=None):
    """A person who acts for the producer."""
    user = person("Thành viên Chủ thể")
    ProducerMember.objects.get_or_create(user=user, producer=of or producer())
    return user


def product(name="Mật ong hoa vải", *, made_by=None, at=COMMUNE, set_no=4, **fields):
    made_by = made_by or producer(at=at)
    product_set = ProductSet.objects.get(taxonomy=ProductSet.CURRENT, number=set_no)
    values = {"product_set": product_set, "made_in": unit(at)}
    return Product.objects.get_or_create(producer=made_by, name=name, defaults=values | fields)[0]


# Files


def pdf(name="phieu-dang-ky.pdf", text="Phiếu đăng ký"):
    return SimpleUploadedFile(name, f"%PDF-1.4\n% {text}\n%%EOF\n".encode(), "application/pdf")


def photo(name="anh.jpg", size=(640, 480)):
    """A picture as a phone sends it, with the place it was taken at hidden in it."""
    hidden = Image.Exif()
    hidden[0x010F] = "May anh 21.2787 106.5544"
    out = io.BytesIO()
    Image.new("RGB", size, (40, 110, 70)).save(out, "JPEG", exif=hidden)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


# Dossiers


def dossier(of=None, *, state=DossierState.DRAFT, received_at=COMMUNE, received_on=None, **fields):
    """A dossier standing in any state up to "before the council", with what that state demands."""
    row = Dossier(
        product=of or product(),
        receiving_office=office(received_at),
        received_on=received_on or RECEIVED[received_at],
        entered_by=officer(received_at),
        purpose=fields.pop("purpose", Purpose.FIRST),
        state=state,
    )
    if state not in (DossierState.DRAFT, DossierState.SUBMITTED, DossierState.RETURNED):
        accepted(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _give_papers(row)
    return row


def accepted(row):
    regulation = Regulation.objects.on(row.received_on)
    row.regulation = regulation
    row.rubric = Rubric.objects.current(regulation.edition, row.product.product_set)
    row.accepted_at, row.accepted_by = timezone.now(), row.entered_by
    if row.state != DossierState.ACCEPTED:
        row.council_level = regulation.council_level


def _give_papers(row):
    if row.state in DossierState.editable():
        return
    for kind in Regulation.objects.on(row.received_on).required_evidence:
        evidence(row, kind=kind)
    row.revisions.create(number=1, content={}, hash="0" * 64, submitted_by=row.entered_by)
    if row.state not in (DossierState.SUBMITTED, DossierState.ACCEPTED):
        texts = {name: f"Đạt: {name}." for name in LocalAssessment.CONTENTS}
        LocalAssessment.objects.create(dossier=row, written_by=row.entered_by, **texts)


def evidence(row, *, kind=EvidenceKind.REGISTRATION_SLIP, upload=None, criterion_code="", **fields):
    """A paper used in the dossier; `fields` are those of its document."""
    upload = upload or pdf(f"{kind}.pdf", f"{row.pk} {kind}")
    file = document(row.product.producer, kind=kind, upload=upload, added_by=row.entered_by, **fields)
    return row.evidence.create(document=file, criterion_code=criterion_code, added_by=row.entered_by)


def document(producer, *, kind=EvidenceKind.TEST_REPORT, upload=None, **fields):
    """A paper in the producer's library."""
    upload = upload or pdf(f"{kind}.pdf", f"{producer.pk} {kind}")
    content = upload.read()
    upload.seek(0)
    values = {
        "title": EvidenceKind(kind).label,
        "original_name": upload.name,
        "content_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    owner = {} if "added_by" in fields else {"added_by": officer(COMMUNE)}
    return producer.documents.create(kind=kind, file=upload, **values | owner | fields)


# Councils


def council(address_code=PROVINCE, *, members=5):
    """A council with chair, secretary and members, as a namespace of its `row` and its people."""
    standing = office(address_code)
    where = standing.unit.own_name if standing.unit else "Bộ"
    rules, _ = CouncilRules.objects.get_or_create(number="01/QC-HĐOCOP")
    row, _ = Council.objects.get_or_create(
        office=standing,
        defaults={
            "level": standing.level,
            "name": f"Hội đồng đánh giá, phân hạng {standing}",
            "decision_number": "12/QĐ-UBND",
            "established_on": date(2023, 6, 1),
            "rules": rules,
        },
    )
    return SimpleNamespace(
        row=row,
        chair=_seated(row, person(f"Chủ tịch Hội đồng {where} {standing.level}"), SeatRole.CHAIR),
        secretary=_seated(row, person(f"Thư ký Hội đồng {where} {standing.level}"), SeatRole.SECRETARY),
        members=[
            _seated(row, person(f"Ủy viên {number} {where} {standing.level}"), SeatRole.MEMBER)
            for number in range(1, members + 1)
        ],
    )


def _seated(row, user, role):
    row.seats.get_or_create(user=user, until=None, defaults={"role": role, "since": row.established_on})
    return user


def session(at=PROVINCE, *, state=SessionState.OPEN, held_on=None, name="Đợt 1"):
    """A session of the council at that unit, by default open for scoring."""
    people = council(at)
    now = timezone.now()
    row = Session.objects.create(
        council=people.row,
        name=name,
        held_on=held_on or HELD[at],
        state=state,
        opened_at=None if state == SessionState.PREPARED else now,
        closed_at=now if state == SessionState.CLOSED else None,
        created_by=people.secretary,
    )
    if state != SessionState.PREPARED:
        take_part(row)
    return row


def take_part(in_session):
    """Every member who scores is present and declared to have no interest."""
    facts = {"session": in_session}
    for seat in in_session.scoring_seats():
        noted = {"kind": "present", "noted_by": in_session.created_by}
        Attendance.objects.create(seat=seat, **facts, **noted)
        InterestDeclaration.objects.create(seat=seat, has_interest=False, declared_by=seat.user, **facts)


def item(of, in_session):
    """The dossier on the session's agenda; the dossier is before the council from now on."""
    if of.state == DossierState.PROPOSED:
        of.state = DossierState.SCORING
        of.save(update_fields=["state"])
    return in_session.items.create(
        dossier=of,
        revision=of.revisions.last(),
        rubric=of.rubric,
        position=in_session.items.count() + 1,
    )


# Results: points that fall into the band of each star.
MEAN = {5: 92, 4: 75, 3: 60, 2: 40, 1: 20}


def result(of, star=4, *, missed=()):
    """Close the item with a result of that star and return the snapshot; nobody's card is behind it."""
    snapshot = ResultSnapshot.objects.create(
        item=of,
        number=of.results.count() + 1,
        round=of.round,
        counted=[],
        entitled=[],
        policy={"texts": []},
        mean_numerator=MEAN[star],
        mean_denominator=1,
        mean_text=f"{MEAN[star]}.00",
        spread=4,
        star_by_band=star,
        star=star,
        missed_minima=list(missed),
        hash=hashlib.sha256(f"{of.pk}".encode()).hexdigest(),
        closed_by=of.session.created_by,
    )
    of.state, of.closed_at = ItemState.CLOSED, timezone.now()
    of.save(update_fields=["state", "closed_at"])
    Dossier.objects.filter(pk=of.dossier_id).update(state=DossierState.SCORED)
    return snapshot


def scored(of=None, star=4, *, received_at=COMMUNE, scored_at=None, **fields):
    """A dossier with a closed result, awaiting its decision."""
    scored_at = scored_at or (DISTRICT if received_at == DISTRICT else PROVINCE)
    row = dossier(of, state=DossierState.PROPOSED, received_at=received_at, **fields)
    if row.council_level != office(scored_at).level:
        row.council_level = office(scored_at).level
        row.save(update_fields=["council_level"])
    result(item(row, session(scored_at)), star)
    row.refresh_from_db()
    return row


def noon(day):
    """A moment of that day in Vietnam."""
    return datetime.combine(day, time(5), tzinfo=UTC)
