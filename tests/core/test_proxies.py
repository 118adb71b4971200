"""Who asks, when proxies stand in front: the visitor our proxy names, never one that a stranger made up."""

import io
from ipaddress import ip_network

import pytest
import time_machine
from axes.models import AccessAttempt
from django.urls import reverse

from ocop_portal.core.proxies import caller
from ocop_portal.wsgi import application
from products.api_answers import MOST_A_MINUTE
from tests import cast

PROXY, INNER_PROXY, VISITOR, STRANGER = "172.18.0.1", "10.0.0.7", "203.0.113.9", "198.51.100.66"
TRUSTED = [ip_network("172.16.0.0/12"), ip_network(INNER_PROXY)]
PRODUCTS = "/api/v1/products/"


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        (PROXY, VISITOR, VISITOR),
        (PROXY, f"{STRANGER}, {VISITOR}", VISITOR),  # the visitor wrote the first word
        (PROXY, f"{VISITOR}, {INNER_PROXY}", VISITOR),
        (PROXY, f"{STRANGER}, {PROXY}, {VISITOR}, {INNER_PROXY}", VISITOR),
        (f"::ffff:{PROXY}", VISITOR, VISITOR),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{VISITOR}, <script>", PROXY),
        (PROXY, INNER_PROXY, INNER_PROXY),
        (STRANGER, VISITOR, STRANGER),
        (STRANGER, f"{VISITOR}, {PROXY}", STRANGER),
        ("", VISITOR, ""),
    ],
)
def test_caller_is_the_first_that_is_no_proxy_of_ours(peer, forwarded, found):
    assert caller(peer, forwarded, TRUSTED) == found


def test_without_proxies_of_ours_nobody_is_believed():
    assert caller(STRANGER, VISITOR, []) == STRANGER


@pytest.mark.django_db
@time_machine.travel("2026-11-02T10:00:30+07:00", tick=False)  # in one minute, however slow the machine
def test_documented_limit_is_the_measured_one_behind_a_proxy(client, settings):
    settings.TRUSTED_PROXIES = TRUSTED

    def answers(visitor):
        via = {"REMOTE_ADDR": PROXY, "headers": {"X-Forwarded-For": f"{STRANGER}, {visitor}"}}
        return [client.get(PRODUCTS, **via).status_code for _n in range(MOST_A_MINUTE + 2)]

    refused = answers(VISITOR).count(429)
    assert 1 <= refused <= 2
    assert client.get(PRODUCTS, REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": STRANGER}).status_code == 200


@pytest.mark.django_db
@time_machine.travel("2026-11-02T10:00:30+07:00", tick=False)  # in one minute, however slow the machine
def test_made_up_header_does_not_widen_the_limit_of_a_stranger(client, settings):
    settings.TRUSTED_PROXIES = TRUSTED
    answers = [
        client.get(PRODUCTS, REMOTE_ADDR=STRANGER, headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code
        for n in range(MOST_A_MINUTE + 2)
    ]

    assert 1 <= answers.count(429) <= 2


@pytest.mark.django_db
@pytest.mark.parametrize(("peer", "counted"), [(PROXY, VISITOR), (STRANGER, STRANGER)])
def test_failed_sign_in_is_counted_for_the_same_address(client, settings, peer, counted):
    settings.TRUSTED_PROXIES = TRUSTED
    person = cast.person("Ai Đó")
    typed = {"login": person.email, "password": "khong-phai"}

    client.post(reverse("account_login"), typed, REMOTE_ADDR=peer, headers={"X-Forwarded-For": VISITOR})

    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == [counted]


@pytest.mark.django_db
@pytest.mark.parametrize(("peer", "logged"), [(PROXY, VISITOR), (STRANGER, STRANGER)])
def test_access_log_of_the_server_reads_the_same_address(settings, peer, logged):
    """Gunicorn writes the `REMOTE_ADDR` it finds in the request's environment after the answer."""
    settings.TRUSTED_PROXIES = TRUSTED
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/healthz", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
        "REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": VISITOR,
    }  # fmt: skip

    application(environ, lambda *_started: None)

    assert environ["REMOTE_ADDR"] == logged
