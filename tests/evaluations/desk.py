"""What the tests of dossiers share: verbs with sensible arguments, addresses, pages as text."""

import pytest
from django.urls import reverse

from evaluations import dossiers
from evaluations.enums import EvidenceKind, Purpose
from evaluations.models import Dossier, LocalAssessment
from ocop_portal.core.access import Refusal
from tests import cast

PAPERS = (EvidenceKind.REGISTRATION_SLIP, EvidenceKind.SELF_ASSESSMENT)
TEXTS = {name: f"Nội dung {name}." for name in LocalAssessment.CONTENTS}
LETTER = {"letter_number": "215/UBND-KT", "letter_on": "20/07/2026"}
ANYTHING = TEXTS | {"comment": "Lý do.", "receipt_number": "1/PĐK", "version": "1"}


def address(name, row):
    return reverse(name, args=[row.pk])


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def stored(dossier):
    return Dossier.objects.get(pk=dossier.pk)


def open_one(product=None, *, at=cast.COMMUNE, **changed):
    values = {
        "purpose": Purpose.FIRST,
        "received_on": cast.RECEIVED[at],
        "office": cast.office(at),
        "by": cast.officer(at),
    }
    return dossiers.open_dossier(product or cast.product(), **values | changed)


def wine(set_no=14):
    maker = cast.producer("Hợp tác xã Giáp Sơn", at=cast.DISTRICT_COMMUNE)
    return cast.product("Rượu nếp Giáp Sơn", made_by=maker, at=cast.DISTRICT_COMMUNE, set_no=set_no)


def attach(dossier, kind=EvidenceKind.REGISTRATION_SLIP, upload=None, **changed):
    values = {"title": "Phiếu đăng ký", "by": cast.officer(cast.COMMUNE)}
    upload = upload or cast.pdf(text=f"{kind}")
    return dossiers.add_evidence(dossier, kind=kind, upload=upload, **values | changed)


def complete(dossier, by=None):
    for kind in PAPERS:
        attach(dossier, kind, by=by or cast.officer(cast.COMMUNE))
    return dossier


def submitted(at=cast.COMMUNE, product=None):
    dossier = complete(open_one(product, at=at), by=cast.officer(at))
    return dossiers.submit(dossier, by=cast.officer(at))


def refused(act, *arguments, **named):
    with pytest.raises(Refusal) as refusal:
        act(*arguments, **named)
    return refusal.value
