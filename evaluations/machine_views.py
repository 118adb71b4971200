"""The machine room: an administrator sees whether clock, queue and mail work, and sends failed mail again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluations.enums import Channel
from evaluations.machine import signs
from ocop_portal.core.access import Allowed, Denied, require
from ocop_portal.core.mail import send_again
from ocop_portal.core.models import OutgoingMail
from ocop_portal.core.pagination import list_page


def can_see_machine_room(user):
    if user.is_superuser:
        return Allowed()
    return Denied(_("Only administrators look into the machine room."))


def _troubled():
    return OutgoingMail.objects.failed() | OutgoingMail.objects.unclear()


@require_safe
@login_required
def machine_room(request):
    require(can_see_machine_room(request.user))
    found = signs()
    context = {
        "signs": found,
        "told": [(Channel(channel).label, count) for channel, count in sorted(found.told.items())],
        "page": list_page(request, _troubled().order_by("-created_at", "-pk")),
    }
    return render(request, "evaluations/machine_room.html", context)


@require_POST
@login_required
def mail_again(request, pk):
    require(can_see_machine_room(request.user))
    mail = get_object_or_404(_troubled(), pk=pk)
    send_again(mail)
    messages.success(request, _("The e-mail to %(address)s is tried again.") % {"address": mail.recipient})
    return redirect("machine_room")
