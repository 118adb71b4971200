"""What officers fill in on the desk of expiring certificates: a call, and for what dossiers are opened."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.dossier_forms import Words, sentence_case
from evaluations.enums import Purpose
from ocop_portal.core.days import today

AGAIN = [choice for choice in sentence_case(Purpose) if choice[0] != Purpose.FIRST]


class CallForm(forms.Form):
    called_on = forms.DateField(
        label=_("Called on"),
        error_messages={"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")},
    )
    words = Words(
        label=_("What was said"),
        max_length=500,
        help_text=_("For the office only, for example: will hand in the dossier next week."),
        error_messages={"required": _("Write in a few words what was said.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("called_on", today())

    def clean_called_on(self):
        day = self.cleaned_data["called_on"]
        if day > today():
            raise ValidationError(_("A call of the future cannot be noted yet."))
        return day


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=AGAIN, widget=forms.RadioSelect, initial=Purpose.REEVALUATION
    )
