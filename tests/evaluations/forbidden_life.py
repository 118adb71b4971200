"""Rows no table of certificates' later life may hold, by constraint."""

from datetime import date

from evaluations.models import (
    CertificateTemplate,
    Correction,
    Extension,
    Revocation,
    RevocationFile,
    SigningKey,
)
from tests import cast
from tests.evaluations.rows import again

DAY = date(2026, 8, 10)
LATER, EARLIER = date(2027, 1, 5), date(2026, 8, 9)


def template(**values):
    return CertificateTemplate.objects.create(office=cast.office(cast.PROVINCE), **values)


def key(**values):
    return SigningKey.objects.create(**{"key_id": "a1", "public_key": "x"} | values)


def act(**values):
    return {
        "product": cast.product(),
        "office": cast.office(cast.PROVINCE),
        "number": "1/QĐ-UBND",
        "decided_on": DAY,
        "authority": "UBND",
        "signatory": "A",
        "signed_by": cast.leader(cast.PROVINCE),
        "reason": "x",
    } | values


def extension(**values):
    return Extension.objects.create(**act(dossier=cast.dossier(), until=LATER) | values)


def correction(**values):
    return Correction.objects.create(**act(stars=3, valid_until=LATER) | values)


def decided(**values):
    """The fields of a decision, signed by somebody else than who recorded the conclusion."""
    given = act(**values)
    given.pop("reason")
    return given | {"state": "decided"}


def revocation(**values):
    defaults = {
        "product": cast.product(),
        "ground": "law",
        "source": "KL 1",
        "concluded_on": DAY,
        "findings": "x",
        "due_on": LATER,
        "proposed_by": cast.officer(cast.COMMUNE),
        "proposed_for": "Xã",
    }
    return Revocation.objects.create(**defaults | values)


def scan():
    row = revocation()
    facts = {"original_name": "x", "size": 1, "sha256": "0" * 64, "added_by": row.proposed_by}
    return RevocationFile.objects.create(revocation=row, **facts)


FORBIDDEN_IN_LATER_LIFE = {
    "evaluations_certificatetemplate_title_filled": lambda: template(title=""),
    "evaluations_certificatetemplate_frame_known": lambda: template(frame="gold"),
    "evaluations_certificatetemplate_ink_known": lambda: template(ink="pink"),
    "evaluations_signingkey_key_id_filled": lambda: key(key_id=""),
    "evaluations_signingkey_retired_before_expiry": lambda: key(retired_on=DAY, expires_on=EARLIER),
    "evaluations_extension_number_filled": lambda: extension(number=""),
    "evaluations_extension_reason_filled": lambda: extension(reason=""),
    "evaluations_extension_decided_before_until": lambda: extension(until=EARLIER),
    "evaluations_extension_once_per_decision": lambda: again(extension()),
    "evaluations_correction_number_filled": lambda: correction(number=""),
    "evaluations_correction_reason_filled": lambda: correction(reason=""),
    "evaluations_correction_three_to_five_stars": lambda: correction(stars=2),
    "evaluations_correction_decided_before_end": lambda: correction(valid_until=EARLIER),
    "evaluations_revocation_ground_known": lambda: revocation(ground="mood"),
    "evaluations_revocation_state_known": lambda: revocation(state="lost"),
    "evaluations_revocation_one_open_per_product": lambda: again(revocation()),
    "evaluations_revocation_findings_filled": lambda: revocation(findings=""),
    "evaluations_revocation_decided_with_decision": lambda: revocation(state="decided"),
    "evaluations_revocation_recorded_and_signed_by_two": lambda: revocation(
        **decided(), proposed_by=cast.leader(cast.PROVINCE)
    ),
    "evaluations_revocationfile_once": lambda: again(scan()),
    "evaluations_revocation_concluded_before_decided": lambda: revocation(**decided(decided_on=EARLIER)),
}
