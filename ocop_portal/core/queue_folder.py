"""The queue as a folder of files, as kombu has it, but a reader never meets a message that is half written.

Kombu makes the file first and writes it afterwards. A worker that looks in between reads nothing, takes that
for a broken message and ends; with `manage.py up` everything ends with it. Here a message gets its name once
it is whole, and what is not one (left by a full disk, say) is passed over: a task is only a wake-up, the
truth is a row.
"""

import logging
from pathlib import Path
from time import monotonic
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "folder"
logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **_kwargs):
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        unseen = folder / f".{name}"  # a name no queue asks for
        unseen.write_text(dumps(payload))
        unseen.rename(folder / name)

    def _get(self, queue):
        while True:
            try:
                return super()._get(queue)
            except ValueError as error:  # JSON that is none, text that is none
                logger.warning("a damaged message of the queue was passed over: %s", error)


class Transport(filesystem.Transport):
    Channel = Channel


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
