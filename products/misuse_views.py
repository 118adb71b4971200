"""Reporting misuse without signing in, asking what became of it, and the office's inbox."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ocop_portal.core.access import require
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.limits import client_address
from ocop_portal.core.pagination import list_page
from ocop_portal.core.text import clean_text
from products import catalogue, misuse
from products.enums import Misuse
from products.models import MisuseReport
from products.register import find_by_code

form_page = require_http_methods(["GET", "HEAD", "POST"])


class Plain:
    """Fields whose text is kept as it may be stored and shown."""

    def clean(self):
        cleaned = super().clean()
        return {
            name: clean_text(value).strip() if isinstance(value, str) else value
            for name, value in cleaned.items()
        }


class ReportForm(Plain, forms.ModelForm):
    class Meta:
        model = MisuseReport
        fields = ["kind", "code", "what", "contact"]
        widgets = {"what": forms.Textarea(attrs={"rows": 5}), "kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, capfirst(kind.label)) for kind in Misuse]

    def clean_contact(self):
        """An address with an @ must be one that can be written to."""
        contact = self.cleaned_data["contact"]
        if "@" in contact:
            try:
                EmailValidator()(contact)
            except ValidationError:
                raise ValidationError(_("This e-mail address cannot be written to: correct it.")) from None
        return contact


class AnswerForm(Plain, forms.ModelForm):
    class Meta:
        model = MisuseReport
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


@never_cache
@form_page
def report_create(request):
    code = catalogue.read_words(request.GET, "ma")
    form = ReportForm(request.POST or None, initial={"code": code})
    if request.method == "POST" and form.is_valid():
        try:
            report = misuse.report(form.save(commit=False), address=client_address(request))
        except misuse.TooMany as limit:
            return _too_many(request, form, limit)
        return redirect(report)
    return render(request, "products/report_form.html", {"form": form, "product": find_by_code(code)})


def _too_many(request, form, limit):
    form.add_error(None, limit.reason)
    response = render(request, "products/report_form.html", {"form": form, "product": None}, status=429)
    response.headers["Retry-After"] = str(limit.seconds)
    return response


@never_cache
@require_safe
def report_status(request, ticket):
    reports = MisuseReport.objects.select_related("product")
    report = get_object_or_404(reports, ticket=clean_text(ticket)[:20].upper())
    return render(request, "products/report_status.html", {"report": report})


# The office's inbox


class ReportFilter(AskedFor):
    choices = {"": gettext_lazy("Waiting for an answer"), "tat-ca": gettext_lazy("All")}

    def __init__(self, params):
        super().__init__(params)
        self.shown = self.one_of("loc", self.choices)


@login_required
@require_safe
def report_desk(request):
    asked = ReportFilter(request.GET)
    reports = MisuseReport.objects.visible_to(request.user).select_related("product", "unit__parent__parent")
    page = list_page(request, reports if asked.shown else reports.open())
    return render(request, "products/report_desk.html", {"asked": asked, "page": page})


def visible_report(request, pk):
    seen = MisuseReport.objects.visible_to(request.user)
    related = ("product__made_in", "product__producer", "unit__parent__parent", "answered_by")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def answered(request, report, template, around):
    """The page of a report with the form of its answer; `around` is what the plans know about it."""
    may_answer = misuse.can_answer_report(request.user, report)
    form = AnswerForm(request.POST or None, instance=report) if may_answer else None
    if request.method == "POST":
        require(may_answer)
        if form.is_valid():
            misuse.answer(report, form.cleaned_data["answer"], by=request.user)
            messages.success(request, _("The answer is given; it stands on the report's page."))
            return redirect("report_record", report.pk)
    context = {"report": report, "form": form, "may_answer": may_answer}
    return render(request, template, context | around)
