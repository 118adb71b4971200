"""Register events and codes are insert-only, and a product's public facts are what its events add up to.

The second trigger reads products_statusevent: a later migration that rebuilds one of the two tables on SQLite
drops these triggers first and makes them again.
"""

from django.db import migrations

from ocop_portal.core.append_only import guard, refuse

GRANTS = "('recognised', 'upgraded', 'renewed', 'imported', 'corrected')"
LATEST = 'ORDER BY e."on" DESC, e.id DESC LIMIT 1'
AFTER_THE_LATEST_GRANT = f"""NOT EXISTS (
    SELECT 1 FROM products_statusevent g WHERE g.product_id = NEW.id AND g.kind IN {GRANTS}
    AND (g."on" > e."on" OR (g."on" = e."on" AND g.id > e.id)))"""  # noqa: S608


def granted(column):
    """The value given by the latest grant."""
    return f"""(SELECT e.{column} FROM products_statusevent e
        WHERE e.product_id = NEW.id AND e.kind IN {GRANTS} {LATEST})"""  # noqa: S608


def since_granted(column, kind):
    """The value of the latest event of `kind` that is not older than the latest grant."""
    return f"""(SELECT e.{column} FROM products_statusevent e
        WHERE e.product_id = NEW.id AND e.kind = '{kind}' AND {AFTER_THE_LATEST_GRANT} {LATEST})"""  # noqa: S608


def text(value):
    return f"COALESCE(CAST({value} AS varchar(200)), '')"


FACTS = {
    "stars": granted("stars"),
    "certified_from": granted('"on"'),
    "certified_until": granted("until"),
    "decision_number": granted("decision_number"),
    "authority": granted("authority"),
    "extended_until": since_granted("until", "extended"),
    "revoked_on": since_granted('"on"', "revoked"),
}
FACTS_DIFFER = " OR ".join(f"{text(f'NEW.{fact}')} <> {text(value)}" for fact, value in FACTS.items())
HAS_FACTS = " OR ".join(f"{text(f'NEW.{fact}')} <> ''" for fact in FACTS)
CODE_IS_NOT_ITS_OWN = """(NEW.code IS NULL AND OLD.code IS NOT NULL) OR (NEW.code IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM products_productcode c WHERE c.code = NEW.code AND c.product_id = NEW.id))"""


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]

    operations = [
        *guard("products_statusevent", "products_productcode"),
        refuse(
            "products_product",
            "INSERT",
            "public facts come from register events",
            f"{HAS_FACTS} OR NEW.code IS NOT NULL",
        ),
        refuse(
            "products_product",
            f"UPDATE OF {', '.join(FACTS)}",
            "public facts come from register events",
            FACTS_DIFFER,
            name="products_product_facts_from_events",
        ),
        refuse(
            "products_product",
            "UPDATE OF code",
            "a code is given once and to one product",
            CODE_IS_NOT_ITS_OWN,
            name="products_product_code_is_its_own",
        ),
        refuse(
            "products_codeseries",
            "UPDATE",
            "numbers are never given twice",
            "NEW.last_number < OLD.last_number",
            name="products_codeseries_only_counts_up",
        ),
    ]
