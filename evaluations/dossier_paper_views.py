"""The papers of a dossier as downloads: forms, receipt, report, and everything in one package."""

import tempfile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations.dossier_package import write_package
from evaluations.dossier_views import dossier_seen_by
from evaluations.handed_in import handed_in
from evaluations.papers_offered import PAPERS
from ocop_portal.core.access import require
from ocop_portal.core.files import PDF
from ocop_portal.core.paper_files import paper_response


@require_safe
@login_required
def dossier_paper(request, pk, paper, form):
    """One paper from what was handed in last; a draft is written from what is filled in so far."""
    dossier = dossier_seen_by(request, pk)
    if paper not in PAPERS:
        raise Http404
    title, rule, write = PAPERS[paper]
    require(rule(request.user, dossier))
    name = f"{title} - {dossier.product}"
    return paper_response(write(handed_in(dossier)), name=name, form=form)


@require_safe
@login_required
def dossier_package(request, pk, number):
    """The whole dossier as it was handed in under that number."""
    dossier = dossier_seen_by(request, pk)
    if not dossier.revisions.filter(number=number).exists():
        raise Http404
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_package(handed_in(dossier, number), out)
    out.seek(0)
    name = _("OCOP dossier %(product)s, number %(number)s.pdf") % {
        "product": dossier.product,
        "number": number,
    }
    response = FileResponse(out, as_attachment=True, filename=name, content_type=PDF.content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
