"""Seals in words: why one does not hold, and what its letters mean."""

from django.utils.translation import gettext as _

from evaluations import seals


def why_not(error):
    """Return the sentence for a `seals.NotGenuine`."""
    words = {
        seals.MALFORMED: _("This is not the sealed text of a certificate, or a part of it is missing."),
        seals.UNKNOWN_KEY: _("The seal names a key this portal never had: key %(key)s."),
        seals.EXPIRED_KEY: _("The key of this seal has expired, so the seal holds no longer: key %(key)s."),
        seals.FORGED: _("The seal does not fit the text: the text was changed or is not ours."),
    }
    sentence = words[error.why]
    return sentence % {"key": error.key_id[:16]} if "%(" in sentence else sentence


def letters():
    """Return pairs of a letter of the sealed facts and what it stands for."""
    words = {
        "authority": _("Authority"),
        "code": _("Product code"),
        "decision_number": _("Decision"),
        "valid_from": _("In force from"),
        "number": _("Number of the certificate"),
        "product": _("Product"),
        "stars": _("Stars"),
        "valid_until": _("Until (inclusive)"),
        "producer": _("Producer"),
    }
    facts = [(letter, words[name]) for letter, name in seals.FIELDS.items()]
    return [*facts, ("k", _("Key")), ("v", _("Edition of this format"))]
