"""The people who act for a producer: invited by an officer of its area, and withdrawn by one.

The invited person chooses the password behind a link; nobody else ever knows it. Withdrawing takes effect
with the next page the person opens; who was a member from when to when stays in the history.
"""

from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ocop_portal.accounts.invitations import account_for, days_of_link, password_link
from ocop_portal.accounts.models import memberships_of
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.mail import queue_text
from producers.models import ProducerMember
from producers.rules import can_manage_members

MAIL = "producers/email/invitation"


@transaction.atomic
def invite(producer, *, email, full_name, by):
    """Make the person a member of the producer and queue the invitation; return the membership.

    Inviting somebody again who has not chosen a password yet sends a new link. Raises `Refusal` for accounts
    that work in an office: nobody sits on both sides of the desk.
    """
    require(can_manage_members(by, producer))
    user, _is_new = account_for(email, full_name)
    if not user.is_active:
        raise Refusal(_("This account is closed: ask the administrator of the portal."))
    if user.is_superuser or memberships_of(user).exists():
        raise Refusal(_("This account works in an office: a producer's member needs an account of its own."))
    member, is_new_member = ProducerMember.objects.get_or_create(user=user, producer=producer)
    if not is_new_member and user.has_usable_password():
        raise Refusal(_("This person already acts for the producer."))
    _send(member, by)
    return member


def _send(member, by):
    user = member.user
    with override(user.language):
        context = {
            "user": user,
            "producer": member.producer,
            "inviter": by,
            "link": "" if user.has_usable_password() else password_link(user),
            "days": days_of_link(),
            "site": settings.SITE_URL,
        }
        subject = render_to_string(f"{MAIL}_subject.txt", context).strip()
        body = render_to_string(f"{MAIL}_body.txt", context)
    queue_text(user.email, subject, body, key=f"invitation:{member.pk}:{uuid4()}")


@transaction.atomic
def withdraw(member, *, by):
    """End the membership at once. The account stays; it sees nothing of the producer any more."""
    require(can_manage_members(by, member.producer))
    member.delete()
