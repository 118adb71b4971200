"""What waits for who acts for a producer: dossiers to prepare, those on their way, papers running out."""

from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations.enums import DossierState
from evaluations.models import Document, Dossier
from evaluations.validity import SOON_DAYS
from ocop_portal.core.days import today


def own_sections(user, section, most):
    """Yield the sections; `section` makes one, `most` is how many tasks it shows."""
    mine = Dossier.objects.open().filter(product__producer__members__user=user)
    rows = mine.select_related("product__producer").order_by("product__sort_key", "pk")
    editable = DossierState.editable()
    url = reverse("dossier_desk")
    for title, found, icon in (
        (_("Dossiers you prepare"), rows.filter(state__in=editable), "pencil"),
        (_("Dossiers of your products"), rows.exclude(state__in=editable), "box-seam"),
    ):
        tasks = [_dossier_task(row) for row in found[:most]]
        yield section(title, tasks, found.count(), url, icon)
    yield _papers(user, section, most)


def _dossier_task(dossier):
    note = f"{dossier.get_purpose_display()} · {dossier.get_state_display()}"
    is_back = dossier.state in (DossierState.RETURNED, DossierState.SUPPLEMENTING)
    due = dossier.supplement_due_on
    return {
        "title": str(dossier.product),
        "note": note,
        "url": dossier.get_absolute_url(),
        "state": "fix" if is_back else "doing",
        "due": _("until %(day)s") % {"day": f"{due:%d/%m/%Y}"} if due else "",
    }


def _papers(user, section, most):
    """Papers of the own libraries that ran out or do so within 60 days, in their newest version."""
    ending = Document.objects.newest().filter(
        producer__members__user=user, valid_until__lte=today() + timedelta(days=SOON_DAYS)
    )
    rows = ending.select_related("producer").order_by(F("valid_until"), "pk")
    tasks = [_paper_task(row) for row in rows[:most]]
    first = rows.first()
    url = reverse("document_library", args=[first.producer_id]) if first else ""
    return section(_("Papers that run out"), tasks, rows.count(), url, "clock")


def _paper_task(document):
    is_over = not document.is_valid_on()
    words = _("ran out on %(day)s") if is_over else _("valid until %(day)s")
    return {
        "title": str(document),
        "note": f"{document.get_kind_display()} · {document.producer}",
        "url": reverse("document_page", args=[document.pk]),
        "due": words % {"day": f"{document.valid_until:%d/%m/%Y}"},
        "due_kind": "late" if is_over else "soon",
    }
