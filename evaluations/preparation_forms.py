"""Forms 01 and 02 on the page: everything may be left empty and filled in later, nothing is asked twice."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluations import renewal
from evaluations.dossier_forms import DAY_ERROR, LongWords, Words, sentence_case
from evaluations.enums import Purpose, Tick
from evaluations.preparation import report_of, slip_of
from evaluations.preparation_rules import asks_for_samples
from ocop_portal.core.days import today

LONGEST_TEXT = 10000


class PreparedForm(forms.Form):
    """A form of a dossier with the version it was opened in; `instance` is what stands in the database."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance = instance
        for name in ("version", *self.record_fields):
            self.initial[name] = getattr(instance, name)

    @property
    def record_fields(self):
        return [name for name in self.fields if name != "version"]

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.record_fields}


class SlipForm(PreparedForm):
    representative = Words(label=_("Legal representative"), max_length=150, required=False)
    representative_title = Words(label=_("Title of the representative"), max_length=120, required=False)
    address = Words(label=_("Address"), max_length=250, required=False)
    phone = Words(label=_("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    sample_count = forms.IntegerField(
        label=_("Samples handed in"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("The office sends 5 of them on with the dossier."),
    )
    attachments = LongWords(
        label=_("Attached papers"),
        max_length=4000,
        required=False,
        help_text=_("Only what is not in the list of papers of this dossier."),
    )
    is_promised = forms.BooleanField(
        label=_("The producer vouches for what is written in this dossier and answers for it before the law"),
        required=False,
    )

    def __init__(self, *args, dossier, instance=None, **kwargs):
        super().__init__(*args, instance=instance or slip_of(dossier), **kwargs)
        if not asks_for_samples(dossier):
            del self.fields["sample_count"]


class ReportForm(PreparedForm):
    registered_on = forms.DateField(
        label=_("Registered on"),
        required=False,
        help_text=_("Day of the business or cooperative registration."),
        error_messages=DAY_ERROR,
    )
    ticks = forms.MultipleChoiceField(
        label=_("Papers the producer has"),
        choices=sentence_case(Tick),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    history = LongWords(label=_("History of the producer"), max_length=LONGEST_TEXT, required=False)
    organisation = LongWords(
        label=_("Structure of the producer"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Who leads, which parts it has, how many people work there and where they live."),
    )
    business_results = LongWords(
        label=_("Results of the business plan"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Output, sales, income and markets of the last years, against what was planned."),
    )
    changes = LongWords(
        label=_("What changed since the last recognition"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_(
            "Raw materials, technology, packaging, label, declaration, test reports, market, output, sales."
        ),
    )
    given_up = forms.TypedMultipleChoiceField(
        label=_("Expired papers the producer no longer holds"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("A paper that is ticked here is not asked for again; it no longer proves anything."),
    )
    plan = LongWords(label=_("Plan for the time to come"), max_length=LONGEST_TEXT, required=False)

    def __init__(self, *args, dossier, instance=None, **kwargs):
        super().__init__(*args, instance=instance or report_of(dossier), **kwargs)
        if dossier.purpose == Purpose.FIRST:
            del self.fields["changes"]
        papers = renewal.ran_out(dossier)
        self.fields["given_up"].choices = [(paper.pk, capfirst(str(paper.document))) for paper in papers]
        if not papers:
            del self.fields["given_up"]

    def clean_registered_on(self):
        day = self.cleaned_data["registered_on"]
        if day and day > today():
            raise ValidationError(gettext("Enter the day of registration; it is not in the future."))
        return day
