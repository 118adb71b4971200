"""How allauth behaves here: nobody signs up alone, and its mail goes through our outbox."""

from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter

from ocop_portal.core.mail import queue_text


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators and officers."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        queue_text(email, message.subject, message.body, key=f"{template_prefix}:{uuid4()}")

    def format_email_subject(self, subject):
        return subject
