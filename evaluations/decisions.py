"""What an authority makes of a result: recognise, send up, or close without recognition."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from evaluations import certificates, rules, signing
from evaluations.enums import DossierState, Purpose
from evaluations.models import Decision, Dossier, ResultSnapshot
from evaluations.signing import Signer
from ocop_portal.accounts.enums import Level
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.text import clean_text
from ocop_portal.core.workflow import apply
from products import publication
from products.enums import EventKind
from products.numbering import assign_code

EVENTS = {
    Purpose.FIRST: EventKind.RECOGNISED,
    Purpose.UPGRADE: EventKind.UPGRADED,
    Purpose.REEVALUATION: EventKind.RENEWED,
}


@transaction.atomic
def recognise(dossiers, *, office, number, decided_on, by, signatory=""):
    """Recognise scored dossiers by one decision and return it: all of them or, with a `Refusal`, none.

    Everything follows in the same transaction: code, certificate, register event, public facts. All of it
    carries `decided_on`, so a decision on paper may be entered afterwards.
    """
    rows = _locked(dossiers)
    for row in rows:
        require_for(row, rules.can_recognise(by, row, office=office, decided_on=decided_on))
    decision = _create(office=office, number=number, decided_on=decided_on, by=by, signatory=signatory)
    for row in sorted(rows, key=_place):
        _recognise_one(row, decision, by)
    return decision


def _place(dossier):
    """Codes are numbered by commune: in one order of communes, two decisions never block each other."""
    return dossier.product.made_in_id, dossier.pk


def _locked(dossiers):
    """Lock the dossiers in one order, so that two decisions over the same ones wait for each other."""
    keys = {dossier.pk for dossier in dossiers}
    if not keys:
        raise Refusal(_("Choose at least one product."))
    rows = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(rows.select_related("product", "regulation"))


def require_for(dossier, answer):
    """Raise the refusal with the product's name in front: a decision may be about many."""
    if not answer:
        raise Refusal(f"{dossier.product}: {answer.reason}", answer.missing)


def _create(*, office, number, decided_on, by, signatory):
    decision = Decision(
        office=office,
        number=clean_text(number).strip(),
        decided_on=decided_on,
        year=decided_on.year,
        authority=office.authority_name,
        signatory=clean_text(signatory).strip() or by.full_name,
        signed_by=by,
    )
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as taken:
        raise Refusal(number_taken(decision)) from taken
    return decision


def number_taken(decision):
    return _("%(office)s already issued decision %(number)s in %(year)s: check the number.") % {
        "office": decision.office,
        "number": decision.number,
        "year": decision.year,
    }


def _recognise_one(dossier, decision, by):
    snapshot = ResultSnapshot.objects.latest_of(dossier)
    moved = apply(dossier, "recognise", by=by, office_name=str(decision.office), comment=decision.number)
    decision.lines.create(dossier=moved, snapshot=snapshot, stars=snapshot.star)
    product = moved.product
    if not product.code:
        assign_code(product, year=decision.decided_on.year, by=by)
    certificate = certificates.issue(moved, decision, by=by)
    publication.record(
        certificate.product,
        kind=EVENTS[Purpose(moved.purpose)],
        on=certificate.issued_on,
        until=certificate.valid_until,
        stars=certificate.stars,
        decision_number=decision.number,
        authority=decision.authority,
        by=by,
    )


def refer(dossier, *, by, comment=""):
    """Send a dossier up whose star a higher level decides: that level's council scores it next."""
    require(rules.can_refer(by, dossier))
    star = ResultSnapshot.objects.latest_of(dossier).star
    return apply(
        dossier,
        "refer",
        by=by,
        comment=comment,
        office_name=office_name(by, dossier),
        stamp={"council_level": signing.deciding_level(dossier, star)},
    )


def evaluate_again(dossier, *, by, comment):
    """Have the province's council evaluate a product the ministry gave less than 5 stars; the reason is kept.

    The ministry's result stays on record and no longer counts once the province's council has closed its own.
    """
    office = next(map(str, Signer(by, [dossier]).offices_over(dossier, Level.PROVINCE)), "")
    stamp = {"council_level": Level.PROVINCE}
    return apply(dossier, "evaluate_again", by=by, comment=comment, office_name=office, stamp=stamp)


def decline(dossier, *, by, comment):
    """Close a scored dossier without recognition; the comment is the reason the producer reads."""
    return apply(dossier, "decline", by=by, comment=comment, office_name=office_name(by, dossier))


def office_name(by, dossier):
    """The office in whose name the person acts at the level that scored."""
    return next(map(str, Signer(by, [dossier]).offices_over(dossier, dossier.council_level)), "")


# What waits


def awaiting(user, at=None):
    """Return the scored dossiers in a person's sight, by product.

    Each carries its `result`, the answers `signing`, `referring` and `declining`, and the `reason` why the
    person can do none of the first two.
    """
    scored = (
        Dossier.objects.visible_to(user)
        .filter(state=DossierState.SCORED)
        .select_related("product__producer", "product__made_in__parent__parent", "regulation")
        .prefetch_related("regulation__stars")
        .order_by("product__sort_key", "pk")
    )
    rows = list(scored)
    signer = Signer(user, rows, at)
    for row in rows:
        row.result = signer.result_of(row)
        row.signing = signer.can_recognise(row)
        row.referring = signer.can_refer(row)
        row.declining = signer.can_decline(row)
        row.again = signer.can_evaluate_again(row)
        goes_up = row.result and signing.must_go_up(row, row.result.star)
        row.reason = (row.referring if goes_up else row.signing).reason
    return rows
