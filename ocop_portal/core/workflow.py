"""The one door for a change of state.

An app declares, once per model, the moves (literally in its ``enums.py``), who may take them, what may be
missing, and the log. `apply` locks the row, checks the table, asks who may and what is missing, stamps, and
writes the log row, all in one transaction. Pages, admin, API and commands go through here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_portal.core.access import Allowed, Denied, Refusal, require
from ocop_portal.core.append_only import InsertOnly


@dataclass(frozen=True)
class Move:
    """One allowed move: from which states to which, and whether a comment must be given."""

    sources: frozenset
    target: str
    comment_required: bool = False


def move(*sources, to, comment_required=False):
    return Move(frozenset(sources), to, comment_required)


@dataclass(frozen=True)
class Workflow:
    """`moves` by transition name; `rule(by, obj, transition, at)`; `missing(obj, transition)` -> to-dos.

    `log` is the related name of the object's `TransitionLog` rows.
    """

    moves: dict
    rule: Callable
    missing: Callable = lambda obj, transition: []
    log: str = "log"


_declared = {}


def declare(model, workflow):
    """Declare the workflow of a model; called once, beside the model's rules."""
    _declared[model] = workflow


class TransitionLog(InsertOnly):
    """Who moved what, from where to where, when and with which words. Insert-only."""

    transition = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=gettext_lazy("by")
    )
    office_name = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]


def locked(obj):
    """Return a fresh copy of the row, locked until the transaction ends."""
    rows = type(obj)._base_manager
    return rows.select_for_update(of=("self",)).get(pk=obj.pk)


@transaction.atomic
def apply(obj, transition, *, by, at=None, comment="", office_name="", stamp=None):
    """Move `obj` through `transition` and return the fresh, saved row.

    `stamp` holds the fields to set with the move. Raises `Refusal` (with reason and what is missing) and
    changes nothing when the move is not allowed.
    """
    workflow = _declared[type(obj)]
    step = workflow.moves[transition]
    row = locked(obj)
    _check_state(row, step)
    require(workflow.rule(by, row, transition, at))
    _check_comment(step, comment)
    _check_missing(workflow, row, transition)
    source, row.state = row.state, step.target
    for name, value in (stamp or {}).items():
        setattr(row, name, value)
    row.save()
    getattr(row, workflow.log).create(
        transition=transition,
        source=source,
        target=step.target,
        by=by,
        office_name=office_name,
        comment=comment,
        at=timezone.now(),
    )
    return row


def can_apply(obj, transition, *, by, at=None):
    """Answer whether `by` may take the move now; the reason of a no is a sentence for the page."""
    workflow = _declared[type(obj)]
    try:
        _check_state(obj, workflow.moves[transition])
        require(workflow.rule(by, obj, transition, at))
        _check_missing(workflow, obj, transition)
    except Refusal as refusal:
        return Denied(refusal.reason, tuple(refusal.missing))
    return Allowed()


def _check_state(row, step):
    if row.state not in step.sources:
        raise Refusal(
            _("This is not possible now: the state is “%(state)s”.") % {"state": row.get_state_display()}
        )


def _check_comment(step, comment):
    if step.comment_required and not comment.strip():
        raise Refusal(_("Write the reason first: the people concerned will read it."))


def _check_missing(workflow, row, transition):
    missing = workflow.missing(row, transition)
    if missing:
        raise Refusal(_("Something is still missing."), missing)
