"""The portal's own marks and number formats, available in every template without ``{% load %}``."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import escape
from pathlib import Path

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

register = template.Library()

STATIC = Path(settings.BASE_DIR) / "static"


def _inside(path):
    """What an SVG file draws, without the element around it."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)[1]
    return re.sub(r"\s*\n\s*", "", drawing)


ICONS = {path.stem: _inside(path) for path in (STATIC / "icons").glob("*.svg")}
# Those that nearly every page draws stand once more in one file, which a browser fetches once.
ON_SHEET = re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8"))


@register.simple_tag
@cache
def icon(name):
    """The drawing ``static/icons/<name>.svg``; silent to screen readers, so put words beside it."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in static/icons.")
    if name in ON_SHEET:
        address = static("icons.svg")
        return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', address, name)
    head = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">'
    return mark_safe(f"{head}{ICONS[name]}</svg>")  # noqa: S308 our own files


# Stars


@register.simple_tag
def stars(count, words=True):
    """Five drawn stars, ``count`` of them filled, and "3 stars" beside (``words=False``: only spoken).

    The sheet ``marks.css`` draws them. Nothing at all for a product that has no stars yet.
    """
    return _stars_said(int(count), bool(words), get_language()) if count else ""


@cache
def _stars_said(count, words, _language):
    text = ngettext("%(count)s star", "%(count)s stars", count) % {"count": count}
    said = text if words else format_html('<span class="visually-hidden">{}</span>', text)
    return format_html('<span class="stars stars-{}">{}</span>', count, said)


# Long lists of choices, each with how many things it would show


@register.simple_tag
def options(choices):
    """The options of a ``<select>`` from (value, label, count, whether chosen); HTML needs no end tags."""
    return mark_safe(  # noqa: S308 every text is escaped
        "".join(
            f'<option value="{_text(value)}"{" selected" if chosen else ""}>{_text(label)} ({counted(n)})'
            for value, label, n, chosen in choices
        )
    )


@register.simple_tag
def ticks(name, choices):
    """Boxes to tick under one ``name`` from (value, label, count, whether chosen)."""
    return mark_safe(  # noqa: S308 every text is escaped
        "".join(
            f'<label class="filter-option"><input type="checkbox" id="id_{name}_{_text(value)}" name="{name}"'
            f' value="{_text(value)}"{" checked" if chosen else ""}>{_text(label)}'
            f' <span class="count">{counted(n)}</span></label>'
            for value, label, n, chosen in choices
        )
    )


def _text(value):
    """Escaped unless it is HTML of ours; for long lists, where Django's own costs ten times as much."""
    return value if hasattr(value, "__html__") else escape(str(value))


def counted(number):
    """A whole number as the language in use writes it: "1.204"."""
    return str(number) if number < 1000 else localize(number)


# The pattern of a product without a photo

MOTIFS = ("food", "drink", "herbal", "craft", "ornamental", "tourism")


@register.simple_tag
def motif(group_slug, seed=0):
    """The pattern of a product group; ``seed`` (any whole number) picks one of eight crops of it."""
    return _drawn_motif(group_slug if group_slug in MOTIFS else MOTIFS[0], int(seed or 0) % 8)


@cache
def _drawn_motif(group, crop):
    return format_html(
        '<img class="motif motif-crop-{}" src="{}" alt="" width="640" height="480" loading="lazy">',
        crop,
        static(f"motifs/{group}.svg"),
    )


# The status of a recognition: one word, one icon, one tint, the same on every page; `marks.css` draws it

STATUSES = {
    "in_force": (gettext_lazy("In force"), "check-circle-fill"),
    "expiring": (gettext_lazy("Expiring soon"), "clock"),
    "expired": (gettext_lazy("Expired"), "slash-circle"),
    "extended": (gettext_lazy("Extended, awaiting the result"), "hourglass-split"),
    "revoked": (gettext_lazy("Revoked"), "x-circle-fill"),
    "replaced": (gettext_lazy("Replaced"), "arrow-right"),
    "under_evaluation": (gettext_lazy("Under evaluation"), "three-dots"),
}


@register.simple_tag
def status_mark(status, large=False):
    """The status as a word with icon and tint; ``large=True`` for the band of a verification page."""
    return _status_said(str(status), bool(large), get_language()) if status else ""


@cache
def _status_said(status, large, _language):
    size = " status-large" if large else ""
    return format_html('<span class="status status-{}{}">{}</span>', status, size, STATUSES[status][0])


# Numbers, days and telephones


def _in_vietnamese():
    return (get_language() or "vi").startswith("vi")


def _number(value):
    """``value`` as an exact Fraction, or None when it is no number."""
    try:
        return Fraction(str(value).strip()) if not isinstance(value, Decimal) else Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def _rounded(number, places):
    """Half up, away from zero, without a detour through floating point."""
    units = int(abs(number) * 10**places + Fraction(1, 2))
    return Decimal(units).scaleb(-places).copy_sign(Decimal(-1 if number < 0 else 1))


def _written(number, places=2):
    """At most ``places`` decimals, no trailing zeros, separators of the language in use."""
    text = f"{_rounded(number, places):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,")) if _in_vietnamese() else text


@register.filter
def points(value):
    """A score as the rules write it: "69,95"; every decimal of a Decimal or text, two of a Fraction."""
    number = _number(value)
    if number is None:
        return ""
    decimals = 2 if isinstance(value, Fraction) else len(str(value).partition(".")[2])
    return _written(number, decimals)


@register.filter
def dong(value):
    """A sum in full: "10.000.000 đ"."""
    number = _number(value)
    return "" if number is None else f"{_written(number, 0)} đ"


@register.filter
def dong_short(value):
    """A big sum the way it is said: "700 triệu đồng", "2,83 tỷ đồng"; below a million in full."""
    number = _number(value)
    if number is None:
        return ""
    if abs(number) < 1_000_000:
        return _("%(amount)s dong") % {"amount": _written(number, 0)}
    if abs(number) < 999_995_000:
        return _("%(amount)s million dong") % {"amount": _written(number / 1_000_000)}
    return _("%(amount)s billion dong") % {"amount": _written(number / 1_000_000_000)}


LONG_DAY = {True: r"\n\g\à\y j \t\h\á\n\g n \n\ă\m Y", False: "j F Y"}


@register.filter
def long_day(value):
    """A day in words: "ngày 5 tháng 8 năm 2026", in English "5 August 2026"."""
    if not value:
        return ""
    if hasattr(value, "tzinfo") and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, LONG_DAY[_in_vietnamese()])


@register.filter
@stringfilter
def phone(value):
    """A Vietnamese number in groups, "0912 345 678"; anything else stays as it was written."""
    digits = re.sub(r"[\s.\-()]", "", value)
    national = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", digits)
    if re.fullmatch(r"0\d{9}", national):
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    if re.fullmatch(r"0\d{10}", national):
        return f"{national[:4]} {national[4:8]} {national[8:]}"
    return value


@register.filter
def phone_link(value):
    """The number as a link that calls it."""
    if not value:
        return ""
    shown = phone(value)
    return format_html('<a class="phone" href="tel:{}">{}</a>', re.sub(r"[^\d+]", "", shown), shown)


# The address of this page with another question


def _with_changes(context, changes):
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            asked.pop(name, None)
        elif isinstance(value, (list, tuple)):
            asked.setlist(name, value)
        else:
            asked[name] = value
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """This page's query with some keys replaced: ``{% query sau=None nhom="food" %}``.

    None or an empty value removes a key, a list repeats it. Write ``trang_thai`` for ``trang-thai``.
    """
    return _with_changes(context, {name.replace("_", "-"): value for name, value in changes.items()})


@register.simple_tag(takes_context=True)
def query_without(context, name, value):
    """This page's query without one value of a repeated key and without the cursor, for filter chips."""
    kept = [given for given in context["request"].GET.getlist(name) if given != str(value)]
    return _with_changes(context, {name: kept or None, "sau": None})


@register.simple_tag(takes_context=True)
def here(context, url):
    """Marks a link when the page being read lies under ``url``: ``<a href="{{ u }}"{% here u %}>``."""
    request = context.get("request")
    return mark_safe(' aria-current="page"') if request and request.path.startswith(url) else ""
