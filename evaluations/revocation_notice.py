"""Who is told that a recognition has ended: the producer, the receiving office and the province.

Once each, in the person's language, by mail and in the portal; a producer without an account by mail only.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from evaluations.authority import regulation_on
from evaluations.recipients import officers_over
from ocop_portal.accounts.models import User
from ocop_portal.accounts.notices import notify
from ocop_portal.core.mail import queue_text

LONGEST_NOTICE = 400


def tell(revocation):
    """Write notices and mail of a decided revocation; who signed it knows already."""
    people = _people(revocation)
    for user in people:
        with override(user.language if user.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            text = _text(revocation)
            address = revocation.get_absolute_url()
            notify([user], key=f"revocation-{revocation.pk}", text=text[:LONGEST_NOTICE], url=address)
            _mail(revocation, user.email, f"{text}\n\n{settings.SITE_URL}{address}", user.pk)
    _tell_without_account(revocation)


def _people(revocation):
    """The producer's members, then the officers of receiving office and province."""
    product, day = revocation.product, revocation.decided_on
    members = product.producer.members.values_list("user", flat=True)
    regulation = regulation_on(day)
    over = officers_over([product.made_in_id], regulation, day)[product.made_in_id] if regulation else []
    keys = {*members, *(officer.user for officer in over)} - {revocation.signed_by_id}
    return User.objects.filter(pk__in=keys, is_active=True).order_by("pk")


def _tell_without_account(revocation):
    producer = revocation.product.producer
    if producer.email and not producer.members.filter(user__is_active=True).exists():
        with override(settings.LANGUAGE_CODE):
            _mail(revocation, producer.email.lower(), _text(revocation), "producer")


def _mail(revocation, address, body, whom):
    subject = _("The recognition of %(product)s has ended") % {"product": revocation.product}
    queue_text(address, subject, body, key=f"revocation-{revocation.pk}-{whom}")


def _text(revocation):
    return _("The recognition of %(product)s ended on %(day)s by decision %(number)s: %(ground)s.") % {
        "product": revocation.product,
        "day": f"{revocation.decided_on:%d/%m/%Y}",
        "number": revocation.number,
        "ground": revocation.get_ground_display(),
    }
