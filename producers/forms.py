"""The form of a producer, and what every form of the desk has in common."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.days import today
from ocop_portal.core.text import clean_text
from ocop_portal.core.words import called
from producers.enums import Gender
from producers.models import Producer
from producers.places import CommuneField

EARLIEST_DAY = date(1900, 1, 1)
PHONE = re.compile(r"\+?[\d\s.()-]{8,20}")
REGISTRATION_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]*")


class RecordForm(forms.ModelForm):
    """A record with a version, so that the second of two people who change it is told."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = clean_text(value).strip()
        return cleaned

    @property
    def record_fields(self):
        """The names of the model's fields this form sets."""
        return [name for name in self._meta.fields if name in self.fields]


class DeskForm(RecordForm):
    """A record with a commune of the officer's area; it asks when it looks like another one."""

    is_different = forms.BooleanField(
        label=_("It is a different one, save it"), required=False, widget=forms.HiddenInput
    )
    place_field = "unit"

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.duplicates = []
        place = self.fields[self.place_field]
        place.user = user
        if self.instance.pk:
            place.current = self.initial[self.place_field] = getattr(self.instance, self.place_field)

    def full_clean(self):
        """Ask about a look-alike last, when the record itself is right."""
        super().full_clean()
        if self.is_bound and not self._errors:
            self._ask_about_duplicates()

    def _ask_about_duplicates(self):
        self.duplicates = list(self.similar()[:5])
        if self.duplicates and not self.cleaned_data.get("is_different"):
            self.fields["is_different"].widget = forms.CheckboxInput()
            self.add_error("is_different", self.duplicate_question)

    def similar(self):
        """Records of the same commune whose folded name is the same, without the record itself."""
        return (
            self._meta.model.objects.filter(
                called(self.cleaned_data["name"]), **{self.place_field: self.cleaned_data[self.place_field]}
            )
            .exclude(pk=self.instance.pk)
            .order_by("sort_key", "pk")
        )


class ProducerForm(DeskForm):
    duplicate_question = _(
        "A producer of this name is already registered in this commune. Use that one, or tick the box."
    )

    unit = CommuneField(
        label=_("Commune"),
        help_text=_("Of today, or as it was before July 2025. Type its name; with its district if need be."),
    )

    class Meta:
        model = Producer
        fields = [
            "kind",
            "name",
            "registration_code",
            "registered_on",
            "unit",
            "address",
            "representative_name",
            "representative_gender",
            "representative_ethnic_group",
            "phone",
            "email",
            "website",
            "publish_representative",
            "publish_phone",
            "publish_email",
            "publish_address",
            "introduction",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "representative_gender": forms.RadioSelect(choices=Gender.choices),
            "introduction": forms.Textarea(attrs={"rows": 6, "maxlength": 5000}),
            "phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("kind", "representative_gender"):
            choices = self.fields[name].widget.choices
            self.fields[name].widget.choices = [
                (value, capfirst(label)) for value, label in choices if value or name != "kind"
            ]

    def clean_registration_code(self):
        code = "".join(clean_text(self.cleaned_data["registration_code"]).split())
        if code and not REGISTRATION_CODE.fullmatch(code):
            raise ValidationError(gettext("Use figures, letters, dots, dashes and strokes only."))
        return code

    def clean_registered_on(self):
        day = self.cleaned_data["registered_on"]
        if day and not EARLIEST_DAY <= day <= today():
            raise ValidationError(gettext("Enter the day of registration; it is not in the future."))
        return day

    def clean_phone(self):
        number = clean_text(self.cleaned_data["phone"]).strip()
        if number and not PHONE.fullmatch(number):
            raise ValidationError(gettext("Enter a phone number such as 0912 345 678."))
        return number

    def clean_introduction(self):
        return introduction_of(self)


class IntroductionForm(RecordForm):
    """What a producer tells of itself, for its own people."""

    class Meta:
        model = Producer
        fields = Producer.OWN_WORDS
        widgets = {"introduction": forms.Textarea(attrs={"rows": 10, "maxlength": 5000})}
        help_texts = {
            "introduction": _("Who you are, what you make and how. Leave a line empty between two parts.")
        }

    def clean_introduction(self):
        return introduction_of(self)


def introduction_of(form):
    text = form.cleaned_data["introduction"]
    if len(text) > 5000:
        raise ValidationError(gettext("Write at most 5,000 characters."))
    return text


class InviteForm(forms.Form):
    """Whom to invite. An account that exists already keeps its own name."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The invitation goes there, and the person signs in with it."),
    )

    def clean_full_name(self):
        return " ".join(clean_text(self.cleaned_data["full_name"]).split())

    def clean_email(self):
        return self.cleaned_data["email"].lower()
