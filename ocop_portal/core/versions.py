"""Two people editing one record: the second to save is told, and nothing of either is lost."""

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_portal.core.access import Conflict
from ocop_portal.core.workflow import locked


@transaction.atomic
def save_over(obj, fields, *, version, counter="version"):
    """Save the named fields of `obj` and return the fresh row, if `version` is the one that stands.

    Otherwise raise `Conflict` holding what stands now. Other fields keep what others wrote meanwhile.
    `counter` names the field that counts the saves.
    """
    standing = locked(obj)
    if getattr(standing, counter) != version:
        reason = _("Somebody else saved this record while you were working on it.")
        raise Conflict(reason, current=standing)
    for name in fields:
        setattr(standing, name, getattr(obj, name))
    setattr(standing, counter, version + 1)
    standing.save()
    return standing
