"""The verbs of a dossier, from opening it to proposing it to a council.

Every act asks `evaluations.rules`; every change of state goes through `core.workflow.apply`.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import library, renewal, rules
from evaluations.enums import DossierState, Purpose
from evaluations.models import (
    Dossier,
    Evidence,
    LocalAssessment,
    Regulation,
    ReturnedItem,
    Rubric,
)
from evaluations.revisions import expected_rubric, freeze
from ocop_portal.accounts.models import Office, units_of
from ocop_portal.core.access import Allowed, Conflict, Denied, Refusal, require
from ocop_portal.core.days import day_of, today
from ocop_portal.core.holidays import working_day_after
from ocop_portal.core.workflow import apply, can_apply, locked
from producers.rules import acts_for
from products.enums import Status
from products.models import Product
from products.status import status_of

MOST_PAPERS = 300


class NumberTaken(Refusal):
    """The receipt number already belongs to another dossier of the office."""


def due_day(regulation, received_on):
    """Return the last working day for handling at the receiving office, or None where the law names none."""
    days = regulation.intake_working_days
    return working_day_after(received_on, days) if days else None


def fits_purpose(product, purpose, received_on):
    """Upgrade and re-evaluation need an earlier recognition; a first evaluation needs that none runs."""
    recognised = product.certified_from is not None and product.certified_from <= received_on
    if purpose != Purpose.FIRST:
        reason = _("The product had not been recognised on that day: choose “first evaluation”.")
        return Allowed() if recognised else Denied(reason)
    if recognised and status_of(product, received_on) in Status.valid():
        reason = _("The product's recognition was running on that day: choose “upgrade” or “re-evaluation”.")
        return Denied(reason)
    return Allowed()


@transaction.atomic
def open_dossier(product, *, purpose, received_on, office, by, note=""):
    """Open a dossier received on a day, today or before; its regulation is the one in force on that day.

    Upgrade and re-evaluation start from the dossier of the last recognition.
    """
    row = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    require(rules.can_open_dossier(by, row, office, received_on))
    require(fits_purpose(row, purpose, received_on))
    if row.dossiers.open().exists():
        raise Refusal(_("This product already has an open dossier: finish or withdraw that one first."))
    dossier = Dossier.objects.create(
        product=row,
        purpose=purpose,
        received_on=received_on,
        receiving_office=office,
        entered_by=by,
        due_on=None
        if acts_for(by, row.producer)
        else due_day(Regulation.objects.on(received_on), received_on),
        note=note,
        previous=None if purpose == Purpose.FIRST else renewal.last_recognised(row),
    )
    if dossier.previous:
        renewal.carry_over(dossier, expected_rubric(dossier), by=by)
    return dossier


# Papers


@transaction.atomic
def add_evidence(dossier, *, kind, title, upload, by, criterion_code="", **dates):
    """Put a file into the producer's library and use it in the dossier or for one criterion of its sheet.

    A file the library holds already is used again, not kept twice. `dates` are those of
    `library.keep_document`: number, issued_on, valid_until.
    """
    row = locked(dossier)
    require(rules.can_edit_dossier(by, row))
    document = library.keep_document(
        row.product.producer, kind=kind, title=title, upload=upload, by=by, **dates
    )
    return _use(row, document, criterion_code, by)


@transaction.atomic
def use_document(dossier, document, *, by, criterion_code=""):
    """Use a paper of the producer's library in the dossier or for one criterion."""
    row = locked(dossier)
    require(rules.can_edit_dossier(by, row))
    if document.producer_id != row.product.producer_id:
        raise Refusal(_("This paper belongs to another producer's library."))
    return _use(row, document, criterion_code, by)


def _use(dossier, document, criterion_code, by):
    _check_use(dossier, document, criterion_code)
    return dossier.evidence.create(document=document, criterion_code=criterion_code, added_by=by)


def _check_use(dossier, document, criterion_code):
    if criterion_code and not _criterion_exists(dossier, criterion_code):
        raise Refusal(_("The score sheet has no criterion %(code)s.") % {"code": criterion_code})
    standing = dossier.evidence.standing()
    if standing.filter(document=document, criterion_code=criterion_code).exists():
        raise Refusal(_("The very same file is already attached here."))
    if standing.count() >= MOST_PAPERS:
        raise Refusal(
            _("A dossier holds at most %(most)s papers: join some of them.") % {"most": MOST_PAPERS}
        )


def _criterion_exists(dossier, code):
    rubric = expected_rubric(dossier)
    return rubric is not None and rubric.criteria.filter(code=code).exists()


@transaction.atomic
def remove_evidence(evidence, *, by):
    """Take a paper off the dossier; row and file stay for what was handed in with it."""
    row = locked(evidence.dossier)
    require(rules.can_edit_dossier(by, row))
    paper = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if paper.removed_at is None:
        paper.removed_at, paper.removed_by = timezone.now(), by
        paper.save(update_fields=["removed_at", "removed_by"])
    return paper


# Moves


@transaction.atomic
def submit(dossier, *, by, at=None, comment=""):
    """Hand the dossier in and freeze what it holds as its next revision."""
    stamp = {"supplement_due_on": None} | _receipt(dossier)
    row = _move(dossier, "submit", by=by, at=at, comment=comment, stamp=stamp)
    freeze(row, by=by)
    return row


def _receipt(dossier):
    """A draft its producer opened is received on the day it is first handed in, by the rules of that day."""
    office = dossier.receiving_office
    opened_by_producer = acts_for(dossier.entered_by, dossier.product.producer)
    if dossier.state != DossierState.DRAFT or not opened_by_producer or dossier.is_entered_afterwards:
        return {}
    require(rules.can_receive(office, dossier.product, today()))
    return {"received_on": today(), "due_on": due_day(Regulation.objects.on(), today())}


@transaction.atomic
def supplement(dossier, *, by, at=None, comment=""):
    """Hand in what the advisory group asked for: a further revision; the earlier ones stay as they were."""
    row = _move(dossier, "supplement", by=by, at=at, comment=comment, stamp={"supplement_due_on": None})
    freeze(row, by=by)
    return row


def return_for_supplement(dossier, *, by, at=None, comment="", items=None, due_on=None):
    """Send the dossier back with the reason; `items` maps a kind or criterion to what is wrong.

    `due_on` is the last day (inclusive) for handing it in again.
    """
    return _ask(dossier, "return_for_supplement", by=by, at=at, comment=comment, items=items, due_on=due_on)


def request_supplement(dossier, *, by, at=None, comment="", items=None, due_on=None):
    """Ask for more on behalf of the advisory group, before the council; as `return_for_supplement`."""
    return _ask(dossier, "request_supplement", by=by, at=at, comment=comment, items=items, due_on=due_on)


@transaction.atomic
def _ask(dossier, transition, *, by, at, comment, items, due_on):
    if due_on is not None and due_on <= day_of(at):
        raise Refusal(_("The last day for the supplement lies after today."))
    row = _move(dossier, transition, by=by, at=at, comment=comment, stamp={"supplement_due_on": due_on})
    log = row.log.first()
    for subject, note in (items or {}).items():
        ReturnedItem.objects.create(log=log, subject=subject, note=note)
    return row


# The receipt


def can_give_receipt(user, dossier, at=None):
    """The receipt is given when the dossier is handed in; number and day stay once it is accepted."""
    if dossier.state != DossierState.SUBMITTED:
        return Denied(_("A receipt is given for a dossier that is handed in and not accepted yet."))
    return rules.is_intake_officer(user, dossier, at)


@transaction.atomic
def give_receipt(dossier, *, by, received_on, receipt_number=""):
    """Give number and day of receipt, or correct them before acceptance; the clock runs from that day.

    Without a number the next free one of the office is given.
    """
    row = locked(dossier)
    require(can_give_receipt(by, row))
    require(rules.can_receive(row.receiving_office, row.product, received_on))
    row.received_on = received_on
    row.due_on = due_day(Regulation.objects.on(received_on), received_on)
    row.receipt_number = _free_number(row, receipt_number)
    row.receipt_given_at, row.receipt_given_by = timezone.now(), by
    names = ("received_on", "due_on", "receipt_number", "receipt_given_at", "receipt_given_by")
    row.save(update_fields=names)
    return row


@transaction.atomic
def accept(dossier, *, by, at=None, comment="", receipt_number=""):
    """Accept as complete: pin the regulation of the day of receipt and its published sheet.

    Without a receipt number the one given already stands, else the next free one of the office is given.
    """
    require(can_apply(dossier, "accept", by=by, at=at))
    regulation = Regulation.objects.on(dossier.received_on)
    stamp = {
        "regulation": regulation,
        "rubric": sheet_to_pin(dossier, regulation),
        "receipt_number": _free_number(dossier, receipt_number or dossier.receipt_number),
        "receipt_given_at": dossier.receipt_given_at or timezone.now(),
        "receipt_given_by": dossier.receipt_given_by or by,
        "accepted_at": timezone.now(),
        "accepted_by": by,
        "due_on": due_day(regulation, dossier.received_on),
    }
    return _move(dossier, "accept", by=by, at=at, comment=comment, stamp=stamp)


def sheet_to_pin(dossier, regulation):
    """Return the published sheet of the product's set. Raises `Refusal` naming the sheet that is missing."""
    product_set = dossier.product.product_set
    found = Rubric.objects.current(regulation.edition, product_set)
    if found is None:
        sheet = {"set": product_set, "decision": regulation.edition.decision}
        reason = _("There is no published score sheet for “%(set)s” under Decision %(decision)s.") % sheet
        drafts = Rubric.objects.filter(edition=regulation.edition, product_set=product_set)
        raise Refusal(reason, [draft.issues for draft in drafts if draft.issues] or [_not_loaded()])
    return found


def _not_loaded():
    return _("An administrator loads and publishes the sheet; until then the dossier stays as it is.")


def _free_number(dossier, wanted):
    Office.objects.select_for_update(of=("self",)).get(pk=dossier.receiving_office_id)
    number = " ".join(wanted.split()).upper() or next_receipt_number(dossier)
    received = Dossier.objects.filter(receiving_office=dossier.receiving_office)
    if received.filter(receipt_number=number).exclude(pk=dossier.pk).exists():
        taken = _("The receipt number %(number)s is already taken in this office: use another one.")
        raise NumberTaken(taken % {"number": number})
    return number


def next_receipt_number(dossier):
    """Return the next number as form 01 writes it, e.g. `7/PĐK-24-07471-2026` (province, unit, year)."""
    office, year = dossier.receiving_office, dossier.received_on.year
    units = [office.unit.province.code, office.unit.code] if office.unit else []
    tail = "-".join(["PĐK", *dict.fromkeys(units), str(year)])
    given = Dossier.objects.filter(receiving_office=office, receipt_number__endswith=f"/{tail}")
    numbers = (number.partition("/")[0] for number in given.values_list("receipt_number", flat=True))
    return f"{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}/{tail}"


@transaction.atomic
def propose(dossier, *, by, at=None, comment="", letter_number="", letter_on=None):
    """Propose to the council of the level the pinned regulation names, with the letter that goes up."""
    row = locked(dossier)
    level = row.regulation.council_level if row.regulation else ""
    row = _move(row, "propose", by=by, at=at, comment=comment, stamp={"council_level": level})
    if letter_number or letter_on:
        row.assessment.letter_number, row.assessment.letter_on = letter_number, letter_on
        row.assessment.save(update_fields=["letter_number", "letter_on"])
    return row


def goes_up(dossier):
    """Whether the dossier leaves the receiving office for a higher level, with a letter."""
    regulation = dossier.regulation
    return regulation is not None and regulation.council_level != dossier.receiving_office.level


def withdraw(dossier, *, by, at=None, comment=""):
    stamp = {"supplement_due_on": None}
    return _move(dossier, "withdraw", by=by, at=at, comment=comment, stamp=stamp)


def _move(dossier, transition, *, by, at, comment, stamp=None):
    producer = dossier.product.producer
    acted_for = producer if acts_for(by, producer) else dossier.receiving_office
    return apply(dossier, transition, by=by, at=at, comment=comment, office_name=acted_for.name, stamp=stamp)


# The receiving office's opinion


def can_write_assessment(user, dossier, at=None):
    """The opinion is written once the dossier is complete, and stands as it is when it is proposed."""
    if dossier.state != DossierState.ACCEPTED:
        return Denied(_("The assessment is written after acceptance and until the dossier is proposed."))
    return rules.is_intake_officer(user, dossier, at)


@transaction.atomic
def write_assessment(dossier, *, by, origin, labour, idea, identity, version=None, **more):
    """Write the four contents of form 03 (Decision 26/2026, Article 7.2).

    `more` may hold the meeting, the conclusion and who signs (`LocalAssessment.MORE`). `version` is the
    dossier's version the writer has seen: `Conflict` when somebody wrote in between.
    """
    row = locked(dossier)
    require(can_write_assessment(by, row))
    texts = {"origin": origin, "labour": labour, "idea": idea, "identity": identity}
    if not all(text.strip() for text in texts.values()):
        raise Refusal(_("Write all four contents of the assessment."))
    if version is not None and version != row.version:
        raise Conflict(_("Somebody else saved this assessment while you were writing."), row)
    row.version += 1
    row.save(update_fields=["version"])
    stamp = {"written_at": timezone.now(), "written_by": by}
    return LocalAssessment.objects.update_or_create(dossier=row, defaults=texts | more | stamp)[0]


def can_see_result(user, dossier):
    """Offices and the council see a closed result at once, the producer's members when it is decided."""
    if dossier.state in (DossierState.RECOGNISED, DossierState.NOT_RECOGNISED):
        return Allowed()
    in_office = units_of(user).filter(pk=dossier.product.made_in_id).exists()
    if in_office or Dossier.objects.before_council_of(user).filter(pk=dossier.pk).exists():
        return Allowed()
    return Denied(_("The result is told when the authority has decided."))
