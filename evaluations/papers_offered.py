"""Which papers of a dossier a person may take along, and what writes them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations import advising, dossier_papers, producer_papers
from evaluations.dossier_package import bound_bytes
from ocop_portal.core.access import Allowed, Denied


def _always(user, dossier):
    return Allowed()


def _has_receipt(user, dossier):
    return Allowed() if dossier.receipt_number else Denied(_("No receipt is given yet."))


def _has_assessment(user, dossier):
    if hasattr(dossier, "assessment"):
        return Allowed()
    return Denied(_("The local assessment is not written yet."))


def _has_report(user, dossier):
    report = advising.readable_report(user, dossier)
    if report and report.handed_over_at:
        return Allowed()
    return Denied(_("No report of the advisory group is handed over to you."))


def _advisory_report(handed):
    return dossier_papers.advisory_report(handed, handed.dossier.advisory_report)


# slug in the address: (title, who may take it, what writes it)
PAPERS = {
    "bien-nhan": (gettext_lazy("Receipt"), _has_receipt, dossier_papers.receipt),
    "mau-01": (gettext_lazy("Registration slip (form 01)"), _always, producer_papers.form_01),
    "mau-02": (gettext_lazy("Self-assessment report (form 02)"), _always, producer_papers.form_02),
    "mau-03": (gettext_lazy("Local assessment (form 03)"), _has_assessment, dossier_papers.form_03),
    "bao-cao-tu-van": (gettext_lazy("Report of the advisory group"), _has_report, _advisory_report),
}


def papers_for(user, dossier):
    """Return what the person may take from the dossier: pairs of a slug and a title."""
    return [(slug, title) for slug, (title, rule, _write) in PAPERS.items() if rule(user, dossier)]


def packages_of(dossier):
    """Return every revision, newest first, with its papers in number and the bytes a package binds."""
    return [
        {"revision": revision, "papers": len(papers), "bytes": bound_bytes(papers)}
        for revision in dossier.revisions.order_by("-number")
        for papers in [revision.content.get("evidence", [])]
    ]
