"""Forms of one's own account."""

from django import forms

from ocop_portal.accounts.models import User
from ocop_portal.core.text import clean_text

LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]


class ProfileForm(forms.ModelForm):
    """The name stands on score sheets and decisions: one line, nothing unseen in it."""

    language = forms.ChoiceField(
        label=User._meta.get_field("language").verbose_name, choices=LANGUAGES, widget=forms.RadioSelect
    )

    class Meta:
        model = User
        fields = ["full_name", "phone", "language"]

    def clean_full_name(self):
        return " ".join(clean_text(self.cleaned_data["full_name"]).split())

    def clean_phone(self):
        return " ".join(clean_text(self.cleaned_data["phone"]).split())
