"""What officers fill in on the pages of a dossier. A wrong form keeps what was typed and says what to do."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluations import rules
from evaluations.dossiers import fits_purpose, next_receipt_number
from evaluations.enums import EvidenceKind, Purpose
from evaluations.models import LocalAssessment, Regulation
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import Office, offices_of
from ocop_portal.core.access import Refusal
from ocop_portal.core.days import today
from ocop_portal.core.files import CheckedFileField
from ocop_portal.core.holidays import working_day_after
from producers.rules import acts_for

DAY_ERROR = {"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")}
NO_NUL = _("This text holds an invisible character: delete it and type the text again.")


class Words(forms.CharField):
    """Text as it may be stored: composed letters, no NUL."""

    def to_python(self, value):
        text = super().to_python(value)
        if "\0" in text:
            raise ValidationError(NO_NUL, code="null")
        return unicodedata.normalize("NFC", text)


class LongWords(Words):
    widget = forms.Textarea(attrs={"rows": 5})


def sentence_case(choices):
    """Return the choices as they stand alone in a list."""
    return [(value, capfirst(label)) for value, label in choices.choices]


class OfficeChoice(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, office):
        return f"{office.name} ({office.get_level_display()})"


class OpenDossierForm(forms.Form):
    """Opens a dossier. The rules of the day of receipt are asked here: a no stands beside its field.

    Who opens a dossier for the own producer chooses no day: it is received when it is handed in.
    """

    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=sentence_case(Purpose), widget=forms.RadioSelect, initial=Purpose.FIRST
    )
    received_on = forms.DateField(
        label=_("Received on"),
        help_text=_("Decides which regulation applies. For an older paper dossier: the day on its receipt."),
        error_messages=DAY_ERROR,
    )
    office = OfficeChoice(label=_("Receiving office"), queryset=None, empty_label=None)
    note = LongWords(
        label=_("Note"),
        required=False,
        max_length=4000,
        help_text=_("For the office only; never published."),
    )

    def __init__(self, *args, product, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.product, self.user = product, user
        self.fields["office"].queryset = intake_offices(user, product)
        self.initial.setdefault("received_on", today())
        self.initial.setdefault("office", likely_office(self.fields["office"].queryset, product))
        self.is_own = not officer_offices(user, product).exists()
        if self.is_own:
            del self.fields["received_on"], self.fields["note"]

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > today():
            raise ValidationError(_("The day of receipt lies in the future."))
        return day

    def clean(self):
        data = super().clean()
        if self.is_own:
            data["received_on"] = today()
        day, office, purpose = data.get("received_on"), data.get("office"), data.get("purpose")
        if day and office:
            field = "office" if self.is_own else "received_on"
            self._ask(field, rules.can_open_dossier, self.user, self.product, office, day)
        if day and purpose:
            self._ask("purpose", fits_purpose, self.product, purpose, day)
        return data

    def _ask(self, name, rule, *arguments):
        """Put the reason of a no beside the field; a day before the first regulation is refused, too."""
        try:
            reason = rule(*arguments).reason
        except Refusal as refusal:
            reason = refusal.reason
        if reason:
            self.add_error(name, reason)


def intake_offices(user, product):
    """Where the person may open a dossier: the own offices, for the producer's people those that receive."""
    mine = officer_offices(user, product)
    if mine.exists() or not acts_for(user, product.producer):
        return mine
    receiving = Office.objects.filter(level=Regulation.objects.on().receiving_level)
    return receiving.filter(unit__covers__covered=product.made_in_id).order_by("name").distinct()


def officer_offices(user, product):
    """The person's offices of the product's area, of the levels that any regulation lets receive."""
    levels = Regulation.objects.order_by().values("receiving_level")
    mine = offices_of(user, Role.OFFICER).filter(level__in=levels)
    return mine.filter(unit__covers__covered=product.made_in_id).order_by("name").distinct()


def likely_office(offices, product):
    """Return the office that receives today, else the first one."""
    return next((one for one in offices if rules.can_receive(one, product, today())), offices.first())


class EvidenceForm(forms.Form):
    """One paper, for the dossier as a whole or for one criterion of the sheet."""

    criterion_code = forms.ChoiceField(label=_("Proves"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=[("", _("Choose the kind of paper")), *EvidenceKind.choices]
    )
    title = Words(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("How the council will see it in the list. Empty: the kind of paper."),
    )
    number = Words(label=_("Number"), max_length=80, required=False)
    issued_on = forms.DateField(label=_("Issued on"), required=False, error_messages=DAY_ERROR)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("The last day, that day included. Empty: it does not run out."),
        error_messages=DAY_ERROR,
    )
    file = CheckedFileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "PDF, picture, Word (.docx) or Excel (.xlsx), at most 20 MB. Only those in charge can open it."
        ),
        error_messages={"required": _("Choose the file to attach.")},
    )

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        whole = [("", _("The dossier as a whole"))]
        self.fields["criterion_code"].choices = whole + [(one.code, str(one)) for one in criteria]

    def clean(self):
        data = super().clean()
        issued, until = data.get("issued_on"), data.get("valid_until")
        if issued and until and until < issued:
            self.add_error("valid_until", gettext("A paper is not valid until a day before it was issued."))
        return data


class CommentForm(forms.Form):
    comment = LongWords(
        label=_("Comment"),
        required=False,
        max_length=4000,
        help_text=_("Stands in the history of the dossier; everybody who may see the dossier reads it."),
    )


class ReasonForm(forms.Form):
    comment = LongWords(
        label=_("Reason"),
        max_length=4000,
        help_text=_("The producer and the office read it in the history of the dossier."),
        error_messages={"required": _("Write the reason: the people concerned will read it.")},
    )


SUPPLEMENT_DAYS = 10  # working days proposed for a supplement; no regulation names a number


class ReturnForm(ReasonForm):
    """The reason, the last day, and beside each paper and criterion room for what is wrong with it."""

    due_on = forms.DateField(
        label=_("To be supplemented by"),
        help_text=_("The last day for handing it in again. Ten working days are proposed."),
        error_messages={
            "required": _("Give the last day for the supplement."),
            "invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026."),
        },
    )
    field_order = ["comment", "due_on"]

    def __init__(self, *args, blocks, **kwargs):
        super().__init__(*args, **kwargs)
        self.blocks = blocks
        if not self.is_bound:
            self.initial.setdefault("due_on", working_day_after(today(), SUPPLEMENT_DAYS))
        for entry in [entry for block in blocks for entry in block.entries]:
            self.fields[f"item-{entry.subject}"] = Words(label=entry.title, required=False, max_length=500)

    def grouped(self):
        """Yield each block with its fields; the block is open when something was typed there."""
        for block in self.blocks:
            fields = [self[f"item-{entry.subject}"] for entry in block.entries]
            yield block, fields, any(field.value() or field.errors for field in fields)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day <= today():
            raise ValidationError(_("The last day for the supplement lies after today."))
        return day

    @property
    def items(self):
        typed = self.cleaned_data.items()
        items = {name.removeprefix("item-"): text for name, text in typed if name.startswith("item-")}
        return {subject: text for subject, text in items.items() if text}


class AcceptForm(CommentForm):
    receipt_number = Words(
        label=_("Receipt number"),
        max_length=60,
        help_text=_("As on the receipt (form 01): number, PĐK, codes of the units, year."),
    )
    field_order = ["receipt_number", "comment"]

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("receipt_number", dossier.receipt_number or next_receipt_number(dossier))


class ReceiptForm(forms.Form):
    """Number and day of receipt, as form 01 writes them; the rules of that day are asked here."""

    receipt_number = Words(
        label=_("Receipt number"),
        max_length=60,
        help_text=_("As on the receipt (form 01): number, PĐK, codes of the units, year."),
        error_messages={"required": _("Give the receipt number.")},
    )
    received_on = forms.DateField(
        label=_("Received on"),
        help_text=_("Decides which regulation applies, and starts the office's working days."),
        error_messages={"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")},
    )

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.initial.setdefault("receipt_number", dossier.receipt_number or next_receipt_number(dossier))
        self.initial.setdefault("received_on", dossier.received_on)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        try:
            answer = rules.can_receive(self.dossier.receiving_office, self.dossier.product, day)
        except Refusal as refusal:
            raise ValidationError(refusal.reason) from refusal
        if not answer:
            raise ValidationError(answer.reason)
        return day


class LetterForm(CommentForm):
    """The letter a dossier goes up with to the council of a higher level."""

    letter_number = Words(
        label=_("Number of the letter"),
        max_length=60,
        help_text=_("Of the commune's letter to the province, for example 215/UBND-KT."),
        error_messages={"required": _("Give the number of the letter the dossier goes up with.")},
    )
    letter_on = forms.DateField(
        label=_("Day of the letter"),
        error_messages={
            "required": _("Give the day of the letter."),
            "invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026."),
        },
    )
    field_order = ["letter_number", "letter_on", "comment"]

    def clean_letter_on(self):
        day = self.cleaned_data["letter_on"]
        if day > today():
            raise ValidationError(_("The day of the letter lies in the future."))
        return day


class AssessmentForm(forms.Form):
    """Form 03: the four contents the receiving office assesses."""

    origin = LongWords(
        label=_("1. Origin of the product and of local raw materials"),
        max_length=10000,
        help_text=_("Where the product comes from; which share of the materials is local, and from where."),
    )
    labour = LongWords(
        label=_("2. Use of local labour"),
        max_length=10000,
        help_text=_("How many people work there, how many of them live in the area."),
    )
    idea = LongWords(
        label=_("3. Origin of the product idea"),
        max_length=10000,
        help_text=_("Whose idea it is and how it was developed; nothing copied from another place."),
    )
    identity = LongWords(
        label=_("4. Local identity and knowledge"),
        max_length=10000,
        help_text=_("What of the area's culture, knowledge and craft stands in the product."),
    )
    met_on = forms.DateField(
        label=_("Meeting held on"),
        required=False,
        help_text=_("Only if the office held a meeting to assess the dossier."),
        error_messages={"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")},
    )
    conclusion = LongWords(
        label=_("Conclusion and proposal"),
        required=False,
        max_length=10000,
        help_text=_("What is proposed to the province; empty: that the dossier be evaluated and classified."),
    )
    signatory = Words(
        label=_("Who signs for the People's Committee"),
        required=False,
        max_length=150,
        help_text=_("Printed under “TM. ỦY BAN NHÂN DÂN” on form 03."),
    )
    signatory_title = Words(
        label=_("Title of who signs"),
        required=False,
        max_length=120,
        help_text=_("For example: Chủ tịch, or KT. Chủ tịch – Phó Chủ tịch."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = dossier.version
        written = getattr(dossier, "assessment", None)
        for name in LocalAssessment.CONTENTS + LocalAssessment.MORE:
            self.initial[name] = getattr(written, name, "")

    def clean_met_on(self):
        day = self.cleaned_data["met_on"]
        if day and day > today():
            raise ValidationError(_("The day of the meeting lies in the future."))
        return day

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in LocalAssessment.CONTENTS + LocalAssessment.MORE}

    def meet(self, conflict):
        """Keep what was typed, to be saved over the newer text knowingly; return that text with labels."""
        self.add_error(None, conflict.reason)
        self.data = self.data.copy()
        self.data["version"] = conflict.current.version
        stands = getattr(conflict.current, "assessment", None)
        contents = LocalAssessment.CONTENTS if stands else ()
        return [(self.fields[name].label, getattr(stands, name)) for name in contents]
