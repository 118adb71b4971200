"""The queue in a folder: nothing half written is ever read, and what is damaged stops nobody."""

import threading
from queue import Empty

import pytest
from django.conf import settings
from kombu import Connection

from ocop_portal.core.queue_folder import SCHEME

MANY = 400


@pytest.fixture
def channel(tmp_path):
    folders = {"data_folder_in": str(tmp_path / "messages"), "data_folder_out": str(tmp_path / "messages")}
    (tmp_path / "messages").mkdir()
    options = folders | {"control_folder": str(tmp_path / "control")}
    with Connection(f"{SCHEME}://localhost", transport_options=options) as connection:
        yield connection.default_channel


def taken(channel):
    try:
        return channel._get("celery")["n"]
    except Empty:
        return None


def test_embedded_default_uses_it():
    assert settings.REDIS_URL or settings.CELERY_BROKER_URL.startswith(f"{SCHEME}:")


def test_damaged_messages_are_passed_over_and_the_next_is_read(channel, tmp_path):
    for number, content in enumerate((b"", b'{"n": ', b"\xff\xfe")):
        (tmp_path / "messages" / f"0{number}_x.celery.msg").write_bytes(content)
    channel._put("celery", {"n": 7})

    assert taken(channel) == 7
    assert taken(channel) is None


def test_reader_beside_a_busy_writer_gets_every_message_once(channel, caplog):
    writer = threading.Thread(target=lambda: [channel._put("celery", {"n": n}) for n in range(MANY)])
    writer.start()
    found = []
    while writer.is_alive():
        found.append(taken(channel))
    found += iter(lambda: taken(channel), None)

    assert sorted(n for n in found if n is not None) == list(range(MANY))
    assert not caplog.records


def test_queues_of_other_names_are_left_alone(channel):
    channel._put("other", {"n": 1})

    assert taken(channel) is None
