"""One's own account: who I am to the portal, where I work, which seats I hold."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.accounts.forms import ProfileForm
from ocop_portal.accounts.models import Notice, memberships_of
from ocop_portal.accounts.notices import mark_read
from ocop_portal.core.filters import AskedFor
from ocop_portal.core.pagination import list_page

READ_STATES = {"": gettext_lazy("All"), "unread": gettext_lazy("Unread"), "read": gettext_lazy("Read")}


@login_required
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account is saved."))
        return redirect("profile")
    memberships = memberships_of(request.user).select_related("office")
    return render(request, "account/profile.html", {"form": form, "memberships": memberships})


@login_required
def notice_desk(request):
    """What the portal told the person, the newest first; reading one is a click of its own."""
    if request.method == "POST":
        key = request.POST.get("notice", "")
        if "all" in request.POST:
            mark_read(request.user)
        elif key.isdecimal() and len(key) < 19:
            mark_read(request.user, only=key)
        return redirect(request.get_full_path())
    asked = AskedFor(request.GET)
    state = asked.one_of("trang-thai", READ_STATES)
    notices = Notice.objects.visible_to(request.user)
    if state:
        notices = notices.filter(read_at__isnull=state == "unread")
    context = {
        "asked": {"state": state, "notices": asked.notices},
        "states": READ_STATES,
        "page": list_page(request, notices),
        "unread": Notice.objects.visible_to(request.user).unread().count(),
    }
    return render(request, "account/notice_desk.html", context)
