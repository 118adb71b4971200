"""Pages of a product in the workspace and of its dossiers, up to the proposal to a council."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from evaluations import acts, advising, dossiers, rules
from evaluations.checklist import Checklist, due, holder
from evaluations.dossier_actions import main_action, side_actions
from evaluations.dossier_filters import ORDERS, PURPOSES, STATES, TURNS, DossierFilter
from evaluations.dossier_forms import (
    AcceptForm,
    AssessmentForm,
    CommentForm,
    EvidenceForm,
    LetterForm,
    OpenDossierForm,
    ReasonForm,
    ReturnForm,
    intake_offices,
)
from evaluations.dossier_history import history
from evaluations.enums import DossierState, EvidenceKind, Purpose
from evaluations.models import Decision, Dossier, Evidence, Regulation, Rubric
from evaluations.papers_offered import packages_of, papers_for
from evaluations.preparation_tasks import preparation_tasks
from evaluations.renewal import to_renew
from evaluations.self_score_page import SelfScorePage
from evaluations.timeline import timeline
from evaluations.validity import expected_until, short_lived
from ocop_portal.core.access import Allowed, Conflict, Denied, Refusal, require
from ocop_portal.core.files import serve_private
from ocop_portal.core.workflow import can_apply
from products.history import history as register_history
from products.models import Product
from products.rules import can_edit_product, can_tell_about

PAGE_SIZE = 25


def _product(request, pk):
    related = ("producer", "product_set", "made_in__parent__parent")
    return get_object_or_404(Product.objects.visible_to(request.user).select_related(*related), pk=pk)


def dossier_seen_by(request, pk):
    related = (
        "product__producer",
        "product__product_set",
        "product__made_in__parent__parent",
        "receiving_office__unit",
        "regulation__edition",
        "rubric__edition",
        "entered_by",
        "accepted_by",
        "receipt_given_by",
        "assessment__written_by",
        "slip",
        "self_assessment",
        "previous",
        "decision_line__decision",
    )
    return get_object_or_404(Dossier.objects.visible_to(request.user).select_related(*related), pk=pk)


# The product


@require_safe
@login_required
def product_record(request, pk):
    product = _product(request, pk)
    rows = list(product.dossiers.select_related("receiving_office"))
    running = next((dossier for dossier in rows if dossier.state in DossierState.open_states()), None)
    context = {
        "product": product,
        "dossiers": rows,
        "running": running,
        "timeline": timeline(product, running),
        "opening": _may_open(request.user, product),
        "editing": can_edit_product(request.user, product),
        "telling": can_tell_about(request.user, product),
        "photos": product.photos.select_related("added_by"),
        "offers": acts.offers(request.user, product),
        "entries": register_history(product.events.order_by("on", "pk")),
        "revocation": product.revocations.open().first(),
        "zones": product.producer.zones.select_related("unit__parent__parent"),
    }
    return render(request, "evaluations/product_record.html", context)


def _may_open(user, product):
    """Somebody who neither is an officer around nor acts for the producer hears so before the form."""
    if intake_offices(user, product).exists():
        return Allowed()
    return Denied(_("Only officers of an office of this area open dossiers."))


def _asked_purpose(request):
    """A link that leads here may say for which purpose."""
    asked = request.GET.get("muc-dich")
    return {"purpose": asked} if asked in Purpose.values else {}


@login_required
def dossier_create(request, pk):
    product = _product(request, pk)
    require(_may_open(request.user, product))
    form = OpenDossierForm(
        request.POST or None, product=product, user=request.user, initial=_asked_purpose(request)
    )
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        dossier = dossiers.open_dossier(product, by=request.user, **form.cleaned_data)
        messages.success(request, _("The dossier is open. Attach its papers, then hand it in."))
        return redirect(dossier)
    context = {"form": form, "product": product, **_rules_of_the_day(form, product)}
    template = "evaluations/_dossier_rules.html" if request.htmx else "evaluations/dossier_create.html"
    return render(request, template, context)


def _rules_of_the_day(form, product):
    """What applies to a dossier received on the day in the form; nothing before the first rules."""
    day = form.cleaned_data.get("received_on") if form.is_bound else form.initial["received_on"]
    try:
        regulation = Regulation.objects.on(day) if day else None
    except Refusal:
        regulation = None
    if regulation is None:
        return {"regulation": None}
    return {
        "day": day,
        "regulation": regulation,
        "rubric": Rubric.objects.current(regulation.edition, product.product_set),
        "due_on": dossiers.due_day(regulation, day),
    }


# The list


@require_safe
@login_required
def dossier_desk(request):
    asked = DossierFilter(request.GET, request.user)
    related = ("product__producer", "product__made_in", "receiving_office")
    rows = asked.rows(Dossier.objects.visible_to(request.user).select_related(*related))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "asked": asked,
        "page": page,
        "rows": [(dossier, due(dossier)) for dossier in page],
        "states": STATES,
        "purposes": PURPOSES,
        "turns": TURNS,
        "orders": ORDERS,
        "none_at_all": not page.paginator.count and not asked.is_narrowed,
    }
    return render(request, "evaluations/dossier_desk.html", context)


# One dossier


@require_safe
@login_required
def dossier_page(request, pk):
    dossier = dossier_seen_by(request, pk)
    checklist = Checklist(dossier)
    context = {
        "dossier": dossier,
        "checklist": checklist,
        "holder": holder(dossier),
        "due": due(dossier),
        "main": main_action(request.user, dossier, checklist),
        "others": side_actions(request.user, dossier, checklist),
        "editing": rules.can_edit_dossier(request.user, dossier),
        "history": history(dossier),
        "papers": papers_for(request.user, dossier),
        "packages": packages_of(dossier),
        "advice": _advice(request.user, dossier),
        **_preparation(dossier, checklist),
        "result": checklist.result if dossiers.can_see_result(request.user, dossier) else None,
        **_ways_out(request.user, dossier, checklist.decision_line),
    }
    return render(request, "evaluations/dossier_page.html", context)


def _preparation(dossier, checklist):
    """What the producer prepares, and the way to the next star once there are self-scores."""
    scored = checklist.rubric is not None and any(one.state != "open" for one in checklist.scores.values())
    until = expected_until(dossier)
    papers = [paper for papers in checklist.papers.values() for paper in papers]
    return {
        "until": until,
        "renewing": to_renew(dossier) if dossier.is_editable else [],
        "short_lived": short_lived(papers, until) if dossier.state in DossierState.open_states() else [],
        "preparation": preparation_tasks(dossier, checklist),
        "score_page": SelfScorePage(dossier) if scored else None,
    }


def _advice(user, dossier):
    """What the advisory group did, in numbers, for those who may read it."""
    if not dossier.council_level or not advising.can_read_advice(user, dossier):
        return None
    report = advising.readable_report(user, dossier)
    return {
        "advisors": dossier.advisors.standing().count(),
        "visits": dossier.visits.count(),
        "report": report,
    }


def _ways_out(user, dossier, line):
    """A council reads the dossier alone; offices below the deciding one do not read its decisions."""
    decisions = Decision.objects.visible_to(user)
    return {
        "hides_product": not Product.objects.visible_to(user).filter(pk=dossier.product_id).exists(),
        "shows_decision": line is not None and decisions.filter(pk=line.decision_id).exists(),
    }


@login_required
def evidence_add(request, pk):
    dossier = dossier_seen_by(request, pk)
    require(rules.can_edit_dossier(request.user, dossier))
    criteria = Checklist(dossier).criteria
    form = EvidenceForm(
        request.POST or None, request.FILES or None, criteria=criteria, initial=_asked_for(request, criteria)
    )
    if request.method == "POST" and form.is_valid() and _attached(request, dossier, form):
        messages.success(request, _("The paper is attached."))
        return redirect(dossier)
    return render(request, "evaluations/evidence_add.html", {"dossier": dossier, "form": form})


def _asked_for(request, criteria):
    """The criterion and kind named in the address; unknown ones are left out."""
    code, kind = request.GET.get("tieu-chi", ""), request.GET.get("loai", "")
    known = {criterion.code for criterion in criteria}
    return {
        "criterion_code": code if code in known else "",
        "kind": kind if kind in EvidenceKind.values else "",
    }


def _attached(request, dossier, form):
    data = form.cleaned_data
    try:
        dossiers.add_evidence(
            dossier,
            kind=data["kind"],
            title=data["title"],
            criterion_code=data["criterion_code"],
            upload=data["file"],
            by=request.user,
            **{name: data[name] for name in ("number", "issued_on", "valid_until")},
        )
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


@login_required
def evidence_remove(request, pk):
    paper = get_object_or_404(Evidence.objects.visible_to(request.user).standing(), pk=pk)
    dossier = dossier_seen_by(request, paper.dossier_id)
    require(rules.can_edit_dossier(request.user, dossier))
    if request.method == "POST":
        dossiers.remove_evidence(paper, by=request.user)
        messages.success(
            request, _("“%(title)s” is taken off the dossier.") % {"title": paper.document.title}
        )
        return redirect(dossier)
    return render(request, "evaluations/evidence_remove.html", {"dossier": dossier, "paper": paper})


@require_safe
@login_required
def evidence_file(request, pk):
    paper = get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
    document = paper.document
    return serve_private(document.file, name=document.original_name, content_type=document.content_type)


# Moves

SUBMIT = {
    "title": gettext_lazy("Hand in the dossier?"),
    "label": gettext_lazy("Hand in the dossier"),
    "done": gettext_lazy("The dossier is handed in. The receiving office checks it now."),
}
PROPOSE = {
    "title": gettext_lazy("Propose to the council?"),
    "label": gettext_lazy("Propose to the council"),
    "done": gettext_lazy("The dossier is proposed. The council's secretary puts it on an agenda."),
}
WITHDRAW = {
    "title": gettext_lazy("Withdraw the dossier?"),
    "label": gettext_lazy("Withdraw the dossier"),
    "done": gettext_lazy("The dossier is withdrawn. The product may get a new one."),
}


def move_page(request, pk, transition, verb, form_class, words):
    """Show what will happen, then do it."""
    dossier = dossier_seen_by(request, pk)
    require(can_apply(dossier, transition, by=request.user))
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb(dossier, by=request.user, **form.cleaned_data)
        messages.success(request, words["done"])
        return redirect(dossier)
    context = {
        "dossier": dossier,
        "form": form,
        "words": words,
        "move": transition,
        "checklist": Checklist(dossier),
    }
    return render(request, "evaluations/dossier_move.html", context)


@login_required
def dossier_submit(request, pk):
    return move_page(request, pk, "submit", dossiers.submit, CommentForm, SUBMIT)


@login_required
def dossier_propose(request, pk):
    form_class = LetterForm if dossiers.goes_up(dossier_seen_by(request, pk)) else CommentForm
    return move_page(request, pk, "propose", dossiers.propose, form_class, PROPOSE)


@login_required
def dossier_withdraw(request, pk):
    return move_page(request, pk, "withdraw", dossiers.withdraw, ReasonForm, WITHDRAW)


@login_required
def dossier_return(request, pk):
    dossier = dossier_seen_by(request, pk)
    require(can_apply(dossier, "return_for_supplement", by=request.user))
    form = ReturnForm(request.POST or None, blocks=Checklist(dossier).blocks)
    if request.method == "POST" and form.is_valid():
        asked = {"comment": form.cleaned_data["comment"], "due_on": form.cleaned_data["due_on"]}
        dossiers.return_for_supplement(dossier, by=request.user, items=form.items, **asked)
        messages.success(request, _("The dossier is returned; your reason stands in its history."))
        return redirect(dossier)
    return render(request, "evaluations/dossier_return.html", {"dossier": dossier, "form": form})


@login_required
def dossier_accept(request, pk):
    dossier = dossier_seen_by(request, pk)
    require(can_apply(dossier, "accept", by=request.user))
    form = AcceptForm(request.POST or None, dossier=dossier)
    if request.method == "POST" and form.is_valid() and _accepted(request, dossier, form):
        messages.success(request, _("The dossier is accepted. Write the local assessment next."))
        return redirect(dossier)
    context = {"dossier": dossier, "form": form, "checklist": Checklist(dossier)}
    return render(request, "evaluations/dossier_accept.html", context)


def _accepted(request, dossier, form):
    try:
        dossiers.accept(dossier, by=request.user, **form.cleaned_data)
    except dossiers.NumberTaken as refusal:
        form.add_error("receipt_number", refusal.reason)
        return False
    return True


@login_required
def dossier_assessment(request, pk):
    dossier = dossier_seen_by(request, pk)
    require(dossiers.can_write_assessment(request.user, dossier))
    form = AssessmentForm(request.POST or None, dossier=dossier)
    theirs, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            return _assessed(request, dossier, form)
        except Conflict as conflict:
            theirs, status = form.meet(conflict), 409
    context = {"dossier": dossier, "form": form, "theirs": theirs}
    return render(request, "evaluations/dossier_assessment.html", context, status=status)


def _assessed(request, dossier, form):
    version = form.cleaned_data["version"]
    dossiers.write_assessment(dossier, by=request.user, version=version, **form.texts)
    messages.success(request, _("The local assessment is saved."))
    return redirect(dossier)
