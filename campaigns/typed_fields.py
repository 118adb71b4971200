"""Fields that name places, producers and products by typing: one, or one a line."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plan_forms import EditForm
from ocop_portal.areas.lookup import find
from ocop_portal.core.text import clean_text, fold, name_norm
from ocop_portal.core.words import called
from producers.models import Producer
from producers.places import CommuneField
from producers.rules import officer_units
from producers.typed_choice import MOST_CANDIDATES, TypedChoiceField, TypedChoiceWidget
from products.codes import canonical
from products.models import Product

MOST_LINES = 500


class PlaceField(CommuneField):
    """A unit of any level in the officer's area, of today or before July 2025."""

    def candidates(self, typed):
        return find(typed, units=officer_units(self.user), limit=MOST_CANDIDATES + 1)

    def chosen(self, pk):
        return officer_units(self.user).with_parents().filter(pk=pk).first()


def products_of(user):
    return Product.objects.filter(made_in__in=officer_units(user)).select_related("producer")


def producers_of(user):
    return Producer.objects.filter(unit__in=officer_units(user))


class ProductField(TypedChoiceField):
    """A product of the officer's area, by its code or its name."""

    user = None
    nothing_found = _("No product of this name or code is registered in the area of your office.")

    def __init__(self, **kwargs):
        super().__init__(widget=TypedChoiceWidget(), **kwargs)

    def candidates(self, typed):
        code = canonical(typed)
        found = products_of(self.user)
        found = found.filter(codes__code=code) if code else found.search(typed.partition("(")[0])
        return list(found.order_by("sort_key", "pk")[: MOST_CANDIDATES + 1])

    def chosen(self, pk):
        return products_of(self.user).filter(pk=pk).first()

    def label_of(self, obj):
        return f"{obj.name} ({obj.producer.name})"

    def is_exact(self, typed, obj):
        return canonical(typed) == obj.code if canonical(typed) else fold(typed) == fold(self.label_of(obj))

    def is_sure(self, typed, obj):
        return fold(typed) == fold(obj.name)


class LinesField(forms.CharField):
    """Things of the officer's area, one a line, each with a whole number after a semicolon if one is told.

    Cleans to pairs (object, number or None). A line that names nothing, or several things, is named itself.
    """

    user = None
    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 40_000, **kwargs})

    def clean(self, value):
        lines = [line.strip() for line in clean_text(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(gettext("At most %(most)s lines.") % {"most": MOST_LINES})
        found, wrong = {}, []
        for line in lines:
            name, _mark, number = line.partition(";")
            self._read(name.strip(), number.strip(), found, wrong)
        if wrong:
            raise ValidationError(wrong)
        return list(found.items())

    def _read(self, name, number, found, wrong):
        rows = list(self.named(name)[:2])
        amount = number.replace(".", "").replace(" ", "")
        if len(rows) != 1:
            text = gettext("“%(name)s” is not known in the area of your office.")
            several = gettext("“%(name)s” names more than one; write the code.")
            wrong.append((several if rows else text) % {"name": name[:80]})
        elif amount and not (amount.isascii() and amount.isdecimal() and len(amount) < 15):
            text = gettext("After the semicolon stands a whole number: %(name)s.")
            wrong.append(text % {"name": name[:80]})
        else:
            found[rows[0]] = int(amount) if amount else None

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(self.line_of(row, number) for row, number in value)

    def in_words(self, value):
        return "; ".join(self.prepare_value([row]) for row in value)

    def line_of(self, row, number):
        amount = f"{number or 0:,}".replace(",", ".")
        return f"{self.name_of(row)}; {amount}" if number else self.name_of(row)


class ProductLines(LinesField):
    def named(self, name):
        code = canonical(name)
        rows = products_of(self.user)
        return rows.filter(codes__code=code) if code else rows.filter(name_norm=name_norm(name))

    def name_of(self, row):
        return row.code or row.name


class ProducerLines(LinesField):
    def named(self, name):
        rows = producers_of(self.user)
        known = rows.filter(registration_code=name)
        return known if known.exists() else rows.filter(called(name))

    def name_of(self, row):
        return row.registration_code or row.name


class DeskRecordForm(EditForm):
    """A record form whose typed fields know who types, and whose lines are set after saving.

    `lines` names the fields of lines that fill the relation of their name.
    """

    lines = ()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name, field in self.fields.items():
            if hasattr(field, "user"):
                field.user = user
            if isinstance(field, TypedChoiceField) and self.instance.pk:
                field.current = self.initial[name] = getattr(self.instance, name)
        if self.instance.pk:
            for name in self.lines:
                self.initial[name] = [(row, None) for row in getattr(self.instance, name).all()]

    def stored(self, record, name):
        value = super().stored(record, name)
        return [(row, None) for row in value] if name in self.lines else value

    @transaction.atomic
    def save_all(self):
        """Save the record and what its lines name; return the record. Raises `Conflict`."""
        record = self.save_over()
        for name in self.lines:
            getattr(record, name).set([row for row, _number in self.cleaned_data[name]])
        return record
