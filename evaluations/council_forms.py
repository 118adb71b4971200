"""What officers and secretaries fill in on the pages of councils. A wrong form keeps what was typed."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from evaluations import replacements, sessions
from evaluations.dossier_forms import Words
from evaluations.enums import MinimumJudgedBy, Rounding, SeatRole, Vote
from evaluations.models import Council, CouncilRules, Seat
from evaluations.reevaluation import usual_vote
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import User, offices_of
from ocop_portal.core.days import today

DAY_ERRORS = {"invalid": _("Write the day as dd/mm/yyyy, for example 05/08/2026.")}


class Day(forms.DateField):
    default_error_messages = DAY_ERRORS


def standing_offices(user):
    """The offices that may set up a council for the person: where one is an officer."""
    return offices_of(user, Role.OFFICER).order_by("name", "pk")


class CouncilForm(forms.Form):
    """A council with its working rules, as the establishing decision and the Quy chế have them."""

    RULES = (
        "number",
        "quorum_percent",
        "chair_must_score",
        "spread_limit",
        "rounding",
        "minimum_judged_by",
        "cumulative_minima",
        "recused_seats_count",
        "vote",
        "reason_required_points",
    )

    office = forms.ModelChoiceField(
        label=_("Standing office"),
        queryset=None,
        empty_label=None,
        help_text=_("The council scores products of this office's area, at its level."),
    )
    name = Words(label=_("Name of the council"), max_length=200)
    decision_number = Words(label=_("Number of the establishing decision"), max_length=80)
    established_on = Day(label=_("Established on"))
    dissolved_on = Day(label=_("Dissolved on"), required=False, help_text=_("Empty while it is at work."))
    number = Words(label=_("Number of the working rules (Quy chế)"), max_length=80)
    quorum_percent = forms.IntegerField(
        label=_("Quorum, percent of the members who score"), min_value=1, max_value=100, initial=75
    )
    chair_must_score = forms.BooleanField(
        label=_("The chair must be among them"), required=False, initial=True
    )
    spread_limit = forms.DecimalField(
        label=_("Score again when two totals lie further apart than, in points"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        initial=10,
    )
    rounding = forms.ChoiceField(
        label=_("Rounding before the star is read"), choices=Rounding, initial=Rounding.NONE
    )
    minimum_judged_by = forms.ChoiceField(
        label=_("How a minimum of a star is judged"),
        choices=MinimumJudgedBy,
        initial=MinimumJudgedBy.MAJORITY,
    )
    cumulative_minima = forms.BooleanField(
        label=_("A star also needs the minima of the lower stars"), required=False, initial=True
    )
    recused_seats_count = forms.BooleanField(
        label=_("Members who are recused count for the quorum"), required=False, initial=True
    )
    vote = forms.ChoiceField(
        label=_("How the council votes"), choices=Vote, initial=Vote.MEETING, required=False
    )
    reason_required_points = forms.IntegerField(
        label=_("Ask for a reason when a mark is off the self-score by more than, in points"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Empty: no reason is asked for."),
    )

    def __init__(self, *args, user, council=None, **kwargs):
        self.council = council or Council()
        if council:
            kwargs.setdefault("initial", _values(council) | _values(council.rules))
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = standing_offices(user)
        self.fields["office"].initial = standing_offices(user).first()

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("established_on"), cleaned.get("dissolved_on")
        if since and until and until < since:
            self.add_error("dissolved_on", _("A council is not dissolved before it is established."))
        cleaned["vote"] = cleaned.get("vote") or Vote.MEETING
        return cleaned

    @transaction.atomic
    def save(self):
        """Rules that a result was computed with stay as they were: a change makes new ones."""
        values = self.cleaned_data
        rules_values = {name: values[name] for name in self.RULES}
        old = self.council.rules if self.council.pk else None
        if old is None or any(getattr(old, name) != value for name, value in rules_values.items()):
            self.council.rules = CouncilRules.objects.create(**rules_values)
        for name in ("office", "name", "decision_number", "established_on", "dissolved_on"):
            setattr(self.council, name, values[name])
        self.council.level = values["office"].level
        self.council.save()
        return self.council


def _values(row):
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}


def refuse_changing_the_past(seat, first, last=None):
    """Who scores in a session is settled when it opens: no seat appears on its day or disappears from it."""
    opened = seat.council.sessions.exclude(opened_at=None).filter(held_on__gte=first)
    if last:
        opened = opened.filter(held_on__lte=last)
    held_on = opened.order_by("-held_on").values_list("held_on", flat=True).first()
    if held_on and seat.role in SeatRole.scoring():
        raise ValidationError(
            _("The session of %(day)s was opened with the members of that day: they stay as they were."),
            params={"day": f"{held_on:%d/%m/%Y}"},
        )


def person_of(email):
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise ValidationError(_("No account has this e-mail address. Check it, or ask an administrator."))
    return found


class SeatForm(forms.Form):
    """A seat for a person who already has an account, found by the e-mail address."""

    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("The person needs an account; an administrator makes accounts."),
    )
    role = forms.ChoiceField(
        label=_("Role in the council"), choices=SeatRole, widget=forms.RadioSelect, initial=SeatRole.MEMBER
    )
    representing = Words(
        label=_("Representing"),
        max_length=200,
        required=False,
        help_text=_("The agency or organisation, as in the establishing decision."),
    )
    since = Day(label=_("Member from"))

    def __init__(self, *args, council, **kwargs):
        self.council = council
        kwargs.setdefault("initial", {"since": council.established_on})
        super().__init__(*args, **kwargs)

    def clean_email(self):
        return person_of(self.cleaned_data["email"])

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since < self.council.established_on:
            raise ValidationError(_("The council was not established yet on that day."))
        return since

    def clean(self):
        """The constraints of the table speak: one seat per person, one chair."""
        cleaned = super().clean()
        if not self.errors:
            self.seat = Seat(
                council=self.council,
                user=cleaned["email"],
                **{name: cleaned[name] for name in ("role", "representing", "since")},
            )
            self.seat.full_clean()
            self._ask_about_sessions()
        return cleaned

    def _ask_about_sessions(self):
        try:
            refuse_changing_the_past(self.seat, self.seat.since)
        except ValidationError as refused:
            self.add_error("since", refused)

    def save(self):
        self.seat.save()
        return self.seat


class SeatReplaceForm(forms.Form):
    """Who takes the place of a member, from which day on, by which decision."""

    email = forms.EmailField(
        label=_("E-mail of the newcomer"),
        help_text=_("The person needs an account; an administrator makes accounts."),
    )
    representing = Words(label=_("Representing"), max_length=200, required=False)
    since = Day(label=_("Member from"), help_text=_("The day before is the last one of who leaves."))
    reason = Words(label=_("Decision or reason"), max_length=300)

    def __init__(self, *args, seat, **kwargs):
        self.seat = seat
        kwargs.setdefault("initial", {"since": today(), "representing": seat.representing})
        super().__init__(*args, **kwargs)

    def clean_email(self):
        found = person_of(self.cleaned_data["email"])
        if self.seat.council.seats.filter(user=found, until=None).exists():
            raise ValidationError(_("This person already has a seat in the council."))
        return found

    def clean_since(self):
        since = self.cleaned_data["since"]
        answer = replacements.fits_from(self.seat, since)
        if not answer:
            raise ValidationError(answer.reason)
        return since

    def save(self, by):
        facts = {name: self.cleaned_data[name] for name in ("since", "reason", "representing")}
        return replacements.replace_member(self.seat, user=self.cleaned_data["email"], by=by, **facts)


class SeatEndForm(forms.Form):
    until = Day(
        label=_("Last day in the council"),
        help_text=_("Cards the person submitted before stay as they are."),
    )

    def __init__(self, *args, seat, **kwargs):
        self.seat = seat
        super().__init__(*args, **kwargs)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < self.seat.since:
            raise ValidationError(_("The first day is not after the last."))
        before = self.seat.until or date.max
        if until != before:
            refuse_changing_the_past(self.seat, min(until, before) + timedelta(days=1), max(until, before))
        return until

    def save(self):
        self.seat.until = self.cleaned_data["until"]
        self.seat.save(update_fields=["until"])
        return self.seat


class SessionForm(forms.Form):
    name = Words(
        label=_("Name of the session"), max_length=200, help_text=_("For example: Session 1, round of 2026.")
    )
    held_on = Day(
        label=_("Held on"),
        help_text=_("Who holds a seat on this day may score. For an older session: the day of its minutes."),
    )
    starts_at = forms.TimeField(
        label=_("Begins at"),
        required=False,
        input_formats=("%H:%M", "%H:%M:%S", "%Hh%M", "%Hh"),
        help_text=_("For example 08:30."),
        error_messages={"invalid": _("Write the hour as hh:mm, for example 08:30.")},
    )
    place = Words(label=_("Place of the session"), max_length=200, required=False)
    vote = forms.ChoiceField(label=_("Vote"), choices=Vote, widget=forms.RadioSelect, required=False)
    reply_by = Day(
        label=_("Last day for handing in cards"),
        required=False,
        help_text=_("For a vote in writing: members hand in their cards from the first day to this one."),
    )

    def __init__(self, *args, council, **kwargs):
        self.council = council
        kwargs.setdefault("initial", {"held_on": today(), "vote": usual_vote(council)})
        super().__init__(*args, **kwargs)

    def clean(self):
        """A vote in writing has a last day, a meeting has none."""
        cleaned = super().clean()
        first, last = cleaned.get("held_on"), cleaned.get("reply_by")
        cleaned["vote"] = cleaned.get("vote") or self.council.rules.vote
        if cleaned["vote"] != Vote.WRITTEN:
            cleaned["reply_by"] = None
        elif "reply_by" not in self.errors and (last is None or (first and last < first)):
            self.add_error(
                "reply_by",
                _("A written vote has a last day for handing in the cards, not before it begins."),
            )
        return cleaned

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        answer = sessions.can_hold_on(self.council, day)
        if not answer:
            raise ValidationError(answer.reason)
        return day
