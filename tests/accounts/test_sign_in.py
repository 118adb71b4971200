"""Signing in by e-mail, being locked out, asking for a new password."""

import re

import pytest
from axes.models import AccessAttempt
from django.core import mail as outbox

from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import has_role, offices_of, units_of
from ocop_portal.core.mail import send_waiting
from ocop_portal.core.models import OutgoingMail
from tests import cast

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=cast.PASSWORD):
    return client.post("/dang-nhap/", {"login": email, "password": password})


def test_sign_in_by_email_in_any_case_opens_the_workspace(client):
    user = cast.officer(cast.COMMUNE)

    answer = sign_in(client, user.email.upper())

    assert answer.headers["Location"] == "/lam-viec/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_sign_in_with_wrong_password_keeps_the_address_and_says_why(client):
    user = cast.officer(cast.COMMUNE)

    answer = sign_in(client, user.email, "sai")

    assert "_auth_user_id" not in client.session
    assert user.email in answer.text
    assert answer.context["form"].errors


def test_sign_in_locked_after_five_failures_even_with_the_right_password(client):
    user = cast.officer(cast.COMMUNE)
    for _attempt in range(5):
        sign_in(client, user.email, "sai")

    answer = sign_in(client, user.email)

    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session
    assert AccessAttempt.objects.get().failures_since_start >= 5


def test_failures_of_one_account_lock_no_other_and_every_spelling_counts(client):
    user, other = cast.officer(cast.COMMUNE), cast.leader(cast.COMMUNE)
    for _attempt in range(4):
        sign_in(client, user.email, "sai")
    sign_in(client, f" {user.email.upper()}", "sai")

    assert sign_in(client, user.email).status_code == 429
    assert sign_in(client, other.email).headers["Location"] == "/lam-viec/"
    assert AccessAttempt.objects.get().username == user.email


def test_administration_has_no_door_of_its_own(client):
    administrator = cast.User.objects.create_superuser(
        "quan-tri@example.vn", cast.PASSWORD, full_name="Quản trị"
    )
    wrong = {"username": administrator.email, "password": cast.PASSWORD}

    answer = client.post("/admin/login/?next=/admin/", wrong)

    assert answer.headers["Location"] == "/dang-nhap/?next=%2Fadmin%2F"
    assert "_auth_user_id" not in client.session


def test_sign_in_of_a_closed_account_refused(client):
    user = cast.officer(cast.COMMUNE)
    user.is_active = False
    user.save()

    sign_in(client, user.email)

    assert "_auth_user_id" not in client.session


def test_sign_up_is_closed(client):
    answer = client.post("/dang-ky/", {"email": "moi@example.vn", "password1": "mot-mat-khau-dai"})

    assert "account/signup_closed.html" in [template.name for template in answer.templates]
    assert not cast.User.objects.filter(email="moi@example.vn").exists()


def test_password_reset_goes_through_the_outbox_and_works_once(client, settings):
    user = cast.officer(cast.COMMUNE)
    client.post("/quen-mat-khau/", {"email": user.email})
    queued = OutgoingMail.objects.get()
    assert outbox.outbox == []
    send_waiting()
    [sent] = outbox.outbox
    assert sent.to == [user.email] and sent.body == queued.body

    path = re.search(rf"{settings.SITE_URL}(/\S+)", sent.body)[1]
    form = client.get(path, follow=True)
    answer = client.post(
        form.redirect_chain[-1][0], {"password1": "khoai-sen-tre-2026", "password2": "khoai-sen-tre-2026"}
    )

    assert answer.headers["Location"].endswith("/xong/")
    assert sign_in(client, user.email, "khoai-sen-tre-2026").headers["Location"] == "/lam-viec/"
    client.logout()
    assert "token_fail" in client.get(path, follow=True).context


def test_password_reset_mail_names_the_portal_whatever_host_was_asked(client, settings):
    settings.SITE_URL = "https://ocop.example.vn"

    client.post("/quen-mat-khau/", {"email": cast.officer(cast.COMMUNE).email}, HTTP_HOST="testserver:6666")

    body = OutgoingMail.objects.get().body
    assert "https://ocop.example.vn/quen-mat-khau/" in body
    assert "6666" not in body


def test_password_reset_of_an_unknown_address_looks_the_same(client):
    known = client.post("/quen-mat-khau/", {"email": cast.officer(cast.COMMUNE).email})
    unknown = client.post("/quen-mat-khau/", {"email": "khong-ai@example.vn"})

    assert known.headers["Location"] == unknown.headers["Location"]


def test_profile_saves_name_and_keeps_what_is_wrong(client):
    user = cast.officer(cast.COMMUNE)
    client.force_login(user)

    wrong = client.post("/tai-khoan/", {"full_name": "", "phone": "0987 654 321", "language": "vi"})
    assert "0987 654 321" in wrong.text

    client.post("/tai-khoan/", {"full_name": "Lý Thị Hạnh", "phone": "0987654321", "language": "vi"})
    user.refresh_from_db()
    assert user.full_name == "Lý Thị Hạnh"


def test_profile_takes_no_rights_no_unknown_language_and_no_hidden_signs(client):
    user = cast.officer(cast.COMMUNE)
    client.force_login(user)
    wanted = {"full_name": "Lý\u202e Thị\r\nHạnh", "phone": "0987\x07654321", "language": "vi"}

    client.post("/tai-khoan/", wanted | {"language": "xx"})
    user.refresh_from_db()
    assert user.language == "vi" and user.full_name != "Lý Thị Hạnh"

    client.post("/tai-khoan/", wanted | {"is_staff": "on", "is_superuser": "on", "email": "khac@example.vn"})
    changed = cast.User.objects.get(pk=user.pk)
    assert (changed.full_name, changed.phone) == ("Lý Thị Hạnh", "0987654321")
    assert (changed.is_staff, changed.is_superuser, changed.email) == (False, False, user.email)


def test_sign_out_asks_first(client):
    client.force_login(cast.officer(cast.COMMUNE))

    client.get("/dang-xuat/")
    assert "_auth_user_id" in client.session

    client.post("/dang-xuat/")
    assert "_auth_user_id" not in client.session


def test_units_of_an_officer_are_those_under_the_office():
    user = cast.officer(cast.PROVINCE)

    mine = units_of(user)

    assert mine.filter(address_code=cast.COMMUNE).exists()
    assert mine.filter(address_code=cast.DISTRICT_COMMUNE).exists()
    assert not mine.filter(address_code=cast.OTHER_PROVINCE).exists()


def test_role_ends_with_its_last_day():
    user = cast.officer(cast.COMMUNE)
    membership = user.memberships.get()
    membership.until = cast.date(2026, 3, 31)
    membership.save()

    assert has_role(user, Role.OFFICER, at=cast.date(2026, 3, 31))
    assert not has_role(user, Role.OFFICER, at=cast.date(2026, 4, 1))
    assert list(offices_of(user, at=cast.date(2026, 4, 1))) == []
