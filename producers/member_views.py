"""Inviting the people who act for a producer, and ending that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ocop_portal.core.access import Refusal, require
from producers.forms import InviteForm
from producers.members import invite, withdraw
from producers.models import Producer, ProducerMember
from producers.rules import can_manage_members

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def member_invite(request, pk):
    producer = get_object_or_404(Producer.objects.visible_to(request.user), pk=pk)
    require(can_manage_members(request.user, producer))
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (member := _invited(request, producer, form)):
        text = _("%(name)s is invited; the mail to %(email)s is on its way.")
        messages.success(request, text % {"name": member.user, "email": member.user.email})
        return redirect("producer_record", producer.pk)
    return render(request, "producers/member_invite.html", {"form": form, "producer": producer})


def _invited(request, producer, form):
    try:
        return invite(producer, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("email", refusal.reason)
        return None


@login_required
@form_page
def member_withdraw(request, pk):
    visible = Producer.objects.visible_to(request.user)
    rows = ProducerMember.objects.filter(producer__in=visible).select_related("user", "producer__unit")
    member = get_object_or_404(rows, pk=pk)
    require(can_manage_members(request.user, member.producer))
    if request.method == "POST":
        withdraw(member, by=request.user)
        messages.success(request, _("%(name)s no longer acts for the producer.") % {"name": member.user})
        return redirect("producer_record", member.producer_id)
    return render(request, "producers/member_withdraw.html", {"member": member, "producer": member.producer})
