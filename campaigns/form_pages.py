"""The page of a form: what it is about, what will happen, the form, the button, the way back."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class FormPage:
    """`points` say what will happen; `crumbs` are pairs of an address and a label."""

    title: str
    button: str
    cancel_url: str
    crumbs: tuple = ()
    points: list = field(default_factory=list)
    is_dangerous: bool = False

    def render(self, request, form):
        context = {"form": form, "page": self, "is_multipart": form.is_multipart()}
        return render(request, "campaigns/form.html", context)


def plan_crumbs(plan):
    return ((reverse("plan_desk"), _("Plans")), (plan.get_absolute_url(), str(plan)))
