"""What leaders fill in: the decision itself, and why a dossier goes up or is closed."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.decisions import number_taken
from evaluations.models import Decision


class Line(forms.CharField):
    """Text in composed letters."""

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value))


class OfficeChoice(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, office):
        return f"{office.authority_name} ({office})"


class DecisionForm(forms.Form):
    """Number, day and signatory of a decision over chosen results; every rule is asked before the button."""

    office = OfficeChoice(label=_("Authority"), queryset=None, empty_label=None)
    number = Line(
        label=_("Number of the decision"), max_length=60, help_text=_("As printed, e.g. 3981/QĐ-UBND.")
    )
    decided_on = forms.DateField(
        label=_("Day of the decision"),
        help_text=_("The certificates run from this day. For a decision on paper: the day printed on it."),
        error_messages={"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")},
    )
    signatory = Line(label=_("Signed by"), max_length=150, help_text=_("Full name of the signatory."))

    def __init__(self, *args, dossiers, signer, **kwargs):
        super().__init__(*args, **kwargs)
        self.dossiers, self.signer = dossiers, signer
        offices = signer.offices_for_all(dossiers)
        self.fields["office"].queryset = offices
        self.initial.setdefault("office", offices.first())
        self.initial.setdefault("signatory", signer.user.full_name)

    def clean(self):
        data = super().clean()
        office, day = data.get("office"), data.get("decided_on")
        if office and day:
            for reason in self._refusals(office, day):
                self.add_error("decided_on", reason)
            self._check_number(office, data.get("number"), day)
        return data

    def _refusals(self, office, day):
        """The reasons, each said once with the products it is about."""
        products = {}
        for dossier in self.dossiers:
            answer = self.signer.can_recognise(dossier, office=office, decided_on=day)
            if not answer:
                products.setdefault(answer.reason, []).append(str(dossier.product))
        return [f"{reason} ({', '.join(names)})" for reason, names in products.items()]

    def _check_number(self, office, number, day):
        decision = Decision(office=office, number=number or "", year=day.year)
        if number and Decision.objects.filter(office=office, number=number, year=day.year).exists():
            self.add_error("number", ValidationError(number_taken(decision), code="taken"))


class ReferForm(forms.Form):
    comment = Line(
        label=_("Note to the higher level"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class AgainForm(forms.Form):
    comment = Line(
        label=_("Why the province evaluates itself"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The producer and the receiving office read it."),
    )


class DeclineForm(forms.Form):
    comment = Line(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The producer and the receiving office read it."),
    )
