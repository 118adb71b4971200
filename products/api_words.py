"""What the fields of the read API mean: written into its description, and from there onto its page."""

from django.utils.translation import gettext_lazy as _

from products.api_answers import Read
from products.open_data import COLUMNS

OFFICIAL = {name: said for name, (_kind, said) in COLUMNS.items()}
WHERE = {
    "place": _("Commune and what it lies in, by their full names"),
    "place_code": OFFICIAL["place_code"],
}
DECIDED = {"decision_number": OFFICIAL["decision_number"], "authority": OFFICIAL["authority"]}
FACTS = OFFICIAL | {
    "group": _("One of the six groups"),
    "producer_id": _("Number of the producer, as in producers/{id}/"),
    "status": _(
        "Status on the day of asking: in_force, expiring, extended, expired, revoked or under_evaluation"
    ),
}
MEANINGS = {
    "Product": FACTS,
    "ProductDetail": FACTS
    | {
        "events": _("Entries of the register about the product, the oldest first"),
        "told_by_producer": _("In the producer's own words; no authority has checked it"),
        "channels": _("Where it is sold on the web; empty once the stars no longer hold"),
        "zones": _("Raw-material zones of its producer"),
    },
    "Verification": FACTS
    | {
        "history": _("Entries of the register about the product, the newest first, with their status"),
        "page": _("Address of the page for people"),
    },
    "Event": DECIDED
    | {
        "id": _("Number of the entry"),
        "code": OFFICIAL["code"],
        "kind": _("What happened"),
        "stars": _("Stars given, or empty"),
        "on": _("Day from which the entry is in force"),
        "until": _("Last day it grants, inclusive, or empty"),
        "reason": _("Why, where a reason was given"),
        "recorded_at": _("When it was written into the register"),
    },
    "Channel": {
        "platform": _("Name of the platform"),
        "url": _("Address"),
        "since": _("Day from which it is sold there, or empty"),
    },
    "Zone": {
        "name": _("Name of the zone"),
        "crop": _("What is grown or raised"),
        "planting_code": _("Planting-area code, or empty"),
        "area": _("Hectares, or empty"),
        "standard": _("Standard it is certified by, or empty"),
        "certified_until": _("Last day of that certificate, or empty"),
    },
    "Producer": WHERE
    | {
        "id": _("Number of the producer"),
        "name": OFFICIAL["producer"],
        "kind": OFFICIAL["producer_kind"],
        "website": _("Website, or empty"),
        "representative": _("Legal representative; empty without consent"),
        "phone": _("Phone; empty without consent"),
        "email": _("E-mail; empty without consent"),
        "address": _("House number and hamlet; empty without consent"),
        "is_sample": _("Yes: an invented producer of a demonstration"),
        "page": _("Address of the page for people"),
    },
    "Place": {
        "code": _("Code of the unit in addresses; with “-cu” where it was abolished"),
        "official_code": _("Official code, without “-cu”"),
        "level": _("Province, district (until 30 June 2025) or commune"),
        "name": _("Name without what it lies in"),
        "full_name": _("Name with all it lies in"),
        "valid_from": _("First day of the unit, or empty"),
        "valid_to": _("Last day of an abolished unit, or empty"),
        "today": _("Codes of what it is today"),
    },
    "ProductSet": (
        SET := {
            "number": OFFICIAL["product_set"],
            "name": _("Name of the product set"),
            "group": FACTS["group"],
            "subgroup": _("Subgroup, or empty"),
            "ministries": _("Managing ministries"),
        }
    ),
    "ProductSetDetail": SET
    | {
        "decision": _("Decision whose score sheet applies today"),
        "criteria": _("Its criteria: code, part, name, most points, options with points and minima"),
    },
    "Error": {"code": _("A word for programs"), "message": _("A sentence for people")},
}
PATHS = {
    "/places/{code}/": MEANINGS["Place"]["code"],
    "/producers/{id}/": MEANINGS["Producer"]["id"],
    "/product-sets/{number}/": OFFICIAL["product_set"],
    "/products/{code}/": (ANY_SPELLING := _("Product code in any spelling")),
    "/verify/{code}/": ANY_SPELLING,
}
ENTRIES = {
    "kind": MEANINGS["Event"]["kind"],
    "stars": MEANINGS["Event"]["stars"],
    "since": _("Entries in force from this day or later"),
    "until": _("Entries in force from this day or earlier"),
}


def describe_fields(result, generator, request, public):
    """Say what each field and each part of an address means (a hook of drf-spectacular)."""
    for name, meanings in MEANINGS.items():
        properties = result["components"]["schemas"][name]["properties"]
        for field, said in meanings.items():
            if field in properties:
                properties[field] = _with_words(properties[field], said)
    for path, operations in result["paths"].items():
        for operation in operations.values():
            if operation.get("description") == Read.__doc__:
                del operation["description"]  # about the code, not about the answer
            for asked in operation["parameters"]:
                if asked["in"] == "path":
                    asked["description"] = PATHS[path.removeprefix("/api/v1")]
                elif path == "/api/v1/events/" and asked["name"] in ENTRIES:
                    asked["description"] = (
                        f"{ENTRIES[asked['name']]}\n\n{asked.get('description', '')}".strip()
                    )
    return result


def _with_words(schema, said):
    """Beside a reference nothing else counts in OpenAPI 3.0, so the reference is wrapped."""
    return {"allOf": [schema], "description": said} if "$ref" in schema else schema | {"description": said}
