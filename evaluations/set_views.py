"""The product sets as everybody reads them: what is judged, and by which criteria."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations.models import Regulation, Rubric
from products import catalogue, facets
from products.enums import ProductGroup
from products.models import ProductSet
from products.page_cache import kept

SETS = ProductSet.objects.filter(taxonomy=ProductSet.CURRENT)


@require_safe
@kept
def product_sets(request):
    counts = facets.of(catalogue.Wish()).sets
    rows = [(row, counts.get(row.pk, 0)) for row in SETS.all()]
    groups = [(group.label, [each for each in rows if each[0].group == group]) for group in ProductGroup]
    return render(request, "evaluations/product_sets.html", {"groups": groups})


@require_safe
@kept
def product_set(request, number):
    row = get_object_or_404(SETS, number=number)
    rubric = rubric_of(row)
    criteria = rubric.criteria.prefetch_related("options") if rubric else ()
    count = facets.of(catalogue.Wish()).sets.get(row.pk, 0)
    context = {"set": row, "rubric": rubric, "criteria": criteria, "count": count}
    return render(request, "evaluations/product_set.html", context)


def rubric_of(product_set, at=None):
    """Return the score sheet by which the set is judged on a day (today), or None."""
    return Rubric.objects.current(Regulation.objects.on(at).edition, product_set)
