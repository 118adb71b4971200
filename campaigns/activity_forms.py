"""What officers fill in about activities, tasks, stages of the cycle and product ideas."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.enums import STEP_OF_KIND, ActivityKind, CycleStep
from campaigns.models import Activity, Organisation, Participation, ProductIdea, ShownProduct, Task
from campaigns.money_forms import Dong
from campaigns.plan_forms import Day, EditForm, limited
from campaigns.typed_fields import DeskRecordForm, LinesField, ProducerLines, ProductField, ProductLines
from evaluations.dossier_forms import LongWords
from ocop_portal.accounts.models import Office
from ocop_portal.areas.models import AdministrativeUnit
from ocop_portal.core.days import today
from ocop_portal.core.versions import save_over
from producers.places import CommuneField
from products.forms import ProducerField


class OfficeLines(LinesField):
    def named(self, name):
        return Office.objects.filter(name__iexact=name)

    def name_of(self, row):
        return row.name


class ActivityForm(DeskRecordForm):
    """An activity with those who took part and the products shown, the orders after a semicolon."""

    step = forms.ChoiceField(
        label=_("Step of the cycle"),
        required=False,
        choices=[("", _("The usual one of its kind")), *CycleStep.choices],
    )
    partners = OfficeLines(label=_("Offices taking part"), help_text=_("One office a line, by its name."))
    producers = ProducerLines(
        label=_("Producers taking part"),
        help_text=_("One a line: registration code or name; after a semicolon the number of people."),
    )
    products = ProductLines(
        label=_("Products shown"),
        help_text=_("One a line: code or name; after a semicolon the orders made there, in đồng."),
    )

    cost = Dong(label=_("Planned cost, đồng"), least=0, required=False)

    class Meta:
        model = Activity
        fields = [
            *("kind", "name", "step", "begins_on", "ends_on", "held_on", "province", "venue", "topic"),
            *("audience", "people", "items", "partners", "organisations", "producers", "products"),
            *("budget_line", "cost", "report", "cancelled_why"),
        ]
        widgets = {
            "organisations": forms.CheckboxSelectMultiple,
            "report": forms.Textarea(attrs={"rows": 5, "maxlength": 10000}),
        }

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["province"].queryset = AdministrativeUnit.objects.provinces().order_by("sort_key", "pk")
        self.fields["budget_line"].queryset = plan.budget_lines.all()
        self.fields["organisations"].queryset = Organisation.objects.visible_to(self.user)
        if self.instance.pk:
            for name in ("partners", "producers", "products"):
                self.initial[name] = self.stored(self.instance, name)

    def clean_report(self):
        return limited(self.cleaned_data["report"], 10000)

    def clean(self):
        data = super().clean()
        if not data.get("step") and data.get("kind"):
            data["step"] = STEP_OF_KIND[ActivityKind(data["kind"])]
        return data

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day and day > today():
            raise ValidationError(gettext("An activity that was held was not held in the future."))
        return day

    def stored(self, record, name):
        if name == "partners":
            return [(office, None) for office in record.partners.all()]
        if name == "producers":
            return [
                (row.producer, row.people if row.people > 1 else None)
                for row in record.participations.select_related("producer")
            ]
        if name == "products":
            return [(row.product, row.orders or None) for row in record.shown.select_related("product")]
        return super().stored(record, name)

    @transaction.atomic
    def save_all(self):
        data = self.cleaned_data
        if not self.instance.pk:
            self.instance.plan, self.instance.lead = self.plan, self.plan.office
        activity = self.save_over()
        activity.partners.set([office for office, _number in data["partners"]])
        activity.organisations.set(data["organisations"])
        activity.participations.all().delete()
        Participation.objects.bulk_create(
            Participation(activity=activity, producer=producer, people=min(people or 1, 30_000))
            for producer, people in data["producers"]
        )
        activity.shown.all().delete()
        ShownProduct.objects.bulk_create(
            ShownProduct(activity=activity, product=product, orders=orders or 0)
            for product, orders in data["products"]
        )
        return activity

    def _save_m2m(self):
        """The lists are saved by `save_all`, with what stands after their semicolons."""


class TaskForm(DeskRecordForm):
    lead_name = OfficeLines(
        label=_("Leads"), required=True, help_text=_("The office in charge, by its name.")
    )
    partners = OfficeLines(label=_("Take part"), help_text=_("One office a line, by its name."))

    class Meta:
        model = Task
        fields = ["title", "step", "due_on", "done_on"]

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if self.instance.pk:
            self.initial["lead_name"] = [(self.instance.lead, None)]
            self.initial["partners"] = self.stored(self.instance, "partners")
        else:
            self.initial["lead_name"] = [(plan.office, None)]

    def clean_lead_name(self):
        named = self.cleaned_data["lead_name"]
        if len(named) != 1:
            raise ValidationError(gettext("One office leads a task."))
        return named

    def stored(self, record, name):
        if name == "lead_name":
            return [(record.lead, None)]
        value = super().stored(record, name)
        return [(office, None) for office in value] if name == "partners" else value

    @transaction.atomic
    def save_all(self):
        self.instance.plan, self.instance.lead = self.plan, self.cleaned_data["lead_name"][0][0]
        task = self.save_over()
        task.partners.set([office for office, _number in self.cleaned_data["partners"]])
        return task


class StagesForm(forms.Form):
    """When the plan takes each of the six steps; carries the version of the days it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    counter = "stages_version"

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.initial["version"] = plan.stages_version
        for step in CycleStep:
            for name, label in (("begins_on", _("from")), ("ends_on", _("to"))):
                self.fields[f"{step}-{name}"] = Day(label=f"{step.label}: {label}", required=False)
        self.initial |= {name: self.stored(plan, name) for name in self.record_fields}

    @property
    def record_fields(self):
        return [name for name in self.fields if name != "version"]

    def stored(self, plan, name):
        """The day the plan holds for the field, None for a step without days."""
        step, _dash, side = name.partition("-")
        prefetch_related_objects([plan], "stages")
        return next((getattr(stage, side) for stage in plan.stages.all() if stage.step == step), None)

    def clean(self):
        data = super().clean()
        for step in CycleStep:
            first, last = data.get(f"{step}-begins_on"), data.get(f"{step}-ends_on")
            if bool(first) != bool(last) and not self._has_error(step):
                self.add_error(f"{step}-ends_on", gettext("Give both days of the step, or none."))
            elif first and last and first > last:
                self.add_error(f"{step}-ends_on", gettext("The first day is not after the last."))
        return data

    def _has_error(self, step):
        return any(name in self.errors for name in (f"{step}-begins_on", f"{step}-ends_on"))

    def days(self):
        """{step: (first day, last day)} of the steps that have days."""
        data = self.cleaned_data
        return {
            step: (data[f"{step}-begins_on"], data[f"{step}-ends_on"])
            for step in CycleStep
            if data[f"{step}-begins_on"]
        }

    @transaction.atomic
    def save_all(self):
        """Give the plan's steps these days and return the plan. Raises `Conflict`."""
        plan = save_over(self.plan, [], version=self.cleaned_data["version"], counter=self.counter)
        plan.stages.all().delete()
        for step, (first, last) in self.days().items():
            plan.stages.create(step=step, begins_on=first, ends_on=last)
        return plan


class IdeaForm(DeskRecordForm):
    unit = CommuneField(label=_("Commune"))
    producer = ProducerField(label=_("Producer"), required=False, help_text=_("If it is registered already."))

    class Meta:
        model = ProductIdea
        fields = ["name", "wish", "unit", "group", "proposer", "producer", "registered_on", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4, "maxlength": 4000})}

    def clean_description(self):
        return limited(self.cleaned_data["description"], 4000)


class SurveyForm(EditForm):
    surveyed_on = Day(label=_("Surveyed on"))
    strengths = LongWords(label=_("Strengths"), max_length=4000)
    weaknesses = LongWords(label=_("Weaknesses"), max_length=4000)
    remedy = LongWords(label=_("Remedy"), max_length=4000)
    remedied_on = Day(label=_("Remedy carried out on"), required=False)

    class Meta:
        model = ProductIdea
        fields = ["surveyed_on", "strengths", "weaknesses", "remedy", "remedied_on"]


class DevelopForm(DeskRecordForm):
    """The product the idea became, registered before."""

    product = ProductField(label=_("Product"), help_text=_("Register the product first, then name it here."))

    class Meta:
        model = ProductIdea
        fields = []


class ReasonForm(forms.Form):
    reason = LongWords(
        label=_("Reason"),
        max_length=2000,
        error_messages={"required": _("Write the reason first: the people concerned will read it.")},
    )
