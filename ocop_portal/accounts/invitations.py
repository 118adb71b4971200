"""An account made for somebody else: the person chooses the password, behind a link sent by mail."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from ocop_portal.accounts.models import User

SECONDS_OF_A_DAY = 86400


def account_for(email, full_name):
    """Return (account, whether it is new). A new one has no password yet and cannot sign in."""
    known = User.objects.filter(email__iexact=email).first()
    if known:
        return known, False
    return User.objects.create_user(email, full_name=full_name), True


def password_link(user):
    """Return the address at which the person chooses a password, once, within `days_of_link` days."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)


def days_of_link():
    return settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY
