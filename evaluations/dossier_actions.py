"""What may be done with a dossier next, by whom, and what a "not yet" is missing, with the way there."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations import advising, rules, signing
from evaluations.dossiers import can_give_receipt, can_write_assessment
from evaluations.enums import DossierState, EvidenceKind
from evaluations.preparation_rules import PART, RENEWAL, gaps
from ocop_portal.core.access import Allowed, Denied
from ocop_portal.core.workflow import can_apply


@dataclass(frozen=True)
class Action:
    """A button. When it is off, `answer` says why; `missing` is what to do first, as (sentence, url)."""

    label: str
    url: str
    answer: Allowed | Denied
    icon: str
    missing: tuple = ()


# transition: (words, url name, icon)
PAGES = {
    "submit": (gettext_lazy("Hand in the dossier"), "dossier_submit", "check2-square"),
    "return_for_supplement": (
        gettext_lazy("Return for supplement"),
        "dossier_return",
        "arrow-counterclockwise",
    ),
    "accept": (gettext_lazy("Accept as complete"), "dossier_accept", "check-lg"),
    "propose": (gettext_lazy("Propose to the council"), "dossier_propose", "arrow-up-right"),
    "request_supplement": (
        gettext_lazy("Ask for a supplement"),
        "dossier_request_supplement",
        "arrow-counterclockwise",
    ),
    "supplement": (gettext_lazy("Hand in the supplement"), "dossier_supplement", "check2-square"),
    "withdraw": (gettext_lazy("Withdraw the dossier"), "dossier_withdraw", "x-lg"),
}
FORM_PAGES = {
    EvidenceKind.REGISTRATION_SLIP: "dossier_slip",
    EvidenceKind.SELF_ASSESSMENT: "dossier_report",
}
NEXT = {
    DossierState.DRAFT: "submit",
    DossierState.RETURNED: "submit",
    DossierState.SUBMITTED: "accept",
    DossierState.SUPPLEMENTING: "supplement",
    DossierState.ACCEPTED: "propose",
}


def move_action(user, dossier, transition):
    label, url_name, icon = PAGES[transition]
    answer = can_apply(dossier, transition, by=user)
    return Action(label, reverse(url_name, args=[dossier.pk]), answer, icon)


ASIDE = ("return_for_supplement", "request_supplement", "withdraw")


def receipt_action(user, dossier):
    label = _("Correct the receipt") if dossier.receipt_number else _("Give the receipt")
    url = reverse("dossier_receipt", args=[dossier.pk])
    return Action(label, url, can_give_receipt(user, dossier), "file-earmark-check")


def advice_actions(user, dossier):
    """What the advisory group and those who assign it may do; nothing before the proposal."""
    if dossier.state not in advising.ADVISED:
        return []
    writes = advising.can_write_advice(user, dossier)
    report = advising.can_write_report(user, dossier) if writes else writes
    offered = (
        (_("Assign advisors"), "dossier_advice", advising.can_assign(user, dossier), "people"),
        (_("Record a visit on site"), "site_visit", writes, "geo-alt"),
        (_("Write the advisory report"), "advisory_report", report, "pencil"),
    )
    return [
        Action(label, reverse(name, args=[dossier.pk]), answer, icon) for label, name, answer, icon in offered
    ]


def assessment_action(user, dossier, label):
    answer = can_write_assessment(user, dossier)
    return Action(label, reverse("dossier_assessment", args=[dossier.pk]), answer, "pencil")


def main_action(user, dossier, checklist):
    """Return the one thing to do next, even if not by this person; None when nothing is left on this page."""
    if dossier.state == DossierState.ACCEPTED and checklist.assessment is None:
        return assessment_action(user, dossier, _("Write the local assessment"))
    if dossier.state in NEXT:
        action = move_action(user, dossier, NEXT[dossier.state])
        return replace(action, missing=tuple(_with_ways(action.answer, dossier)))
    return _desk_action(user, dossier)


def _with_ways(answer, dossier):
    """Pair each missing thing with the page where it is done, while the dossier may be changed."""
    missing = getattr(answer, "missing", ())
    ways = {}
    if missing and dossier.state in DossierState.editable():
        ways = {gap.sentence: way_to(gap.subject, dossier) for gap in gaps(dossier)}
    return [(sentence, ways.get(sentence, "")) for sentence in missing]


def way_to(subject, dossier):
    """Return the address of the page on which a gap is closed."""
    if subject in FORM_PAGES:
        return reverse(FORM_PAGES[subject], args=[dossier.pk])
    if subject.startswith(PART):
        return reverse("dossier_self_scores", args=[dossier.pk, subject.removeprefix(PART)])
    if subject == RENEWAL:
        return f"{dossier.get_absolute_url()}#renewal"
    return f"{reverse('evidence_add', args=[dossier.pk])}?loai={subject}"


def _desk_action(user, dossier):
    """Secretaries and leaders go on at their own desks."""
    if dossier.state == DossierState.PROPOSED and rules.is_secretary_for(user, dossier):
        return Action(_("Put on a session's agenda"), reverse("council_desk"), Allowed(), "calendar3")
    decides = (signing.can_recognise, signing.can_refer, signing.can_decline)
    if dossier.state == DossierState.SCORED and any(rule(user, dossier) for rule in decides):
        return Action(_("Decide on the result"), reverse("decision_desk"), Allowed(), "file-earmark-check")
    return None


def side_actions(user, dossier, checklist):
    """The other things this person may do now; what is not possible is not shown."""
    actions = [receipt_action(user, dossier)]
    if checklist.assessment is not None:
        actions.append(assessment_action(user, dossier, _("Change the local assessment")))
    actions += advice_actions(user, dossier)
    actions += [move_action(user, dossier, name) for name in ASIDE]
    return [action for action in actions if action.answer]
