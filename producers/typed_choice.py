"""Choosing one of thousands by typing its name: a text field with suggestions, and radios when in doubt.

Works without scripts: the form is sent, and when the name does not say enough the candidates come back as
radios. Nothing is ever guessed.
"""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_portal.core.text import clean_text, fold

MOST_CANDIDATES = 8


class TypedChoiceWidget(forms.TextInput):
    """Its value is (typed text, pk of the radio). A radio counts only for the text it was offered for."""

    template_name = "producers/_typed_choice.html"

    def __init__(self, suggestions_url_name="", attrs=None):
        super().__init__(attrs)
        self.suggestions_url_name = suggestions_url_name
        self.candidates = []

    def value_from_datadict(self, data, files, name):
        typed = clean_text(data.get(name, "")).strip()
        offered_for = clean_text(data.get(f"{name}-asked", "")).strip()
        return typed, data.get(f"{name}-choice", "") if offered_for == typed else ""

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def format_value(self, value):
        return value[0] if value else ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["candidates"] = self.candidates
        context["widget"]["chosen"] = value[1] if value else ""
        context["widget"]["suggestions_url"] = (
            reverse(self.suggestions_url_name) if self.suggestions_url_name else ""
        )
        return context


class TypedChoiceField(forms.Field):
    """Subclasses say how to find (`candidates`), name (`label_of`) and be sure of (`is_sure`) an object.

    `current` is what the record holds now: leaving its name as it is keeps it, whoever may choose what.
    """

    widget = TypedChoiceWidget
    current = None
    nothing_found = ""

    def candidates(self, typed):
        """Return the likeliest objects, at most `MOST_CANDIDATES` + 1."""
        return []

    def chosen(self, pk):
        """Return the object of that key if it may be chosen, else None."""

    def label_of(self, obj):
        return str(obj)

    def is_exact(self, typed, obj):
        return fold(self.label_of(obj)) == fold(typed)

    def is_sure(self, typed, obj):
        return self.is_exact(typed, obj)

    def prepare_value(self, value):
        return value if isinstance(value, tuple) else (self.label_of(value), "") if value else ("", "")

    def clean(self, value):
        typed, choice = value or ("", "")
        if not typed:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if self.current is not None and self.label_of(self.current) == typed:
            return self.current
        if choice.isascii() and choice.isdecimal() and len(choice) < 19 and (picked := self.chosen(choice)):
            return picked
        return self._only_one(typed)

    def _only_one(self, typed):
        found = self.candidates(typed)
        for certain in (self.is_exact, self.is_sure):
            fitting = [obj for obj in found if certain(typed, obj)]
            if len(fitting) == 1:
                return fitting[0]
        if not found:
            raise forms.ValidationError(self.nothing_found, code="unknown")
        self.widget.candidates = [(obj.pk, self.label_of(obj)) for obj in found[:MOST_CANDIDATES]]
        raise forms.ValidationError(
            _("Choose one of the names below, or type more of the name."), code="ambiguous"
        )

    def has_changed(self, initial, data):
        return self.prepare_value(initial)[0] != (data or ("",))[0]
