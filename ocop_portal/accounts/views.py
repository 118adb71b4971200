"""One's own account: who I am to the portal, where I work, which seats I hold."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ocop_portal.accounts.forms import ProfileForm
from ocop_portal.accounts.models import memberships_of


@login_required
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account is saved."))
        return redirect("profile")
    memberships = memberships_of(request.user).select_related("office")
    return render(request, "account/profile.html", {"form": form, "memberships": memberships})
