"""Fill an empty database with a synthetic nation: seed_benchmark.py --products 20000 [--producers 12000]."""

# ruff: noqa: E402 Django is set up before anything of ours is imported

import argparse
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop_portal.settings")

import django

django.setup()

from django.core.management import call_command

from evaluations.loading import load_regulations
from evaluations.models import Regulation
from ocop_portal.areas.models import AdministrativeUnit
from products.models import Product
from tests.bench import nation


def prepare(products, producers):
    """Migrate, load map and regulations, fill the register up to `products`; return how many there are."""
    call_command("migrate", verbosity=0)
    if not AdministrativeUnit.objects.exists():
        call_command("load_areas", verbosity=0)
    if not Regulation.objects.exists():
        load_regulations()
    there = Product.objects.public().count()
    if there < products:
        nation.build(products - there, producers if not there else 0, first=there)
    return Product.objects.public().count()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--products", type=int, default=20_000)
    asked.add_argument("--producers", type=int, default=12_000)
    options = asked.parse_args()
    started = time.monotonic()
    count = prepare(options.products, options.producers)
    print(f"{count} products after {time.monotonic() - started:.0f} s")
    sys.exit(0)
