"""The answer to "may this person do this?": yes, or no with its reason.

A rule is a function ``can_<verb>_<noun>(user, obj, ...)`` returning `Allowed` or `Denied`. Pages show the
reason of a `Denied` beside the button that is off; verbs raise it through `require`.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Allowed:
    reason = ""

    def __bool__(self):
        return True


@dataclass(frozen=True)
class Denied:
    """`reason` is a translated sentence; `missing` lists what has to be done first, if that is the reason."""

    reason: str
    missing: tuple = ()

    def __bool__(self):
        return False


class Refusal(PermissionDenied):
    """A refused act. `reason` is a translated sentence for the person; `missing` lists what to do first."""

    def __init__(self, reason, missing=()):
        super().__init__(reason)
        self.reason = reason
        self.missing = list(missing)


class Conflict(Exception):
    """Somebody else changed the object since the page was opened. `current` is what stands now."""

    def __init__(self, reason, current=None):
        super().__init__(reason)
        self.reason = reason
        self.current = current


def require(answer):
    """Raise `Refusal` with the reason when the answer is `Denied`."""
    if not answer:
        raise Refusal(answer.reason, answer.missing)
    return answer


def first_denial(*answers):
    """Return the first `Denied` of the answers, else `Allowed()`."""
    return next((answer for answer in answers if not answer), Allowed())
