"""Pages that explain: the words of the programme in plain language, and how accessible the portal is."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from products.page_cache import kept

TERMS = (
    (
        _("OCOP"),
        _(
            "“One Commune One Product”, the national programme that helps communes make something of "
            "their own and sell it."
        ),
    ),
    (
        _("Producer"),
        _(
            "The cooperative, cooperative group, enterprise, household or farm that makes the product "
            "and answers for it."
        ),
    ),
    (
        _("Stars"),
        _(
            "How well a product did before a council: 3, 4 or 5 are recognised. They belong to the "
            "product, not to the producer."
        ),
    ),
    (
        _("Product set"),
        _("The kind of product. Each of the 26 sets is judged by its own list of criteria."),
    ),
    (
        _("Product code"),
        _(
            "The number of a product: province, commune, running number and year. It never changes "
            "and is never given twice."
        ),
    ),
    (
        _("Council"),
        _(
            "The people appointed by an authority to score products. Each member scores alone; the "
            "mean decides."
        ),
    ),
    (
        _("Decision"),
        _(
            "The paper by which an authority recognises, extends or revokes. Its number stands beside "
            "every product."
        ),
    ),
    (
        _("Certificate"),
        _("What the producer receives with the decision; it is valid for 36 months."),
    ),
    (
        _("Sealed code"),
        _(
            "The second code on a certificate: its facts with a digital signature. Changed by one letter, "
            "it fails; anybody can check it, even without a network."
        ),
    ),
    (
        _("In force"),
        _("The product is recognised today and may carry its stars."),
    ),
    (
        _("Expiring soon"),
        _("Still in force, but the certificate ends within 180 days."),
    ),
    (
        _("Extended, awaiting the result"),
        _("The certificate has ended, but was extended while the product is evaluated again."),
    ),
    (
        _("Expired"),
        _("It was recognised once. The stars may no longer be used."),
    ),
    (
        _("Revoked"),
        _("The authority has taken the recognition back, and says why."),
    ),
    (
        _("Replaced"),
        _("A later recognition of the same product stands in its place."),
    ),
    (
        _("Under evaluation"),
        _("A request was made; nothing has been decided."),
    ),
    (
        _("Old district"),
        _(
            "Districts ended on 1 July 2025. Products recognised before keep the old name, and are "
            "found by both."
        ),
    ),
)


@require_safe
@kept
def glossary(request):
    return render(request, "products/glossary.html", {"terms": TERMS})


@require_safe
@kept
def accessibility(request):
    return render(request, "products/accessibility.html")
