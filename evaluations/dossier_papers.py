"""Papers others write on a dossier: the commune's form 03, the receipt, the report of the advisory group.

Official papers are Vietnamese, whatever language the reader uses.
"""

from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from evaluations.enums import Purpose
from evaluations.handed_in import VIETNAMESE, paper_title, place_of, sign_note
from evaluations.models import Regulation
from ocop_portal.core.papers import Fields, Heading, Items, Paper, Picture, Signature, Table, Text
from ocop_portal.core.templatetags.ocop import long_day

# Form 03


def form_03(handed):
    """Báo cáo of the commune: the four contents and the proposal upward, signed for the committee."""
    dossier, opinion = handed.dossier, handed.dossier.assessment
    with translation.override(VIETNAMESE):
        return Paper(
            kind=_("Report"),
            subject=_("on the assessment of the dossier of the OCOP product “%(product)s”")
            % {"product": handed.content["product"]["name"]},
            annex_of=_("Form 03"),
            issuer=handed.content["office"]["authority"],
            number=opinion.letter_number or " " * 8,
            place=place_of(dossier),
            day=opinion.letter_on,
            grounds=(_("Pursuant to %(regulation)s.") % {"regulation": dossier.regulation.name},),
            blocks=tuple(_form_03(handed, opinion)),
            signatures=(
                Signature(
                    (_("FOR THE PEOPLE'S COMMITTEE"), opinion.signatory_title or _("CHAIR")),
                    opinion.signatory,
                    _("(signature, stamp)"),
                ),
            ),
            recipients=(_("the province's agency for OCOP"), _("the producer"), _("filed")),
            fine_print=handed.fine_print,
        )


def _form_03(handed, opinion):
    dossier, maker = handed.dossier, handed.content["producer"]
    yield Fields(
        (
            (_("Product"), handed.content["product"]["name"]),
            (_("Producer"), maker["name"]),
            (_("Address"), ", ".join(filter(None, (maker["address"], maker["unit"])))),
            (_("Purpose"), capfirst(str(Purpose(handed.content["purpose"]).label))),
            (_("Receipt"), _receipt_words(dossier)),
        )
    )
    if opinion.met_on:
        yield Text(_("The office met on %(day)s to assess the dossier.") % {"day": long_day(opinion.met_on)})
    contents = (
        (_("1. Origin of the product and of local raw materials"), opinion.origin),
        (_("2. Use of local labour"), opinion.labour),
        (_("3. Origin of the product idea"), opinion.idea),
        (_("4. Local identity and knowledge"), opinion.identity),
    )
    for title, text in contents:
        yield Heading(title)
        for paragraph in filter(None, text.splitlines()):
            yield Text(paragraph)
    yield Heading(_("Conclusion and proposal"))
    proposed = _("It is proposed that the council evaluate and classify the product.")
    for paragraph in filter(None, (opinion.conclusion or proposed).splitlines()):
        yield Text(paragraph)


def _receipt_words(dossier):
    facts = {"number": dossier.receipt_number, "day": f"{dossier.received_on:%d/%m/%Y}"}
    return _("number %(number)s of %(day)s") % facts if dossier.receipt_number else facts["day"]


# The receipt


def receipt(handed):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả: what was received, by whom, and when it is due."""
    dossier = handed.dossier
    with translation.override(VIETNAMESE):
        receiver = str(dossier.receipt_given_by or dossier.accepted_by or "")
        return Paper(
            kind=_("Receipt of the dossier and day of the result"),
            superior=dossier.receiving_office.authority_name,
            issuer=dossier.receiving_office.name,
            number=dossier.receipt_number,
            place=place_of(dossier),
            day=dossier.received_on,
            blocks=tuple(_receipt(handed)),
            signatures=(
                Signature((_("Handed in by"),), "", sign_note()),
                Signature((_("Received by"),), receiver, sign_note()),
            ),
            fine_print=handed.fine_print,
        )


def _receipt(handed):
    dossier, maker = handed.dossier, handed.content["producer"]
    yield Fields(
        (
            (_("Received from"), maker["name"]),
            (_("Legal representative"), handed.slip.get("representative") or maker["representative"]),
            (_("Product"), handed.content["product"]["name"]),
            (_("Purpose"), capfirst(str(Purpose(handed.content["purpose"]).label))),
        )
    )
    yield Text(_("Papers received:"), bold=True, align="left")
    rows = [
        (str(number), paper_title(paper), paper["original_name"], paper["criterion_code"] or " ")
        for number, paper in enumerate(handed.content["evidence"], start=1)
    ]
    yield Table(
        head=(_("No."), _("Paper"), _("File"), _("Criterion")),
        rows=tuple(rows),
        widths=(1, 7, 5, 2),
        align=("center", "left", "left", "center"),
    )
    yield Text(long_day(dossier.received_on), lead=_("Received on:"), align="left")
    if dossier.due_on:
        days = {
            "days": (dossier.regulation or Regulation.objects.on(dossier.received_on)).intake_working_days
        }
        yield Text(
            _("%(day)s (%(days)s working days, without weekends and holidays)")
            % {"day": long_day(dossier.due_on), **days},
            lead=_("Result due on:"),
            align="left",
        )


# The advisory report


def advisory_report(handed, report):
    """Báo cáo of the advisory group to the chair of the council: visits, a remark per criterion, proposal."""
    dossier = handed.dossier
    with translation.override(VIETNAMESE):
        return Paper(
            kind=_("Report of the advisory group"),
            subject=_("on the dossier of the product “%(product)s”")
            % {"product": handed.content["product"]["name"]},
            issuer=_("Advisory group"),
            place=dossier.product.made_in.province.own_name,
            day=timezone.localdate(report.handed_over_at) if report.handed_over_at else None,
            blocks=tuple(_advisory(handed, report)),
            signatures=(
                Signature((_("For the advisory group"),), str(report.handed_over_by or ""), sign_note()),
            ),
            recipients=(_("the chair of the council"), _("filed with the council's secretary")),
            fine_print=handed.fine_print,
        )


def _advisory(handed, report):
    yield Text(_("To: the chair of the council"), align="center")
    yield Fields(
        (
            (_("Product"), handed.content["product"]["name"]),
            (_("Producer"), handed.content["producer"]["name"]),
            (_("Advisors"), ", ".join(str(one.advisor) for one in _advisors(handed.dossier))),
        )
    )
    yield Heading(_("I. WHAT WAS CHECKED"))
    for paragraph in filter(None, report.summary.splitlines()):
        yield Text(paragraph)
    yield Heading(_("II. VISITS ON SITE"))
    yield from _visits(handed.dossier)
    yield Heading(_("III. REMARKS PER CRITERION"))
    yield from _remarks(handed, report)
    yield Heading(_("IV. PROPOSAL TO THE COUNCIL"))
    for paragraph in filter(None, report.proposal.splitlines()):
        yield Text(paragraph)


def _advisors(dossier):
    return dossier.advisors.select_related("advisor")


def _visits(dossier):
    visits = list(dossier.visits.prefetch_related("photos"))
    if not visits:
        yield Text(_("No visit on site was made."))
    for visit in visits:
        yield Text(f"{visit.visited_on:%d/%m/%Y}, {visit.place}.", lead=_("Visit of"), align="left")
        yield Items(tuple(filter(None, visit.participants.splitlines())))
        for paragraph in filter(None, visit.findings.splitlines()):
            yield Text(paragraph)
        for photo in visit.photos.all():
            with photo.file.open() as file:
                yield Picture(file.read(), photo.caption or str(_("Photo of the visit")), width=110)


def _remarks(handed, report):
    names = dict(handed.dossier.rubric.criteria.values_list("code", "name"))
    given = dict(report.remarks.values_list("criterion_code", "text"))
    rows = [(code, name, given[code]) for code, name in names.items() if code in given]
    if not rows:
        yield Text(_("No remark was made to a single criterion."))
        return
    yield Table(
        head=(_("Code"), _("Criterion"), _("Remark")),
        rows=tuple(rows),
        widths=(1.2, 5, 8),
        align=("center", "left", "left"),
    )
