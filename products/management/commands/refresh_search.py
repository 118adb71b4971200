"""Let search find producers and products by the names their places bear now."""

from django.core.management.base import BaseCommand

from producers.indexing import refresh_computed
from producers.models import Producer
from products import facets, register_version
from products.models import Product
from products.spelling import collect_words


class Command(BaseCommand):
    help = "Write the search texts of producers and products anew, after places were loaded or renamed."

    def handle(self, *args, **options):
        producers = refresh_computed(Producer.objects.select_related("unit__parent__parent"))
        told = Product.objects.select_related("producer", "product_set", "made_in__parent__parent")
        products = refresh_computed(told)
        words = collect_words()
        register_version.move()
        facets.store()
        if options["verbosity"]:
            self.stdout.write(
                f"Search texts written anew: {producers} producers, {products} products; {words} words."
            )
