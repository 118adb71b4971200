"""The open data: files, checksums, and what their columns mean."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop_portal.core.text import clean_text
from products import open_data
from products.models import DataFile


@require_safe
def open_data_page(request):
    context = {
        "files": open_data.latest(),
        "snapshots": DataFile.objects.filter(is_kept=True),
        "licence": open_data.LICENCE,
        "schema_version": open_data.SCHEMA_VERSION,
    }
    return render(request, "products/open_data.html", context)


@require_safe
def data_dictionary(request):
    columns = [(name, kind, said) for name, (kind, said) in open_data.COLUMNS.items()]
    context = {"columns": columns, "ministry": open_data.MINISTRY, "schema_version": open_data.SCHEMA_VERSION}
    return render(request, "products/data_dictionary.html", context)


@require_safe
def checksums(request):
    """The checksums in the shape that `sha256sum -c` reads."""
    rows = get_list_or_404(DataFile.objects.order_by("name"))
    lines = [f"{row.sha256}  {row.name}\n" for row in rows]
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def open_data_file(request, name):
    """A file by its name, or the newest of a format as `moi-nhat.csv`."""
    stem, _dot, suffix = clean_text(name)[:80].partition(".")
    forms = {each: form for form, each in open_data.SUFFIX.items()}
    is_newest = stem == "moi-nhat" and suffix in forms
    asked = open_data.latest().filter(format=forms[suffix]) if is_newest else DataFile.objects.all()
    row = get_object_or_404(asked) if is_newest else get_object_or_404(asked, name=clean_text(name)[:80])
    response = FileResponse(
        row.file.open(), content_type=open_data.TYPE[row.format], as_attachment=True, filename=row.name
    )
    response.headers["Digest"] = f"sha-256={row.sha256}"
    response.headers["ETag"] = f'"{row.sha256}"'
    response.headers["Link"] = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
