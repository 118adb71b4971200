"""What members and secretary fill in around the scoring: interests, attendance, reasons."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.dossier_forms import LongWords, Words
from evaluations.enums import AttendanceKind

NO_INTEREST, INTEREST = "none", "interest"


class InterestsForm(forms.Form):
    """For every product on the agenda: no interest, or an interest and what it is."""

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"has-{item.pk}"] = forms.ChoiceField(
                label=str(item.dossier.product),
                choices=[(NO_INTEREST, _("No interest")), (INTEREST, _("I have an interest"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer for every product.")},
            )
            self.fields[f"what-{item.pk}"] = Words(label=_("Which interest"), max_length=500, required=False)

    def rows(self):
        return [(item, self[f"has-{item.pk}"], self[f"what-{item.pk}"]) for item in self.items]

    def clean(self):
        cleaned = super().clean()
        for item in self.items:
            if cleaned.get(f"has-{item.pk}") == INTEREST and not cleaned.get(f"what-{item.pk}"):
                self.add_error(f"what-{item.pk}", _("Write what the interest is: the minutes name it."))
        return cleaned

    @property
    def interests(self):
        return {
            item: self.cleaned_data[f"what-{item.pk}"]
            for item in self.items
            if self.cleaned_data[f"has-{item.pk}"] == INTEREST
        }


class AttendanceForm(forms.Form):
    def __init__(self, *args, seats, noted, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {f"seat-{seat.pk}": seat for seat in seats}
        for name, seat in self.seats.items():
            self.fields[name] = forms.ChoiceField(
                label=str(seat),
                choices=AttendanceKind,
                widget=forms.RadioSelect,
                required=False,
                initial=noted.get(seat.pk),
            )

    @property
    def kinds(self):
        return {seat: self.cleaned_data[name] for name, seat in self.seats.items() if self.cleaned_data[name]}


class ReasonOfCouncil(forms.Form):
    reason = LongWords(
        label=_("Reason"),
        max_length=2000,
        help_text=_("The minutes name it."),
        error_messages={"required": _("Write the reason first: the people concerned will read it.")},
    )


class RecuseForm(ReasonOfCouncil):
    seat = forms.ModelChoiceField(label=_("Member"), queryset=None, empty_label=_("Choose the member"))
    field_order = ["seat", "reason"]

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        recused = item.recusals.values("seat")
        seats = item.session.scoring_seats().select_related("user")
        self.fields["seat"].queryset = seats.exclude(pk__in=recused)


class StopForm(ReasonOfCouncil):
    """The rule of the sheet a stop rests on: a general one, or a condition of a criterion."""

    ground = forms.ChoiceField(label=_("Which rule of the sheet stops it"), widget=forms.RadioSelect)
    field_order = ["ground", "reason"]

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = {f"rule-{rule.pk}": rule for rule in item.rubric.stop_rules.all()}
        choices = [(key, rule.text) for key, rule in self.rules.items()]
        for criterion in item.rubric.criteria.all():
            texts = [one["text"] for one in criterion.conditions if one["type"] in STOPPING]
            choices += [(f"criterion-{criterion.code}", f"{criterion}: {text}") for text in texts]
        self.fields["ground"].choices = choices

    def clean_ground(self):
        ground = self.cleaned_data["ground"]
        if not ground:
            raise ValidationError(_("Choose the rule or the criterion the stop rests on."))
        return ground

    @property
    def rests_on(self):
        ground = self.cleaned_data["ground"]
        if ground in self.rules:
            return {"rule": self.rules[ground]}
        return {"criterion_code": ground.removeprefix("criterion-")}


STOPPING = ("stop", "disqualify", "exclude")
