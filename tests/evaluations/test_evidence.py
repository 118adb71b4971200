"""Papers of a dossier: how they come in, how they leave, and who may have them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations.enums import DossierState
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def attach(client, dossier, upload, **changed):
    values = {"kind": "raw_materials", "title": "Hợp đồng", "criterion_code": "1.1", "file": upload}
    return client.post(reverse("evidence_add", args=[dossier.pk]), values | changed)


def test_paper_comes_in_by_the_form(officer):
    dossier = cast.dossier()
    response = attach(officer, dossier, cast.pdf("hop-dong.pdf"))
    paper = dossier.evidence.get()
    assert response.url == dossier.get_absolute_url()
    document = paper.document
    assert (document.kind, document.title, paper.criterion_code) == ("raw_materials", "Hợp đồng", "1.1")
    assert paper.added_by == cast.officer(cast.COMMUNE)


def test_decomposed_title_is_stored_composed(officer):
    dossier = cast.dossier()
    attach(officer, dossier, cast.pdf(), title="Ho\u031b\u0323p đo\u0302\u0300ng")
    assert dossier.evidence.get().document.title == "Hợp đồng"


def test_form_knows_what_was_asked_for(officer):
    url = reverse("evidence_add", args=[cast.dossier().pk])
    text = officer.get(url, {"tieu-chi": "1.1", "loai": "raw_materials"}).content.decode()
    assert '<option value="1.1" selected>' in text
    assert '<option value="raw_materials" selected>' in text


def test_unknown_wishes_in_the_address_are_left_out(officer):
    url = reverse("evidence_add", args=[cast.dossier().pk])
    assert officer.get(url, {"tieu-chi": "99", "loai": "\0"}).status_code == 200


WRONG_FILES = {
    "empty": (b"", "The file is empty"),
    "program": (b"MZ\x90\x00" * 9, "type of file is not taken in"),
    "page": (b"<html><script>alert(1)</script>", "type of file is not taken in"),
    "script in PDF": (b"%PDF-1.4 /JavaScript", "holds a script"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 4, "save it as .docx"),
    "broken picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "damaged"),
}


@pytest.mark.parametrize("wrong", WRONG_FILES)
def test_wrong_file_is_refused_and_the_rest_is_kept(officer, wrong):
    content, words = WRONG_FILES[wrong]
    dossier = cast.dossier()
    response = attach(officer, dossier, SimpleUploadedFile("a.pdf", content, "application/pdf"))
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert 'value="Hợp đồng"' in text
    assert '<option value="1.1" selected>' in text
    assert not dossier.evidence.exists()


def test_too_large_file_is_refused(officer):
    dossier = cast.dossier()
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.4" + b" " * (20 * 1024 * 1024), "application/pdf")
    assert "at most" in attach(officer, dossier, upload).content.decode()
    assert not dossier.evidence.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("file", "", "Choose the file to attach."),
        ("kind", "rumour", "Select a valid choice"),
        ("criterion_code", "99.9", "Select a valid choice"),
        ("title", "a\0b", "invisible character"),
        ("title", "x" * 201, "at most 200"),
    ],
)
def test_wrong_form_says_what_to_do(officer, field, value, words):
    dossier = cast.dossier()
    response = attach(officer, dossier, cast.pdf(), **{field: value})
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not dossier.evidence.exists()


def test_same_file_twice_is_told_on_the_form(officer):
    dossier = cast.dossier()
    attach(officer, dossier, cast.pdf())
    assert "already attached here" in attach(officer, dossier, cast.pdf()).content.decode()
    assert dossier.evidence.count() == 1


@pytest.mark.parametrize("state", ["submitted", "accepted", "proposed"])
def test_nothing_comes_in_once_handed_in(officer, state):
    dossier = cast.dossier(state=state)
    there = dossier.evidence.count()
    response = attach(officer, dossier, cast.pdf())
    assert response.status_code == 403
    assert "being prepared or returned" in response.content.decode()
    assert dossier.evidence.count() == there


# Taking off


def test_paper_is_taken_off_after_a_question(officer):
    dossier = cast.dossier()
    paper = cast.evidence(dossier, title="Phiếu kiểm nghiệm")
    url = reverse("evidence_remove", args=[paper.pk])
    assert "Phiếu kiểm nghiệm" in officer.get(url).content.decode()
    assert dossier.evidence.standing().exists()
    officer.post(url)
    assert not dossier.evidence.standing().exists()
    assert dossier.evidence.count() == 1


def test_taken_off_twice_is_not_found(officer):
    paper = cast.evidence(cast.dossier())
    url = reverse("evidence_remove", args=[paper.pk])
    officer.post(url)
    assert officer.post(url).status_code == 404


def test_paper_stays_on_a_dossier_handed_in(officer):
    paper = cast.dossier(state="submitted").evidence.first()
    response = officer.post(reverse("evidence_remove", args=[paper.pk]))
    paper.refresh_from_db()
    assert (response.status_code, paper.removed_at) == (403, None)


# Leaving


def fetched(client, paper):
    """Ask for the file; the answer is read and closed, `read_content` holds what was sent."""
    response = client.get(reverse("evidence_file", args=[paper.pk]))
    if response.streaming:
        response.read_content = b"".join(response.streaming_content)
        response.close()
    return response


def test_file_leaves_as_a_download_that_cannot_act(officer):
    paper = cast.evidence(cast.dossier(), upload=cast.pdf("phiếu.pdf", "nội dung"))
    response = fetched(officer, paper)
    assert response.read_content.startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]


def test_removed_paper_can_still_be_read(officer):
    paper = cast.evidence(cast.dossier())
    officer.post(reverse("evidence_remove", args=[paper.pk]))
    assert fetched(officer, paper).status_code == 200


def test_lost_file_is_not_found(officer):
    paper = cast.evidence(cast.dossier())
    paper.document.file.storage.delete(paper.document.file.name)
    assert officer.get(reverse("evidence_file", args=[paper.pk])).status_code == 404


def scorer_with(dossier):
    cast.item(dossier, cast.session())
    return cast.council().members[0]


READERS = {
    "officer": lambda dossier: cast.officer(cast.COMMUNE),
    "leader": lambda dossier: cast.leader(cast.COMMUNE),
    "officer of the province": lambda dossier: cast.officer(cast.PROVINCE),
    "auditor": lambda dossier: cast.auditor(),
    "producer": lambda dossier: cast.producer_member(dossier.product.producer),
    "council in the session": scorer_with,
}
STRANGERS = {
    "officer elsewhere": lambda dossier: cast.stranger(),
    "other producer": lambda dossier: cast.producer_member(cast.producer("Hợp tác xã khác")),
    "council not in the session": lambda dossier: cast.council().members[0],
    "nobody's person": lambda dossier: cast.person("Người Lạ"),
}


@pytest.mark.parametrize("who", READERS)
def test_readers_get_the_file(signed_in, who):
    dossier = cast.dossier(state=DossierState.PROPOSED)
    client = signed_in(READERS[who](dossier))
    assert fetched(client, dossier.evidence.first()).status_code == 200


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("name", ["evidence_file", "evidence_remove"])
def test_strangers_do_not_learn_that_the_file_exists(signed_in, who, name):
    dossier = cast.dossier(state=DossierState.PROPOSED)
    client = signed_in(STRANGERS[who](dossier))
    assert client.get(reverse(name, args=[dossier.evidence.first().pk])).status_code == 404


@pytest.mark.parametrize("name", ["evidence_file", "evidence_remove"])
def test_visitors_are_asked_to_sign_in(client, name):
    paper = cast.evidence(cast.dossier())
    response = client.get(reverse(name, args=[paper.pk]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_file_is_not_in_the_public_folder(client):
    paper = cast.evidence(cast.dossier())
    for prefix in ("/media/", "/static/", "/files/", "/"):
        assert client.get(f"{prefix}{paper.document.file.name}").status_code == 404
