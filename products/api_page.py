"""The page of the read API, read from its OpenAPI description: what is asked and answered, field by field."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

LIST = "Paginated"  # begins the name of an object that is a page of a list
CHOICE = re.compile(r"^\* `(\S+)` - (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Field:
    """A value asked or answered. `leads_to` names the object it is; `choices` pair a value with its words."""

    name: str
    kind: str
    said: str = ""
    leads_to: str = ""
    choices: tuple = ()


@dataclass(frozen=True)
class Operation:
    address: str
    summary: str
    asked: list
    answer: str
    is_list: bool

    @property
    def is_open(self):
        """Can the address be opened as it stands?"""
        return "{" not in self.address


def operations(described):
    """Return what can be asked, in the order of the addresses."""
    return [
        _operation(address, told, described)
        for address, methods in described["paths"].items()
        for told in methods.values()
    ]


def _operation(address, told, described):
    answer = _name_in(told["responses"]["200"]["content"]["application/json"]["schema"])
    is_list = answer.startswith(LIST)
    asked = [
        _field(each["name"], each["schema"] | {"description": each.get("description", "")}, described)
        for each in sorted(told["parameters"], key=lambda each: each["in"] != "path")
    ]
    return Operation(
        address, told["summary"], asked, answer.removeprefix(LIST).removesuffix("List" * is_list), is_list
    )


def objects(described):
    """Return {name: fields} of everything that is answered; pages of lists and choices are no objects."""
    return {
        name: [_field(field, schema, described) for field, schema in told["properties"].items()]
        for name, told in sorted(described["components"]["schemas"].items())
        if "properties" in told and not name.startswith(LIST)
    }


def _field(name, schema, described):
    target = _name_in(schema)
    found = described["components"]["schemas"].get(target, {})
    choices = CHOICE.findall(found.get("description", "")) or CHOICE.findall(schema.get("description", ""))
    choices = choices or [(value, "") for value in found.get("enum", ())]
    said = CHOICE.sub("", schema.get("description", "")).strip()
    leads_to = target if "properties" in found else ""
    return Field(name, _kind(schema, found), said, leads_to, tuple(choices))


def _name_in(schema):
    """The name of the object a schema refers to, by itself or as what its list holds; else nothing."""
    schema = schema.get("items", schema)
    for part in (schema, *schema.get("allOf", ())):
        if "$ref" in part:
            return part["$ref"].rpartition("/")[2]
    return ""


def _kind(schema, found):
    """Say in words what kind of value it is."""
    words = _plain(schema.get("items", schema), found)
    if schema.get("type") == "array":
        words = _("list: %(kind)s") % {"kind": words}
    return _("%(kind)s, or null") % {"kind": words} if schema.get("nullable") else words


def _plain(schema, found):
    if "enum" in schema or "enum" in found:
        return _("choice")
    if found:
        return _("object")
    if "default" in schema:
        return _("%(minimum)s to %(maximum)s, %(default)s when left out") % schema
    named = {
        "date": _("day, as 2026-08-05"),
        "date-time": _("moment, as 2026-08-05T10:00:00+07:00"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
        "object": _("object"),
    }
    return named.get(schema.get("format")) or named.get(schema.get("type"), _("string of characters"))
