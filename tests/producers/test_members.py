"""A producer's own accounts: invited, a password chosen behind a link, only the own seen, withdrawn."""

import re

import pytest
from django.urls import reverse

from ocop_portal.accounts.models import User
from ocop_portal.core.access import Refusal
from ocop_portal.core.models import OutgoingMail
from producers.members import invite, withdraw
from producers.models import ProducerMember
from tests import cast

pytestmark = pytest.mark.django_db

EMAIL = "hoa@chu-the.example"


def invited(producer=None, **changed):
    values = {"email": EMAIL, "full_name": "Giáp Thị Hoa", "by": cast.officer(cast.COMMUNE)}
    return invite(producer or cast.producer(), **values | changed)


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)


def test_the_officer_invites_on_the_page_and_the_mail_waits_in_the_outbox(client):
    cast.sign_in(client, cast.officer(cast.COMMUNE))
    address = reverse("member_invite", args=[cast.producer().pk])
    answer = client.post(address, {"email": EMAIL.upper(), "full_name": " Giáp  Thị Hoa "})
    assert answer.url == reverse("producer_record", args=[cast.producer().pk])
    member = ProducerMember.objects.get()
    assert (member.user.full_name, member.user.email) == ("Giáp Thị Hoa", EMAIL)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == EMAIL
    assert str(cast.producer()) in mail.subject
    assert "chưa đặt mật khẩu" in client.get(answer.url).content.decode()


def test_the_invited_person_chooses_a_password_once_and_sees_only_the_own_things(client):
    own = cast.dossier()
    other = cast.dossier(cast.product("Chè Người Khác", made_by=cast.producer("Hợp tác xã khác")))
    invited(own.product.producer)
    link = link_in(OutgoingMail.objects.get())
    page = client.get(link, follow=True)
    new = {"password1": "vai-thieu-chin-muon-9", "password2": "vai-thieu-chin-muon-9"}
    assert client.post(page.redirect_chain[-1][0], new).status_code == 302
    client.logout()
    answer = client.post(reverse("account_login"), {"login": EMAIL, "password": new["password1"]})
    assert answer.status_code == 302
    listed = client.get(reverse("dossier_desk")).content.decode()
    assert str(own.product) in listed
    assert "Chè Người Khác" not in listed
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    client.logout()
    assert "password1" not in client.get(link, follow=True).content.decode()


def test_inviting_again_sends_a_new_link_until_there_is_a_password():
    invited()
    member = invited()
    assert ProducerMember.objects.count() == 1
    assert OutgoingMail.objects.count() == 2
    member.user.set_password(cast.PASSWORD)
    member.user.save()
    with pytest.raises(Refusal):
        invited()


def test_somebody_with_an_account_signs_in_with_it():
    user = cast.person("Giáp Thị Hoa")
    assert invited(email=user.email, full_name="Tên Khác").user == user
    assert User.objects.get(pk=user.pk).full_name == "Giáp Thị Hoa"
    body = OutgoingMail.objects.get().body
    assert reverse("account_login") in body
    assert "quen-mat-khau" not in body


@pytest.mark.parametrize("who", [cast.leader, cast.officer, cast.auditor])
def test_nobody_sits_on_both_sides_of_the_desk(who):
    with pytest.raises(Refusal):
        invited(email=who(cast.PROVINCE).email)
    assert not ProducerMember.objects.exists()


@pytest.mark.parametrize(
    "who", [lambda: cast.leader(cast.COMMUNE), cast.stranger, lambda: cast.producer_member()]
)
def test_only_officers_of_the_area_invite_and_withdraw(who):
    member = cast.producer_member()
    for act in (lambda: invited(by=who()), lambda: withdraw(member.producer_memberships.get(), by=who())):
        with pytest.raises(Refusal):
            act()
    assert ProducerMember.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_a_withdrawn_person_finds_nothing_and_the_history_remembers(client):
    dossier = cast.dossier()
    user = cast.producer_member(dossier.product.producer)
    member = user.producer_memberships.get()
    cast.sign_in(client, cast.officer(cast.COMMUNE))
    client.post(reverse("member_withdraw", args=[member.pk]))
    cast.sign_in(client, user)
    assert client.get(dossier.get_absolute_url()).status_code == 404
    past = ProducerMember.history.filter(user_id=user.pk).latest()
    assert (past.history_type, past.history_user) == ("-", cast.officer(cast.COMMUNE))
