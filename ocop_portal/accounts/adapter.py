"""How allauth behaves here: nobody signs up alone, and its mail goes through our outbox."""

from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from ocop_portal.core.mail import queue_text


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators and officers."""

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """The portal's own address, never the host name and port a request claims to have come to."""
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.SITE_URL}{asked.path}"

    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        queue_text(email, message.subject, message.body, key=f"{template_prefix}:{uuid4()}")

    def format_email_subject(self, subject):
        return subject
