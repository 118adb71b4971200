"""Sealed certificates: nothing can be changed in them, keys rotate, and the paper carries what it must."""

import io
import json
import random
import stat
import string
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse

from evaluations import certificate_paper, corrections, keys, revocations, seals
from evaluations.models import CertificateTemplate, SigningKey
from ocop_portal.core.days import add_months, today
from tests import cast
from tests.evaluations.test_certificates import certified

DAY = date(2026, 11, 20)
FACTS = {
    "authority": "Ủy ban nhân dân tỉnh Bắc Ninh",
    "code": "24-07582-1-2026",
    "decision_number": "1/QĐ-UBND",
    "number": "24-07582-1-2026/GCN-1",
    "product": "Mật ong hoa vải",
    "producer": "Hợp tác xã Vải thiều Lục Ngạn",
    "stars": 4,
    "valid_from": "2026-08-10",
    "valid_until": "2029-08-10",
}
PRIVATE = bytes(range(32))


def public(private=PRIVATE):
    return seals.Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


KEYS = {"k1": seals.PublicKey(public())}
SEAL = seals.seal(FACTS, "k1", PRIVATE)


def test_seal_says_what_was_sealed():
    assert seals.check(SEAL, KEYS, DAY) == seals.Sealed(FACTS, "k1")
    assert (
        seals.check(f"  https://ocop.example.vn/kiem-tra-giay-chung-nhan/?ma={SEAL}\n", KEYS, DAY).facts
        == FACTS
    )


def test_a_thousand_changes_of_one_character_all_fail():
    chance = random.Random(20261125)
    alphabet = string.ascii_letters + string.digits + "-_."
    for _turn in range(1000):
        place = chance.randrange(len(SEAL))
        other = chance.choice([letter for letter in alphabet if letter != SEAL[place]])
        with pytest.raises(seals.NotGenuine):
            seals.check(SEAL[:place] + other + SEAL[place + 1 :], KEYS, DAY)


def test_every_change_of_the_last_characters_fails():
    """The last letter of base64 has bits that mean nothing; a lenient reader would let them vary."""
    for place in (len(SEAL) - 1, SEAL.index(".") - 1):
        for other in set(string.ascii_letters + string.digits + "-_") - {SEAL[place]}:
            with pytest.raises(seals.NotGenuine):
                seals.check(SEAL[:place] + other + SEAL[place + 1 :], KEYS, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "a.b",
        SEAL + "=",
        SEAL.replace(".", ".."),
        SEAL[:-1],
        SEAL + "A",
        "x" * 5000,
        "٣.٣",
        f"{SEAL}.{SEAL}",
    ],
)
def test_anything_else_is_malformed_or_forged(text):
    with pytest.raises(seals.NotGenuine):
        seals.check(text, KEYS, DAY)


@pytest.mark.parametrize("body", [b"[]", b"1", b"{}", b'{"v":1,"k":"k1"}', b"\xff", b'{"k":1e999}'])
def test_text_signed_by_the_key_but_no_certificate_is_refused(body):
    signature = seals.Ed25519PrivateKey.from_private_bytes(PRIVATE).sign(body)
    with pytest.raises(seals.NotGenuine):
        seals.check(f"{seals._encoded(body)}.{seals._encoded(signature)}", KEYS, DAY)


def test_another_key_under_the_same_number_is_forgery():
    forged = seals.seal(FACTS, "k1", bytes(32))
    with pytest.raises(seals.NotGenuine, match=seals.FORGED):
        seals.check(forged, KEYS, DAY)


def test_expired_and_unknown_keys_are_refused():
    last = {"k1": seals.PublicKey(public(), DAY)}
    assert seals.check(SEAL, last, DAY)
    with pytest.raises(seals.NotGenuine, match=seals.EXPIRED_KEY):
        seals.check(SEAL, last, DAY + timedelta(days=1))
    with pytest.raises(seals.NotGenuine, match=seals.UNKNOWN_KEY):
        seals.check(SEAL, {}, DAY)


def test_whole_address_fits_a_code_a_phone_reads_from_paper():
    """At 32 mm, 97 modules are 0.33 mm each; a telephone needs about a quarter of a millimetre."""
    drawn = certificate_paper.segno.make(
        f"https://ocop.bacninh.gov.vn/kiem-tra-giay-chung-nhan/?ma={SEAL}", error="l", micro=False
    )
    assert drawn.symbol_size(border=0)[0] <= 97


# Keys


@pytest.fixture
def fresh_keys(settings, tmp_path, db):
    settings.KEYS_DIR = tmp_path / "keys"


def test_private_half_is_a_file_nobody_else_reads(fresh_keys, settings):
    key = keys.current()
    [file] = Path(settings.KEYS_DIR).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert keys.current() == key
    assert file.read_bytes().hex() not in str(list(SigningKey.objects.values()))


def test_rotated_key_still_verifies_old_certificates(fresh_keys):
    certificate = certified()
    old = keys.sealed(certificate)
    call_command("rotate_signing_key", stdout=io.StringIO())
    new = keys.sealed(certificate)

    assert old != new
    assert seals.check(old, keys.public_keys(), today()).facts == keys.facts_of(certificate)
    assert (
        seals.check(new, keys.public_keys(), today()).key_id
        != seals.check(old, keys.public_keys(), today()).key_id
    )
    longest = certificate.valid_until + timedelta(days=180)
    assert add_months(today(), keys.KEPT_MONTHS) >= longest


def test_rotated_key_signs_no_more_and_its_private_half_is_gone(fresh_keys, settings):
    first = keys.current()
    second = keys.rotate()
    assert [file.stem for file in Path(settings.KEYS_DIR).iterdir()] == [second.key_id]
    assert keys.current() == second
    first.refresh_from_db()
    assert first.retired_on == today()


def test_key_in_wrong_hands_is_ended_at_once(fresh_keys):
    seal = keys.sealed(certified())
    key_id = SigningKey.objects.get().key_id
    call_command("rotate_signing_key", expire=key_id, stdout=io.StringIO())
    with pytest.raises(seals.NotGenuine, match=seals.EXPIRED_KEY):
        seals.check(seal, keys.public_keys(), today())
    assert keys.current().key_id != key_id
    with pytest.raises(CommandError):
        call_command("rotate_signing_key", expire="khong-co")


def test_key_whose_file_is_lost_is_not_used(fresh_keys, settings):
    lost = keys.current()
    (Path(settings.KEYS_DIR) / f"{lost.key_id}.ed25519").unlink()
    assert keys.current() != lost


# Checking


def test_command_checks_a_seal_with_the_published_keys_alone(fresh_keys, client, tmp_path, monkeypatch):
    certificate = certified()
    address = certificate_paper.seal_address(certificate)
    published = tmp_path / "ocop-keys.json"
    published.write_bytes(client.get("/.well-known/ocop-keys.json").content)
    monkeypatch.setattr(keys, "public_keys", None)  # no database is asked

    said = io.StringIO()
    call_command("check_certificate", address, published=published, stdout=said)

    assert json.loads(said.getvalue())["product"] == "Mật ong"
    with pytest.raises(CommandError):
        call_command("check_certificate", address[:-1], published=published)


def ask(client, text):
    return client.get(reverse("certificate_check"), {"ma": text})


def test_page_knows_what_paper_cannot_the_certificate_was_revoked(fresh_keys, client):
    certificate = certified()
    seal = keys.sealed(certificate)
    assert ask(client, seal).context["status"] == "in_force"
    found = revocations.propose(
        certificate.product,
        ground="mark",
        source="Biên bản 1",
        concluded_on=today(),
        findings="x",
        by=cast.officer(cast.COMMUNE),
    )
    leader, office = cast.leader(cast.PROVINCE), cast.office(cast.PROVINCE)
    revocations.decide(found, office=office, number="7/QĐ-UBND", decided_on=today(), by=leader)
    answer = ask(client, seal)
    assert (answer.context["status"], answer.context["sealed"].facts["stars"]) == ("revoked", 4)
    assert "status-revoked" in answer.content.decode()


@pytest.mark.parametrize("text", ["abc", "a.b", "ă" * 9000, "\0", SEAL])
def test_page_says_why_a_seal_does_not_hold(fresh_keys, client, text):
    answer = ask(client, text)
    assert answer.status_code == 200
    assert "sealed" not in answer.context or "refused" in answer.context


def test_keys_are_published_for_people_and_machines(fresh_keys, client):
    keys.current()
    key = keys.rotate()
    page = client.get(reverse("public_keys")).content.decode()
    listed = client.get("/.well-known/ocop-keys.json").json()["keys"]
    assert [row["key"] for row in listed] == [each.key_id for each in SigningKey.objects.all()]
    for each in SigningKey.objects.all():
        assert each.key_id in page and each.public_key in page
    assert listed[0]["key"] == key.key_id


# The paper


def record(certificate, at=None):
    return certificate_paper.paper_record(certificate, at)


@pytest.mark.django_db
def test_paper_holds_every_fact_and_says_whose_template_it_is():
    certificate = certified()
    said = record(certificate)
    text = json.dumps(said, ensure_ascii=False)
    for fact in (
        *(
            "Mật ong",
            "Hợp tác xã Vải thiều Lục Ngạn",
            "24-07582-1-2026",
            "24-07582-1-2026/GCN-1",
            "ĐẠT HẠNG 4 SAO",
        ),
        *(
            "số 1/QĐ-UBND ngày 10/08/2026",
            "từ 10/08/2026 đến hết 10/08/2029",
            "Ủy ban nhân dân tỉnh Bắc Ninh",
        ),
    ):
        assert fact in text
    assert "Mẫu chung" in said["fine-print"] and said["ended"] == ""

    CertificateTemplate.objects.create(
        office=certificate.decision.office, title="BẰNG CHỨNG NHẬN", landscape=False
    )

    said = record(certificate)
    assert (said["title"], said["landscape"]) == ("BẰNG CHỨNG NHẬN", False)
    assert f"Mẫu của {certificate.decision.office}" in said["fine-print"]


@pytest.mark.django_db
def test_paper_of_an_abolished_place_names_the_old_and_the_present_one():
    unit = cast.unit(cast.DISTRICT_COMMUNE)
    words = certificate_paper.place(unit)
    assert words.startswith("xã Giáp Sơn, huyện Lục Ngạn, tỉnh Bắc Giang (nay là ")
    assert "tỉnh Bắc Ninh" in words


@pytest.mark.django_db
def test_paper_printed_after_its_end_says_so_across_the_page():
    certificate = certified()
    act = corrections.correct(
        certificate.product,
        stars=3,
        valid_until=certificate.valid_until,
        office=cast.office(cast.PROVINCE),
        number="8/QĐ-UBND",
        decided_on=today(),
        reason="Ghi nhầm.",
        by=cast.leader(cast.PROVINCE),
    )
    certificate.refresh_from_db()
    assert record(certificate)["ended"] == "ĐÃ THAY THẾ"
    assert "đính chính theo số 8/QĐ-UBND" in json.dumps(record(act.issued), ensure_ascii=False)
    assert record(act.issued, certificate.valid_until + timedelta(days=1))["ended"] == "HẾT HẠN"


@pytest.mark.parametrize("frame", ["classic", "bamboo", "plain"])
@pytest.mark.parametrize("landscape", [True, False])
def test_every_frame_fits_one_archivable_page(fresh_keys, frame, landscape):
    certificate = certified()
    CertificateTemplate.objects.create(office=certificate.decision.office, frame=frame, landscape=landscape)
    content = certificate_paper.as_pdf(certificate)
    assert content.startswith(b"%PDF") and b"pdfaid" in content
    assert content.count(b"/Type /Page\n") + content.count(b"/Type/Page/") <= 1


def test_certificate_and_list_are_downloads(fresh_keys, client):
    certificate = certified()
    cast.sign_in(client, cast.officer(cast.PROVINCE))
    paper = client.get(reverse("certificate_paper", args=[certificate.pk]))
    assert paper["Content-Type"] == "application/pdf"
    assert "attachment" in paper["Content-Disposition"]
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(reverse("decision_list_paper", args=[certificate.decision_id, form]))
        assert answer.content.startswith(start)
    assert (
        client.get(reverse("decision_list_paper", args=[certificate.decision_id, "exe"])).status_code == 404
    )
    cast.sign_in(client, cast.stranger())
    assert client.get(reverse("certificate_paper", args=[certificate.pk])).status_code == 404


def test_seal_is_made_at_the_time_of_printing_with_the_key_of_that_time(fresh_keys):
    certificate = certified()
    with time_machine.travel(cast.noon(DAY), tick=False):
        assert (
            seals.check(keys.sealed(certificate), keys.public_keys(), DAY).facts["valid_until"]
            == "2029-08-10"
        )


def test_administrator_edits_the_template_and_sees_how_it_looks(fresh_keys, client):
    certificate = certified()
    row = CertificateTemplate.objects.create(office=certificate.decision.office)
    cast.sign_in(client, cast.administrator())
    page = client.get(reverse("admin:evaluations_certificatetemplate_change", args=[row.pk])).content.decode()
    assert reverse("certificate_paper", args=[certificate.pk]) in page
    assert client.get(reverse("admin:evaluations_certificatetemplate_add")).status_code == 200
