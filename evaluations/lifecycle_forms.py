"""What is filled in for acts on a recognition: the decision, and what each act needs besides."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from evaluations import corrections, extensions, revocations
from evaluations.authority import can_decide_on, deciding_offices
from evaluations.enums import RevocationGround
from evaluations.outcome_forms import Line, OfficeChoice
from evaluations.revocation_files import SCANS
from ocop_portal.core.files import CheckedFileField

DAY_ERRORS = {"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")}


def text_of(label, help_text=""):
    widget = forms.Textarea({"rows": 4})
    return Line(label=label, max_length=2000, widget=widget, help_text=help_text)


def day_of(label, help_text=""):
    return forms.DateField(label=label, help_text=help_text, error_messages=DAY_ERRORS)


def scan_of(label, required=False):
    help_text = _(
        "PDF, photo or Word. It is kept with the case; only people with work on this product see it."
    )
    return CheckedFileField(label=label, help_text=help_text, required=required, allowed=SCANS)


class ScanForm(forms.Form):
    """One more scan for a case that is open."""

    scan = scan_of(_("Scan"), required=True)


class ActForm(forms.Form):
    """Authority, number, day and signatory of a decision on one recognition."""

    office = OfficeChoice(label=_("Authority"), queryset=None, empty_label=None)
    number = Line(
        label=_("Number of the decision"), max_length=60, help_text=_("As printed, e.g. 3981/QĐ-UBND.")
    )
    decided_on = day_of(_("Day of the decision"), _("For a decision on paper: the day printed on it."))
    signatory = Line(label=_("Signed by"), max_length=150, help_text=_("Full name of the signatory."))

    def __init__(self, *args, product, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.product, self.user = product, user
        offices = self.offices()
        self.fields["office"].queryset = offices
        self.initial.setdefault("office", offices.first())
        self.initial.setdefault("signatory", user.full_name)

    def offices(self):
        return deciding_offices(self.user, self.product)

    def clean(self):
        data = super().clean()
        if data.get("office") and data.get("decided_on"):
            self.refuse("decided_on", self.answer(data))
        return data

    def answer(self, data):
        """May the person decide this, in that office, on that day?"""
        return can_decide_on(self.user, self.product, office=data["office"], decided_on=data["decided_on"])

    def refuse(self, field, answer):
        if not answer:
            self.add_error(field, answer.reason)


class ExtensionForm(ActForm):
    until = day_of(_("Extended until (inclusive)"))
    reason = text_of(_("Reason"), _("It stands in the public register."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", extensions.last_day_possible(self.product))

    def answer(self, data):
        return extensions.can_extend(
            self.user, self.product, office=data["office"], decided_on=data["decided_on"]
        )

    def clean(self):
        data = super().clean()
        if data.get("until") and data.get("decided_on"):
            self.refuse("until", extensions.fits(self.product, data["until"], data["decided_on"]))
        return data


class CorrectionForm(ActForm):
    stars = forms.TypedChoiceField(
        label=_("Stars"), choices=[(3, _("3 stars")), (4, _("4 stars")), (5, _("5 stars"))], coerce=int
    )
    valid_until = day_of(_("Valid until (inclusive)"))
    reason = text_of(_("What was wrong"), _("It stands in the public register."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("stars", self.product.stars)
        self.initial.setdefault("valid_until", self.product.certified_until)

    def answer(self, data):
        return corrections.can_correct(
            self.user,
            self.product,
            stars=data.get("stars"),
            office=data["office"],
            decided_on=data["decided_on"],
        )

    def clean(self):
        data = super().clean()
        if not self.errors:
            fits = corrections.fits(self.product, data["stars"], data["valid_until"], data["decided_on"])
            self.refuse("valid_until", fits)
        return data


class RevocationForm(ActForm):
    """The decision that ends the recognition."""

    def __init__(self, *args, revocation, **kwargs):
        self.revocation = revocation
        super().__init__(*args, product=revocation.product, **kwargs)

    def answer(self, data):
        return revocations.can_decide(
            self.user, self.revocation, office=data["office"], decided_on=data["decided_on"]
        )


class ConclusionForm(forms.Form):
    """What was concluded against a recognition, by whom and when."""

    ground = forms.ChoiceField(
        label=_("Ground (Decision 26/2026, Article 8)"),
        choices=[(ground.value, ground.label) for ground in RevocationGround.legal()],
        widget=forms.RadioSelect,
    )
    source = Line(
        label=_("Conclusion or confirmation"),
        max_length=200,
        help_text=_(
            "Whose and its number, e.g. Biên bản hậu kiểm số 12/BB. It stands in the public register."
        ),
    )
    concluded_on = day_of(
        _("Day of the conclusion"),
        _("Where production stopped: the day the commune confirmed it. The days for deciding run from it."),
    )
    findings = text_of(
        pgettext_lazy("a revocation", "What was found"), _("Only people with work on this product read it.")
    )
    scan = scan_of(_("Scan of the conclusion"))

    def __init__(self, *args, product, **kwargs):
        super().__init__(*args, **kwargs)
        self.product = product

    def clean_concluded_on(self):
        day = self.cleaned_data["concluded_on"]
        answer = revocations.fits_conclusion(self.product, day)
        if not answer:
            raise forms.ValidationError(answer.reason)
        return day


class RequestForm(ConclusionForm):
    """The producer's own request to give its recognition up."""

    ground = None
    source = Line(
        label=_("Letter of request"),
        max_length=200,
        help_text=_("Its number or title, e.g. Đơn xin rút ngày 05/08/2026."),
    )
    concluded_on = day_of(_("Day of the request"))
    findings = text_of(_("Why the producer gives its stars up"))
    scan = scan_of(_("Scan of the letter"))

    @property
    def values(self):
        return self.cleaned_data | {"ground": RevocationGround.VOLUNTARY}


class DropForm(forms.Form):
    comment = text_of(_("Why it is not revoked"), _("The producer and the offices read it."))
