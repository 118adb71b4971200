"""What a revocation rests on as scans, and who is told of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations import revocation_files, revocations
from evaluations.enums import RevocationGround
from evaluations.models import Revocation, RevocationFile
from ocop_portal.accounts.models import Notice, User
from ocop_portal.core.access import Refusal
from ocop_portal.core.models import OutgoingMail
from producers.models import Producer
from tests import cast
from tests.evaluations.test_certificates import certified
from tests.evaluations.test_lifecycle import decision, november, old, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures(november.__name__)]


def test_producer_receiving_office_and_province_are_told_once_each_in_their_language():
    certificate = certified()
    member = cast.producer_member(of=certificate.product.producer)
    offices = [cast.officer(at) for at in (cast.COMMUNE, cast.PROVINCE)]
    User.objects.filter(pk=offices[1].pk).update(language="en")
    bystanders = [cast.stranger(), cast.officer(cast.DISTRICT), cast.officer(cast.MINISTRY)]
    found = proposed(certificate.product)

    revocations.decide(found, **decision())

    notices = {notice.user: notice.text for notice in Notice.objects.filter(key=f"revocation-{found.pk}")}
    assert set(notices) == {member, *offices} and not set(notices) & set(bystanders)
    assert "The recognition of" in notices[offices[1]] and "The recognition of" not in notices[member]
    mails = OutgoingMail.objects.filter(key__startswith=f"revocation-{found.pk}-")
    assert sorted(mails.values_list("recipient", flat=True)) == sorted(user.email for user in notices)
    assert all(found.get_absolute_url() in row.body for row in mails)


def test_producer_without_an_account_is_told_at_the_noted_address():
    product = old()
    Producer.objects.filter(pk=product.producer_id).update(email="HTX@example.vn")

    revocations.decide(proposed(product), **decision())

    assert OutgoingMail.objects.filter(recipient="htx@example.vn").count() == 1


def test_scan_is_kept_with_the_case_once_and_not_after_its_end():
    found, officer = proposed(old()), cast.officer(cast.COMMUNE)
    kept = revocation_files.attach(found, upload=cast.pdf("Biên bản.pdf"), by=officer)

    assert (kept.original_name, kept.content_type) == ("Biên bản.pdf", "application/pdf")
    for by, upload in (
        (officer, cast.pdf("lại.pdf")),
        (officer, SimpleUploadedFile("a.pdf", b"<html>")),
        (cast.leader(cast.PROVINCE), cast.pdf("x.pdf", "x")),
    ):
        with pytest.raises(Refusal):
            revocation_files.attach(found, upload=upload, by=by)
    decided = revocations.decide(found, **decision())
    with pytest.raises(Refusal, match="đã đóng"):
        revocation_files.attach(decided, upload=cast.pdf("y.pdf", "y"), by=officer)
    assert decided.files.count() == 1


def test_request_of_the_producer_is_no_finding_against_it(client):
    found = proposed(old(), RevocationGround.VOLUNTARY)

    page = cast.sign_in(client, cast.officer(cast.COMMUNE)).get(found.get_absolute_url()).text

    assert "Lý do chủ thể xin rút hạng sao" in page and "vi phạm đã phát hiện" not in page


def test_conclusion_and_its_scan_are_written_together_or_not_at_all(client):
    product = old()
    page = reverse("product_revoke", args=[product.pk])
    typed = {"ground": "mark", "source": "BB 5", "concluded_on": "20/11/2026", "findings": "Nhãn ghi sai."}
    cast.sign_in(client, cast.officer(cast.COMMUNE))

    refused = client.post(page, typed | {"scan": SimpleUploadedFile("a.exe", b"MZ")})
    assert "Nhãn ghi sai." in refused.text and not Revocation.objects.exists()

    answer = client.post(page, typed | {"scan": cast.pdf("ket-luan.pdf")}, follow=True)
    assert "ket-luan.pdf" in answer.text
    served = client.get(reverse("revocation_file", args=[RevocationFile.objects.get().pk]))
    assert served["Content-Type"] == "application/pdf" and served.getvalue().startswith(b"%PDF")
