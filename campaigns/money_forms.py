"""What officers, leaders and accountants fill in about money. A wrong form keeps what was typed."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns import payees
from campaigns.models import BudgetLine, Plan, SupportPolicy
from campaigns.models.budgets import MOST_DONG
from campaigns.money_enums import (
    BudgetKind,
    PaperKind,
    Per,
    RecoveryGround,
    Source,
    SupportEvent,
    SupportKind,
)
from evaluations.dossier_forms import LongWords, Words, sentence_case
from ocop_portal.accounts.enums import Level, Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.days import today
from ocop_portal.core.files import CheckedFileField
from ocop_portal.core.templatetags.ocop import dong
from producers.models import Producer

DAY_ERRORS = {"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")}
STARS = (3, 4, 5)
# How people write a sum: "10.000.000", "10 000 000 đ".
SUM = re.compile(r"[\d.\s]{1,30}(đ|đồng|VND)?", re.IGNORECASE | re.ASCII)


class Day(forms.DateField):
    default_error_messages = DAY_ERRORS


class Dong(forms.CharField):
    """A sum in whole đồng, typed with or without dots; never negative."""

    def __init__(self, *args, least=1, **kwargs):
        self.least = least
        super().__init__(*args, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value):
        return dong(value).removesuffix(" đ") if isinstance(value, int) else value

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        digits = re.sub(r"\D", "", text)
        if not SUM.fullmatch(text) or not digits:
            raise ValidationError(_("Write the sum in whole đồng, for example 10.000.000."), code="sum")
        if not self.least <= int(digits) <= MOST_DONG:
            raise ValidationError(_("The sum is outside of what can be entered here."), code="range")
        return int(digits)


class DocumentForm(forms.Form):
    """A document with its number and day."""

    number = Words(label=_("Number of the decision"), max_length=60)
    on = Day(label=_("Day of the decision"))

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = working_day(office)


def working_day(office):
    """Today, or the last day of an abolished unit's office."""
    return today() if office.works_on(today()) else office.unit.valid_to


# Budget


class LineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: sentence_case(BudgetKind))
    source = forms.ChoiceField(label=_("Source of the money"), choices=lambda: sentence_case(Source))
    title = Words(label=_("What for"), max_length=200, required=False)
    planned = Dong(label=_("Amount, đồng"), least=0, help_text=_("In whole đồng; 0 takes the line out."))

    def __init__(self, *args, line, **kwargs):
        initial = {name: getattr(line, name) for name in ("kind", "source", "title", "planned")}
        super().__init__(*args, initial=initial if line.pk else None, **kwargs)
        self.line = line

    def clean(self):
        data = super().clean()
        same = BudgetLine.objects.filter(
            plan=self.line.plan, kind=data.get("kind", ""), source=data.get("source", "")
        )
        if same.filter(title=data.get("title", "")).exclude(pk=self.line.pk).exists():
            self.add_error("title", _("The plan already has this line: say what makes this one another."))
        return data


class BudgetDecisionForm(DocumentForm):
    total = Dong(
        label=_("Approved total, đồng"), help_text=_("As the decision has it: the lines add up to it.")
    )
    reason = LongWords(label=_("Why it was amended"), max_length=2000, required=False)

    field_order = ("total", "number", "on", "reason")

    def __init__(self, *args, is_amendment, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_amendment
        if not is_amendment:
            del self.fields["reason"]


class MoveForm(forms.Form):
    amount = Dong(label=_("Amount, đồng"))
    document = Words(label=_("Voucher or document number"), max_length=60)
    on = Day(label=_("Day of the document"))
    note = Words(label=_("What for"), max_length=300, required=False)

    def __init__(self, *args, office, settled=None, settles="", activities=(), **kwargs):
        """`settled` are pairs (entry, open amount) to choose from, `settles` says for what."""
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = working_day(office)
        if settled is not None:
            self.fields["settled"] = forms.TypedChoiceField(
                label=settles,
                choices=[(entry.pk, _open_words(entry, left)) for entry, left in settled],
                coerce=int,
            )
        if activities:
            none = [("", _("None of them"))]
            self.fields["activity"] = forms.TypedChoiceField(
                label=_("For the activity"),
                choices=[*none, *((row.pk, row.name) for row in activities)],
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.order_fields(["settled", "activity"])


def _open_words(entry, left):
    return f"{entry.document} · {entry.on:%d/%m/%Y} · {dong(left)}"


# Support


class LineChoice(forms.ModelChoiceField):
    """A budget line with what is available on it."""

    widget = forms.RadioSelect

    def label_from_instance(self, line):
        facts = {"line": line, "plan": line.plan, "available": dong(line.available)}
        return _("%(plan)s: %(line)s (available %(available)s)") % facts


class FromLineForm(forms.Form):
    line = LineChoice(label=_("Paid from the budget line"), queryset=None, empty_label=None)

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines_of(office)


def lines_of(office):
    """The lines support of the office can be paid from: approved ones of plans that are not closed."""
    plans = Plan.objects.filter(office=office).exclude(state="closed")
    rows = BudgetLine.objects.filter(plan__in=plans, approved__gt=0)
    return rows.select_related("plan").order_by("-plan__first_year", "position", "pk")


class OtherSupportForm(FromLineForm):
    kind = forms.ChoiceField(
        label=_("Kind of support"),
        choices=lambda: [pair for pair in sentence_case(SupportKind) if pair[0] != SupportKind.AWARD],
    )
    producer = forms.ModelChoiceField(label=_("Producer"), queryset=None, empty_label=None)
    amount = Dong(label=_("Amount, đồng"))
    ground = Words(label=_("Legal ground"), max_length=200)
    note = Words(label=_("What for"), max_length=300, required=False)

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, office=office, **kwargs)
        self.fields["producer"].queryset = Producer.objects.filter(unit__covered_by__unit=office.unit_id)


class ReasonForm(forms.Form):
    comment = LongWords(label=_("Reason"), max_length=300)


class NothingForm(forms.Form):
    """A confirmation that asks nothing more."""


class VoucherForm(forms.Form):
    voucher = Words(
        label=_("Voucher"), max_length=60, help_text=_("Number of the payment order, e.g. UNC 12.")
    )
    paid_on = Day(label=_("Paid on"))

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paid_on"].initial = working_day(office)


class RecoveryForm(DocumentForm):
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=lambda: sentence_case(RecoveryGround),
        widget=forms.RadioSelect,
        help_text=_(
            "Once all of it is back after a wrong account or a wrong amount, the support is due again; "
            "otherwise it is not."
        ),
    )
    amount = Dong(
        label=_("Amount to be paid back, đồng"),
        help_text=_("All that was paid, or a part of it."),
    )
    reason = LongWords(label=_("Reason"), max_length=300, help_text=_("The producer reads it."))

    field_order = ("ground", "amount", "reason", "number", "on")

    def __init__(self, *args, kept, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = kept


class ReceivedForm(forms.Form):
    voucher = Words(label=_("Voucher of the money paid back"), max_length=60)
    received_on = Day(label=_("Received on"))

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = working_day(office)


class BatchForm(forms.Form):
    title = Words(label=_("Title of the batch"), max_length=200)


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=lambda: sentence_case(PaperKind))
    number = Words(
        label=_("Number, day or place of the original"),
        max_length=120,
        help_text=_("For example: request of 02/07/2024, binder 3."),
    )
    upload = CheckedFileField(label=_("Copy"), required=False)


class AccountForm(forms.Form):
    holder = Words(label=_("Account holder"), max_length=150)
    bank = Words(label=_("Bank, branch"), max_length=150)
    number = Words(label=_("Account number"), max_length=40)

    def clean_number(self):
        typed = self.cleaned_data["number"]
        if not payees.cleaned_number(typed):
            raise ValidationError(_("Write the account number with 6 to 34 digits or letters."))
        return typed


# Policies


class PolicyForm(forms.Form):
    """A legal act with what it pays: one sum per event and star, and the level that pays each star."""

    office = forms.ModelChoiceField(label=_("For the area of"), queryset=None, empty_label=None)
    name = Words(label=_("Name"), max_length=200)
    legal_act = Words(
        label=_("Legal act"), max_length=200, help_text=_("For example 135/KH-UBND of 15/03/2023.")
    )
    kind = forms.ChoiceField(label=_("Kind of support"), choices=lambda: sentence_case(SupportKind))
    per = forms.ChoiceField(label=_("Paid"), choices=lambda: sentence_case(Per))
    in_force_from = Day(label=_("In force from"))
    in_force_to = Day(label=_("To (inclusive)"), required=False)
    upgrade_pays_difference = forms.BooleanField(label=_("An upgrade pays the difference"), required=False)
    papers = forms.MultipleChoiceField(
        label=_("Papers asked for before payment"),
        choices=lambda: sentence_case(PaperKind),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices_of(user, Role.OFFICER).exclude(unit=None)
        for event in SupportEvent:
            for stars in STARS:
                label = _("%(event)s, %(stars)s stars: đồng") % {
                    "event": capfirst(event.label),
                    "stars": stars,
                }
                self.fields[rate_name(event, stars)] = Dong(label=label, required=False)
        levels = [pair for pair in sentence_case(Level) if pair[0] != Level.CENTRAL]
        for stars in STARS:
            label = _("%(stars)s stars are paid by the level of the") % {"stars": stars}
            self.fields[f"payer_{stars}"] = forms.ChoiceField(label=label, choices=levels)

    def clean(self):
        data = super().clean()
        first, last = data.get("in_force_from"), data.get("in_force_to")
        if first and last and last < first:
            self.add_error("in_force_to", _("The first day is not after the last."))
        if not self.errors and not self.rates():
            raise ValidationError(_("Enter at least one sum."), code="empty")
        office, act = data.get("office"), data.get("legal_act")
        known = SupportPolicy.objects.filter(legal_act=act, kind=data.get("kind"))
        if office and act and known.filter(unit=office.unit_id).exists():
            self.add_error("legal_act", _("The policy of this legal act is entered already."))
        return data

    def rates(self):
        """Return (event, stars, amount, payer) for every sum that was filled in."""
        data = self.cleaned_data
        return [
            (event, stars, data[rate_name(event, stars)], data[f"payer_{stars}"])
            for event in SupportEvent
            for stars in STARS
            if data.get(rate_name(event, stars))
        ]


def rate_name(event, stars):
    return f"{event}_{stars}"


class PolicyEndForm(forms.Form):
    in_force_to = Day(label=_("Last day in force"))

    def __init__(self, *args, policy, **kwargs):
        super().__init__(*args, initial={"in_force_to": today()}, **kwargs)
        self.policy = policy

    def clean_in_force_to(self):
        day = self.cleaned_data["in_force_to"]
        if day < self.policy.in_force_from:
            raise ValidationError(_("The first day is not after the last."))
        return day
