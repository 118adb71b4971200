"""What officers and leaders fill in about a plan: the plan, its targets, decisions, reasons, reports."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.enums import IndicatorKey
from campaigns.models import Plan, Target
from campaigns.money_forms import Dong
from evaluations.dossier_forms import LongWords, Words
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.days import today
from ocop_portal.core.files import CheckedFileField
from ocop_portal.core.versions import save_over

MOST = 1_000_000
INVALID_DAY = {"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")}


class Day(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(**{"error_messages": INVALID_DAY, **kwargs})


class Year(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(min_value=2018, max_value=2100, **kwargs)


class RecordForm(forms.ModelForm):
    """A form of a record: text in composed letters, days as dd/mm/yyyy, choices with a capital letter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField) and not isinstance(field.widget, forms.HiddenInput):
                field.choices = [(value, capfirst(label)) for value, label in field.choices]
            if isinstance(field, forms.DateField):
                field.error_messages |= INVALID_DAY
            if isinstance(field, forms.IntegerField):
                field.max_value = min(field.max_value or 10**15, 10**15)


class EditForm(RecordForm):
    """A form of a record that several people change: it carries the version it was opened with.

    `counter` names the field of the record that counts its saves. A new record has no version.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    counter = "version"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.version_of(self.instance)
        else:
            del self.fields["version"]

    def version_of(self, record):
        return getattr(record, self.counter)

    @property
    def record_fields(self):
        """The names of what the form says about the record, in the order of the form."""
        return [name for name in self.fields if name != "version"]

    def stored(self, record, name):
        """What the record holds of a field."""
        value = getattr(record, name)
        return list(value.all()) if hasattr(value, "all") else value

    def save_over(self):
        """Save a new record, or over the version the form was opened with; raise `Conflict`."""
        if self.instance._state.adding:
            self.instance.save()
            return self.instance
        own = [field.name for field in self.instance._meta.concrete_fields if field.name in self.fields]
        fields = [name for name in own if name != "version"]
        return save_over(self.instance, fields, version=self.cleaned_data["version"], counter=self.counter)


class PlanForm(EditForm):
    first_year = Year(label=_("First year"))
    last_year = Year(label=_("Last year"), help_text=_("The same for a plan of one year."))

    budget_total = Dong(
        label=_("Budget, đồng"),
        required=False,
        help_text=_("Where the plan gives one: the lines of the budget add up to it before its approval."),
    )

    class Meta:
        model = Plan
        fields = [
            *("office", "title", "first_year", "last_year", "regulation", "stock_on", "budget_total"),
            "themes",
        ]
        widgets = {
            "office": forms.RadioSelect,
            "themes": forms.Textarea(attrs={"rows": 5, "maxlength": 4000}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offices = offices_of(user, Role.OFFICER).exclude(unit=None)
        self.fields["office"].queryset = offices
        self.fields["office"].empty_label = None
        if self.instance.pk:
            del self.fields["office"]
        else:
            self.initial.setdefault("office", offices.first())
            self.initial.setdefault("first_year", today().year)
            self.initial.setdefault("last_year", today().year)

    def clean_themes(self):
        return limited(self.cleaned_data["themes"], 4000)


def limited(text, most):
    if len(text) > most:
        raise ValidationError(gettext("Write at most %(most)s characters.") % {"most": most})
    return text


class TargetForm(EditForm):
    counter = "saves"
    at_least = forms.IntegerField(label=_("At least"), required=False, min_value=0, max_value=MOST)
    up_to = forms.IntegerField(
        label=_("Up to"),
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=_("Fill in both for a range, for example 25 to 30."),
    )
    stars = forms.TypedChoiceField(
        label=_("Only with stars"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any stars")), (3, _("3 stars")), (4, _("4 stars")), (5, _("5 stars"))],
    )

    class Meta:
        model = Target
        fields = ["indicator", "name", "measure", "at_least", "up_to", "by", "group", "stars", "detail"]
        help_texts = {"name": _("Only for an indicator that does not count itself.")}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if self.instance.pk:
            del self.fields["indicator"]

    def clean_by(self):
        day = self.cleaned_data["by"]
        if day and not self.plan.begins_on <= day <= self.plan.ends_on:
            raise ValidationError(gettext("The day lies within the years of the plan."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("indicator") == IndicatorKey.FREE and not data.get("name"):
            self.add_error("name", gettext("Give the indicator a name."))
        return data


class ApproveForm(forms.Form):
    decision_number = Words(
        label=_("Number of the decision"), max_length=60, help_text=_("As printed, e.g. 3981/QĐ-UBND.")
    )
    decided_on = Day(label=_("Day of the decision"))

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > today():
            raise ValidationError(gettext("The day of the decision lies in the future."))
        return day


class AmendForm(forms.Form):
    reason = LongWords(label=_("Why the plan is amended"), max_length=2000)


class CommentForm(forms.Form):
    """A note to the move; the door says when it must not be empty."""

    comment = LongWords(label=_("Note"), max_length=2000, required=False)

    def __init__(self, *args, required=False, **kwargs):
        super().__init__(*args, **kwargs)
        if required:
            self.fields["comment"].required = True
            self.fields["comment"].label = _("Reason")


class FreeResultForm(forms.Form):
    """What was reached since the last report, with the paper that proves it."""

    on = Day(label=_("Day"))
    value = forms.IntegerField(label=_("Reached since the last report"), min_value=1, max_value=MOST)
    note = Words(label=_("What was reached"), max_length=300)
    evidence = CheckedFileField(
        label=_("Evidence"), help_text=_("PDF, Word, Excel or a picture, up to 20 MB.")
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_on(self):
        day = self.cleaned_data["on"]
        if not self.plan.begins_on <= day <= min(self.plan.ends_on, today()):
            raise ValidationError(gettext("The day lies within the years of the plan and not in the future."))
        return day
