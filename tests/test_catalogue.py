"""Every visible string stands in the Vietnamese catalogue, translated, and the compiled file agrees."""

import ast
import re
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "ocop_portal" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
APPS = ["ocop_portal", "producers", "products", "evaluations", "campaigns"]

# What stands where in a call: the position of the context (or None) and of the message.
POSITIONS = {"gettext": (None, 0), "ngettext": (None, 0), "pgettext": (0, 1), "npgettext": (0, 1)}
LITERAL = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{LITERAL}(?:,\s*{LITERAL})?")


def catalogue():
    assert CATALOGUE.exists()
    return polib.pofile(str(CATALOGUE))


def kind(called):
    """Return gettext, ngettext, pgettext or npgettext for any spelling of the call, else None."""
    called = getattr(called, "attr", getattr(called, "id", ""))
    called = "gettext" if called == "_" else re.sub(r"_(lazy|noop)$", "", called)
    return called if called in POSITIONS else None


def messages_in_python(path):
    """Yield (context, message); a message that is put together at run time yields None for itself."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and (name := kind(node.func)) and node.args:
            context, message = POSITIONS[name]
            values = [getattr(each, "value", None) for each in node.args[:2]]
            if isinstance(node.args[message], ast.Constant):
                yield (None if context is None else values[context], values[message])
            elif isinstance(node.args[message], ast.JoinedStr | ast.BinOp):
                yield None, f"{path.name}:{node.lineno} translates a string put together at run time"


def messages_in_template(path):
    for name, first, second in TEMPLATE_CALL.findall(templatize(path.read_text())):
        context, message = POSITIONS["gettext" if name == "_" else name]
        values = [ast.literal_eval(first), ast.literal_eval(second) if second else None]
        yield (None if context is None else values[context], values[message])


def messages():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            yield from messages_in_python(path)
    for path in (ROOT / "templates").rglob("*.*"):
        yield from messages_in_template(path)


def test_catalogue_holds_every_visible_string():
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue() if not entry.obsolete}
    assert sorted({repr(each) for each in messages() if each not in known}) == []


def test_catalogue_has_nothing_empty_fuzzy_or_obsolete():
    entries = catalogue()
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert [entry.msgid for entry in entries.obsolete_entries()] == []


def test_translations_keep_every_placeholder():
    holes = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
    wrong = [
        entry.msgid
        for entry in catalogue()
        for translated in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if set(holes.findall(translated)) != set(holes.findall(entry.msgid_plural or entry.msgid))
    ]
    assert wrong == []


def test_compiled_catalogue_equals_its_source():
    assert CATALOGUE.with_suffix(".mo").exists()
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    def content(entries):
        return {(e.msgctxt, e.msgid): (e.msgstr, tuple(e.msgstr_plural.values())) for e in entries}

    assert content(compiled) == content(catalogue().translated_entries())
