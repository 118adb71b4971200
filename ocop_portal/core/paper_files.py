"""Papers on their way out: as PDF or Word, always as a download nobody keeps."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from ocop_portal.core.files import DOCX, PDF
from ocop_portal.core.paper_docx import as_docx
from ocop_portal.core.paper_pdf import as_pdf

FORMS = {"pdf": (as_pdf, PDF), "docx": (as_docx, DOCX)}


def paper_response(paper, *, name, form):
    """Return the paper as a download. `form` is pdf or docx; `name` has no extension."""
    if form not in FORMS:
        raise Http404
    write, kind = FORMS[form]
    return file_response(write(paper), name=f"{name}.{form}", content_type=kind.content_type)


def file_response(content, *, name, content_type):
    """Return made bytes as a private download under a name any system can store."""
    headers = {
        "Content-Type": content_type,
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": content_disposition_header(True, name),
    }
    return HttpResponse(content, headers=headers)
