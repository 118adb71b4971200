"""The verbs of the advisory group: who looks at a dossier, the visit on site, the report to the council.

A report is written until it is handed over; from then on the database keeps it as it is.
"""

import hashlib

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import rules
from evaluations.enums import DossierState
from evaluations.models import AdvisoryAssignment, AdvisoryRemark, AdvisoryReport, Dossier
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import Membership, User, offices_of
from ocop_portal.accounts.notices import notify
from ocop_portal.core.access import Allowed, Conflict, Denied, Refusal, first_denial, require
from ocop_portal.core.days import today
from ocop_portal.core.files import PICTURES, check_upload, open_picture
from ocop_portal.core.workflow import locked
from products.photos import LARGE, encoded, upright

ADVISED = (DossierState.PROPOSED, DossierState.SUPPLEMENTING, DossierState.SCORING)
MOST_PHOTOS = 12  # of one visit


def _is_advised(dossier):
    if dossier.state in ADVISED:
        return Allowed()
    return Denied(_("The advisory group works on a dossier from its proposal until its scoring is closed."))


# Who advises


def advisors_for(dossier):
    """The members of the advisory group at the council's level, over the product's place."""
    place = Q(office__unit__covers__covered=dossier.product.made_in_id)
    if dossier.council_level == Level.CENTRAL:
        place = Q(office__unit=None)
    held = Membership.objects.in_force().filter(place, role=Role.ADVISOR, office__level=dossier.council_level)
    own = dossier.product.producer.members.values("user")
    return User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk__in=own)


def can_assign(user, dossier, at=None):
    return first_denial(_is_advised(dossier), rules.leads_advice(user, dossier, at))


@transaction.atomic
def assign(dossier, advisor, *, by, task="", due_on=None):
    """Assign a member of the advisory group, with the task and the last day for the report."""
    row = locked(dossier)
    require(can_assign(by, row))
    if not advisors_for(row).filter(pk=advisor.pk).exists():
        raise Refusal(_("Only a member of the advisory group of the council's level can be assigned."))
    if row.advisors.standing().filter(advisor=advisor).exists():
        raise Refusal(_("This advisor already looks at the dossier."))
    if due_on is not None and due_on < today():
        raise Refusal(_("The last day for the report lies in the past."))
    made = row.advisors.create(advisor=advisor, task=task, due_on=due_on, assigned_by=by)
    text = _("You are assigned to advise on %(product)s.") % {"product": row.product}
    notify([advisor], key=f"advice-{made.pk}", text=text, url=row.get_absolute_url())
    return made


@transaction.atomic
def end_assignment(assignment, *, by):
    """The advisor no longer looks at the dossier; what he or she wrote stays."""
    require(can_assign(by, locked(assignment.dossier)))
    row = AdvisoryAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
    return row


# Who reads


def can_read_advice(user, dossier):
    """The advisory group and who assigns it, the offices of its level and above, the council."""
    if rules.advises_on(user, dossier) or rules.leads_advice(user, dossier):
        return Allowed()
    council = Dossier.objects.before_council_of(user).filter(pk=dossier.pk)
    if _sits_above(user, dossier) or council.exists():
        return Allowed()
    return Denied(_("What the advisory group writes is read by the council and the offices at its level."))


def _sits_above(user, dossier):
    levels = (dossier.council_level, Level.CENTRAL)
    return bool(dossier.council_level) and any(
        office.covers(dossier.product.made_in) for office in offices_of(user).filter(level__in=levels)
    )


def readable_report(user, dossier):
    """Return the report as far as the person may read it: a draft is its writers' alone; else None."""
    report = AdvisoryReport.objects.filter(dossier=dossier).select_related("handed_over_by").first()
    if report is None or not can_read_advice(user, dossier):
        return None
    writes = rules.advises_on(user, dossier) or rules.leads_advice(user, dossier)
    return report if report.handed_over_at or writes else None


def remarks_before_council(dossier):
    """Return what the advisors say to each criterion, by its code, once the report is handed over."""
    given = AdvisoryRemark.objects.filter(report__dossier=dossier, report__handed_over_at__isnull=False)
    return dict(given.values_list("criterion_code", "text"))


# The visit


def can_write_advice(user, dossier):
    return first_denial(_is_advised(dossier), rules.advises_on(user, dossier))


@transaction.atomic
def record_visit(dossier, *, by, visited_on, place, participants, findings, photos=(), caption=""):
    """Record a visit on site with its photos, re-encoded so that nothing hidden in them is kept."""
    row = locked(dossier)
    require(can_write_advice(by, row))
    if visited_on > today():
        raise Refusal(_("The day of the visit lies in the future."))
    if len(photos) > MOST_PHOTOS:
        raise Refusal(_("A visit has at most %(most)s photos: choose fewer.") % {"most": MOST_PHOTOS})
    visit = row.visits.create(
        visited_on=visited_on, place=place, participants=participants, findings=findings, written_by=by
    )
    for upload in photos:
        _add_photo(visit, upload, caption)
    return visit


def _add_photo(visit, upload, caption):
    facts = check_upload(upload, allowed=PICTURES)
    content = encoded(upright(open_picture(upload, facts.kind)), LARGE)
    photo = visit.photos.model(visit=visit, caption=caption)
    photo.sha256 = hashlib.sha256(content.read()).hexdigest()
    content.seek(0)
    photo.file.save("photo.webp", content, save=False)
    photo.save()


# The report


def can_write_report(user, dossier):
    report = AdvisoryReport.objects.filter(dossier=dossier).first()
    if report and report.handed_over_at:
        return Denied(_("The report is handed over: it stays as it is."))
    return can_write_advice(user, dossier)


@transaction.atomic
def save_report(dossier, *, by, summary, proposal, remarks, version):
    """Save the report as far as it is written; `remarks` maps codes of criteria to what is said of them.

    `version` is the one the writer has seen, 0 before the first save: `Conflict` when somebody saved since.
    """
    row = locked(dossier)
    require(can_write_report(by, row))
    known = {"written_by": by, "version": 0}
    report, _new = AdvisoryReport.objects.get_or_create(dossier=row, defaults=known)
    if report.version != version:
        raise Conflict(_("Somebody else saved this report while you were writing."), report)
    report.summary, report.proposal, report.version = summary, proposal, version + 1
    report.written_at, report.written_by = timezone.now(), by
    report.save()
    _write_remarks(report, row, remarks)
    return report


def _write_remarks(report, dossier, remarks):
    codes = set(dossier.rubric.criteria.values_list("code", flat=True))
    written = {code: text for code, text in remarks.items() if text.strip() and code in codes}
    report.remarks.exclude(criterion_code__in=written).delete()
    for code, text in written.items():
        report.remarks.update_or_create(criterion_code=code, defaults={"text": text})


def can_hand_over(user, dossier):
    """With a summary and a proposal written."""
    report = AdvisoryReport.objects.filter(dossier=dossier).first()
    missing = []
    if report is None or not report.summary.strip():
        missing.append(_("Write the summary of the report."))
    if report is None or not report.proposal.strip():
        missing.append(_("Write what is proposed to the council."))
    unready = Denied(_("Something is still missing."), tuple(missing)) if missing else Allowed()
    return first_denial(can_write_report(user, dossier), unready)


@transaction.atomic
def hand_over(dossier, *, by):
    """Hand the report to the chair of the council: nobody changes it any more."""
    row = locked(dossier)
    require(can_hand_over(by, row))
    report = AdvisoryReport.objects.select_for_update(of=("self",)).get(dossier=row)
    report.handed_over_at, report.handed_over_by = timezone.now(), by
    report.save(update_fields=["handed_over_at", "handed_over_by"])
    return report
