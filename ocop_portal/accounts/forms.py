"""Forms of one's own account."""

from django import forms

from ocop_portal.accounts.models import User


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "phone", "language"]
        widgets = {"language": forms.RadioSelect(choices=[("vi", "Tiếng Việt"), ("en", "English")])}
