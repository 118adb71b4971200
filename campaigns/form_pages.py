"""The page of a form: what it is about, what will happen, the form, the button, the way back."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_portal.core.access import Conflict
from products.conflicts import conflict_page


@dataclass(frozen=True)
class FormPage:
    """`points` say what will happen; `crumbs` are pairs of an address and a label.

    `remove_url` is where the record of the form is removed, if it may be.
    """

    title: str
    button: str
    cancel_url: str
    crumbs: tuple = ()
    points: list = field(default_factory=list)
    is_dangerous: bool = False
    remove_url: str = ""

    def render(self, request, form=None):
        """The page with its form; without one it only asks whether to go on."""
        form = form if form is not None else Form()
        context = {"form": form, "page": self, "is_multipart": form.is_multipart()}
        return render(request, "campaigns/form.html", context)


def saved(request, form, save, again, *, done, where):
    """Save what the form says and go on, or show both versions when somebody else was faster.

    `save()` returns the record; `again(data, instance)` makes the form to send again; `where(record)` is the
    page to go to.
    """
    try:
        record = save()
    except Conflict as conflict:
        return conflict_page(request, form, conflict, again=again)
    messages.success(request, done)
    return redirect(where(record))


def count_base(name, *args):
    """The address under which the lists behind the numbers lie; the indicator's key and a slash follow."""
    return reverse(name, args=[*args, "x"]).removesuffix("x/")


def plan_crumbs(plan):
    return ((reverse("plan_desk"), _("Plans")), (plan.get_absolute_url(), str(plan)))
