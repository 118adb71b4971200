"""`manage.py score FILE.json`: a council's result from the shell, without any database."""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from evaluations import scoring, sheets

STANDARD_INPUT = "-"
REFUSED = 2
KEYS = ("edition", "set", "rules", "cards")
DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")


class Command(BaseCommand):
    help = "Compute the star of a set of score cards (JSON in, JSON out), for self-checks and auditors."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "file", metavar="FILE.json", help="the edition, set, rules and cards; - reads standard input"
        )

    def handle(self, *args, file, **options):
        request = read_request(file)
        sheet = read_sheet(request)
        rules = read_rules(request.get("rules", {}))
        result = scored(sheet, read_cards(request), rules)
        self.stdout.write(json.dumps(scoring.as_record(result)))


def refused(message):
    return CommandError(message, returncode=REFUSED)


def shown(value):
    """The value as its file wrote it, cut to what a message can hold."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= 80 else f"{text[:79]}…"


def read_request(file):
    try:
        request = json.loads(
            read_bytes(file).decode("utf-8-sig"),
            object_pairs_hook=without_repeated_keys,
            parse_constant=refuse_constant,
        )
    except (ValueError, RecursionError) as error:
        raise refused(_("This is not valid JSON: %(error)s") % {"error": error}) from error
    require_object(request, _("the file"))
    require_known_keys(request, KEYS, _("the file"))
    return request


def read_bytes(file):
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise refused(_("The file cannot be read: %(error)s") % {"error": error}) from error


def without_repeated_keys(pairs):
    """A key written twice would silently lose one of its two values."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _value in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise refused(_("%(key)s is written twice in the same object.") % {"key": shown(repeated)})
    return mapping


def refuse_constant(name):
    raise refused(_("%(name)s is not a number of JSON.") % {"name": name})


def require_object(value, place):
    if not isinstance(value, dict):
        raise refused(
            _("%(place)s: a JSON object is expected, not %(value)s.")
            % {"place": place, "value": shown(value)}
        )


def require_known_keys(mapping, known, place):
    for key in mapping:
        if key not in known:
            raise refused(
                _("%(place)s: unknown key %(key)s; known are %(known)s.")
                % {"place": place, "key": shown(key), "known": ", ".join(known)}
            )


def read_sheet(request):
    record = find_sheet(read_edition(request), read_set(request))
    problems = sheets.problems(record)
    if problems:
        raise refused(
            _("Sheet %(set)s of %(edition)s is not published: %(reasons)s")
            % {"set": record.set_no, "edition": record.edition, "reasons": " ".join(map(str, problems))}
        )
    return record.sheet


def read_edition(request):
    edition = request.get("edition")
    if not isinstance(edition, str) or edition not in sheets.EDITIONS:
        raise refused(
            _("edition: %(value)s is unknown; known are %(known)s.")
            % {"value": shown(edition), "known": ", ".join(sheets.EDITIONS)}
        )
    return edition


def read_set(request):
    set_no = request.get("set")
    if type(set_no) is not int:
        raise refused(
            _("set: the whole number of a product set is expected, not %(value)s.") % {"value": shown(set_no)}
        )
    return set_no


def find_sheet(edition, set_no):
    try:
        return sheets.load_sheet(edition, set_no)
    except sheets.UnknownSheet as error:
        raise refused(
            _("set: %(edition)s has no score sheet for set %(set)s.")
            % {"edition": edition, "set": shown(set_no)}
        ) from error


def read_rules(rules):
    require_object(rules, "rules")
    readers = {
        "spread_limit": read_spread_limit,
        "rounding": chosen_from(tuple(scoring.ROUNDINGS)),
        "minimum_judged_by": chosen_from(scoring.MINIMUM_JUDGES),
        "cumulative_minima": read_cumulative_minima,
    }
    require_known_keys(rules, tuple(readers), "rules")
    return scoring.Rules(**{key: readers[key](key, value) for key, value in rules.items()})


def refused_rule(key, value, expected):
    return refused(
        _("rules: %(key)s must be %(expected)s, not %(value)s.")
        % {"key": key, "expected": expected, "value": shown(value)}
    )


def read_spread_limit(key, value):
    if (type(value) is int and value >= 0) or (isinstance(value, str) and DECIMAL.fullmatch(value)):
        return Decimal(value)
    raise refused_rule(key, value, _('a decimal number of 0 or more, written like "10" or "7.5"'))


def chosen_from(choices):
    def read_choice(key, value):
        if value not in choices:
            raise refused_rule(key, value, _("one of %(choices)s") % {"choices": ", ".join(choices)})
        return value

    return read_choice


def read_cumulative_minima(key, value):
    if not isinstance(value, bool):
        raise refused_rule(key, value, _("true or false"))
    return value


def read_cards(request):
    cards = request.get("cards")
    if not isinstance(cards, list) or not cards:
        raise refused(_("cards: a list of one or more score cards is expected."))
    for number, card in enumerate(cards, start=1):
        require_object(card, _("card %(number)d") % {"number": number})
    return cards


def scored(sheet, cards, rules):
    try:
        return scoring.evaluate(sheet, cards, rules)
    except scoring.CardRefused as error:
        problems = "\n".join(map(sheets.card_problem_text, error.problems))
        raise refused(
            _("Card %(number)d: %(problems)s") % {"number": error.position + 1, "problems": problems}
        ) from error
