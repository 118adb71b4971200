"""The public page of a product: the register, and what stands around the product."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from campaigns.around import around
from products.page_cache import kept
from products.public_views import product_context, public_product


@require_safe
@kept(tells_time=True)
def product_page(request, code, slug=""):
    product = public_product(code, f"{code}/{slug}")
    if product.get_absolute_url() != request.path:
        return redirect(product, permanent=True)
    told = around(product)
    context = product_context(request, product, told)
    shown = None if context["day"] else told  # what stands around it is known for today only
    return render(request, "campaigns/product_page.html", context | {"around": shown})
