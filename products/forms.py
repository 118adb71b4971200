"""The forms of a product and of its photos."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.files import PICTURES, CheckedFileField
from ocop_portal.core.text import fold, name_norm
from producers.forms import DeskForm, RecordForm
from producers.models import Producer
from producers.places import CommuneField
from producers.rules import officer_units
from producers.typed_choice import MOST_CANDIDATES, TypedChoiceField, TypedChoiceWidget
from products.enums import ProductGroup
from products.models import Photo, Product, ProductSet


class ProducerField(TypedChoiceField):
    """A producer of the officer's area. `user` is set by the form."""

    user = None
    nothing_found = _("No producer of this name is registered in the area of your office: register it first.")

    def __init__(self, **kwargs):
        super().__init__(widget=TypedChoiceWidget("producer_suggestions"), **kwargs)

    def candidates(self, typed):
        return producers_named(typed, self.user)

    def chosen(self, pk):
        return producers_of(self.user).filter(pk=pk).first()

    def label_of(self, obj):
        return f"{obj.name} ({obj.unit.full_name})"

    def is_exact(self, typed, obj):
        return name_norm(typed) in (name_norm(obj.name), name_norm(self.label_of(obj)))

    def is_sure(self, typed, obj):
        return fold(typed) in (fold(obj.name), fold(self.label_of(obj)))


def producers_of(user):
    producers = Producer.objects.filter(unit__in=officer_units(user))
    return producers.select_related("unit__parent__parent")


def producers_named(typed, user):
    found = producers_of(user).search(typed.replace("(", " ").replace(")", " "))
    return list(found.order_by("sort_key", "pk")[: MOST_CANDIDATES + 1])


def sets_by_group(product_sets):
    """Return the choices of a select: the sets under their six groups."""
    by_group = {group: [] for group in ProductGroup}
    for product_set in product_sets:
        by_group[ProductGroup(product_set.group)].append((product_set.pk, str(product_set)))
    return [("", "---------"), *((group.label, sets) for group, sets in by_group.items() if sets)]


class ProductForm(DeskForm):
    place_field = "made_in"
    duplicate_question = _(
        "A product of this name is already registered in this commune. Use that one, or tick the box."
    )

    producer = ProducerField(label=_("Producer"), help_text=_("Type the name of a registered producer."))
    made_in = CommuneField(
        label=_("Made in (commune)"),
        help_text=_("Of today, or as it was before July 2025. Type its name; with its district if need be."),
    )

    class Meta:
        model = Product
        fields = ["producer", "name", "product_set", "made_in", "summary", "packaging", "story"]
        widgets = {"story": forms.Textarea(attrs={"rows": 8, "maxlength": 10000})}
        help_texts = {
            "name": _("As on the label."),
            "product_set": _("It decides which score sheet applies."),
            "story": _("In the producer's own words; the product page says so."),
        }

    def __init__(self, *args, producer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self._set_up_producer(producer)
        current = ProductSet.objects.filter(taxonomy=ProductSet.CURRENT)
        if self.instance.product_set_id:
            current |= ProductSet.objects.filter(pk=self.instance.product_set_id)
        self.fields["product_set"].queryset = current.order_by("-taxonomy", "number")
        self.fields["product_set"].choices = sets_by_group(self.fields["product_set"].queryset)

    def _set_up_producer(self, producer):
        """The producer of a product with a code stays: the code's papers name it."""
        if self.instance.code:
            del self.fields["producer"]
            return
        field = self.fields["producer"]
        field.user = self.user
        field.current = self.instance.producer if self.instance.pk else producer
        if field.current is not None:
            self.initial["producer"] = field.current
            self.initial.setdefault("made_in", field.current.unit)

    def clean_story(self):
        return story_of(self)


class StoryForm(RecordForm):
    """What a producer tells of its product, for its own people."""

    class Meta:
        model = Product
        fields = Product.OWN_WORDS
        widgets = {"story": forms.Textarea(attrs={"rows": 14, "maxlength": 10000})}
        help_texts = {
            "summary": _("What it is and what is good about it. Search engines show this sentence."),
            "packaging": _("For example: bottle of 500 ml, box of 1 kg."),
            "story": _("Where it comes from, who makes it and how. Leave a line empty between two parts."),
        }

    def clean_story(self):
        return story_of(self)


def story_of(form):
    text = form.cleaned_data["story"]
    if len(text) > 10000:
        raise ValidationError(gettext("Write at most 10,000 characters."))
    return text


class CaptionForm(RecordForm):
    """What a photo shows, said again."""

    class Meta:
        model = Photo
        fields = ["caption"]
        help_texts = {
            "caption": _("In a few words; people who cannot see the photo hear them instead."),
        }


class PhotoForm(forms.Form):
    photo = CheckedFileField(
        allowed=PICTURES,
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG, WEBP or HEIC, up to 20 MB. It is turned upright and its hidden data removed."
        ),
    )
    caption = forms.CharField(
        label=_("Caption"),
        max_length=200,
        required=False,
        help_text=_("What the photo shows, in a few words; people who cannot see it hear them instead."),
    )
