"""What a seal that does not hold means, in words."""

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
