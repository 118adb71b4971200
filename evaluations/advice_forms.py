"""What the advisory group and those who assign it fill in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.advising import MOST_PHOTOS, advisors_for
from evaluations.dossier_forms import LongWords, Words
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import today
from ocop_portal.core.files import PICTURES, check_upload

DAY_WORDS = {"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")}
REMARK = "remark-"  # before the criterion's code in the names of the fields


class AssignForm(forms.Form):
    advisor = forms.ModelChoiceField(label=_("Advisor"), queryset=None, empty_label=_("Choose the advisor"))
    task = Words(
        label=_("Task"),
        max_length=300,
        required=False,
        help_text=_("For example: raw materials and food safety, with a visit on site."),
    )
    due_on = forms.DateField(label=_("To be reported by"), required=False, error_messages=DAY_WORDS)

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        there = dossier.advisors.standing().values("advisor")
        self.fields["advisor"].queryset = advisors_for(dossier).exclude(pk__in=there)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and day < today():
            raise ValidationError(_("The last day for the report lies in the past."))
        return day


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures at once, each checked; on a phone the camera is offered."""

    def __init__(self, **kwargs):
        accept = ",".join(f".{extension}" for kind in PICTURES for extension in kind.extensions)
        widget = SeveralFiles(attrs={"accept": f"image/*,{accept}"})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data, initial=None):
        uploads = [super(PhotosField, self).clean(one, initial) for one in data or [] if one]
        if len(uploads) > MOST_PHOTOS:
            raise ValidationError(
                _("A visit has at most %(most)s photos: choose fewer.") % {"most": MOST_PHOTOS}
            )
        for upload in uploads:
            try:
                check_upload(upload, allowed=PICTURES)
            except Refusal as refusal:
                raise ValidationError(f"{upload.name}: {refusal.reason}") from refusal
        return uploads


class VisitForm(forms.Form):
    visited_on = forms.DateField(label=_("Visited on"), error_messages=DAY_WORDS)
    place = Words(label=_("Place"), max_length=250, help_text=_("Where the product is grown or made."))
    participants = LongWords(
        label=_("Who took part"), max_length=4000, help_text=_("Names and offices, one per line.")
    )
    findings = LongWords(label=_("What was found"), max_length=10000)
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to 12, straight from the phone. Place and camera data in them are not kept."),
    )
    caption = Words(label=_("Caption of the photos"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("visited_on", today())

    def clean_visited_on(self):
        day = self.cleaned_data["visited_on"]
        if day > today():
            raise ValidationError(_("The day of the visit lies in the future."))
        return day


class ReportForm(forms.Form):
    """Summary, proposal and a remark for each criterion; everything may be empty until it is handed over."""

    summary = LongWords(
        label=_("Summary"),
        required=False,
        max_length=10000,
        help_text=_("What was checked and found, for the chair of the council."),
    )
    proposal = LongWords(label=_("Proposal to the council"), required=False, max_length=10000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, report, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        written = dict(report.remarks.values_list("criterion_code", "text")) if report else {}
        self.initial |= {
            "summary": report.summary if report else "",
            "proposal": report.proposal if report else "",
            "version": report.version if report else 0,
        }
        for criterion in criteria:
            field = LongWords(label=str(criterion), required=False, max_length=4000)
            field.widget.attrs["rows"] = 2
            self.fields[f"{REMARK}{criterion.code}"] = field
            self.initial[f"{REMARK}{criterion.code}"] = written.get(criterion.code, "")

    def by_part(self):
        """Return the parts of the sheet with their fields and how many of these are written."""
        parts = {}
        for criterion in self.criteria:
            parts.setdefault(criterion.part, []).append(self[f"{REMARK}{criterion.code}"])
        return [(part, fields, sum(bool(one.value()) for one in fields)) for part, fields in parts.items()]

    @property
    def texts(self):
        data = self.cleaned_data
        remarks = {name.removeprefix(REMARK): text for name, text in data.items() if name.startswith(REMARK)}
        return {"summary": data["summary"], "proposal": data["proposal"], "remarks": remarks}

    def meet(self, conflict):
        """Keep what was typed, to be saved over the newer text knowingly; return what stands, with labels."""
        self.add_error(None, conflict.reason)
        self.data = self.data.copy()
        stands = conflict.current
        self.data["version"] = stands.version
        remarks = dict(stands.remarks.values_list("criterion_code", "text"))
        texts = {"summary": stands.summary, "proposal": stands.proposal}
        texts |= {f"{REMARK}{code}": text for code, text in remarks.items()}
        return [
            (self.fields[name].label, text)
            for name, text in texts.items()
            if name in self.fields and text and text != self.data.get(name, "")
        ]
