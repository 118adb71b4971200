"""Mail delivered into a folder, one file for each Message-ID: what the embedded default uses.

A message handed in twice is kept once, and the folder can be asked whether it has one. Both let the outbox
finish what a killed process began (see `core.mail`).
"""

import re
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from ocop_portal.core.write_once import write_once


class EmailBackend(BaseEmailBackend):
    def __init__(self, *args, file_path=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages):
        """Deliver each message; return how many there were, delivered before or now."""
        for email in email_messages:
            message = email.message()
            write_once(self.path_of(message["Message-ID"]), message.as_bytes(linesep="\r\n"))
        return len(email_messages)

    def was_delivered(self, message_id):
        return self.path_of(message_id).exists()

    def path_of(self, message_id):
        return self.folder / f"{re.sub(r'[^A-Za-z0-9@.-]', '', message_id)}.eml"
