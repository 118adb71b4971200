"""The look keeps its promises: contrast, drawings that exist, no inline code, and how numbers are written."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override

from ocop_portal.core.templatetags import ocop

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
MARKS = (ROOT / "static/css/marks.css").read_text(encoding="utf-8")
# What every page has, and the page that is read most.
FRAME = [
    ROOT / "templates" / name
    for name in (
        "components/_site_header.html",
        "components/_sign_in_link.html",
        "components/_account_links.html",
        "products/catalogue.html",
        "products/_chips.html",
        "products/_pages.html",
    )
]

READ_ON_GROUNDS = tuple(
    product(("ink", "ink-soft", "green", "green-deep", "red"), ("paper", "surface", "sunken"))
)
TEXT_PAIRS = (
    *READ_ON_GROUNDS,
    *product(("ink", "ink-soft"), ("green-tint", "red-tint", "gold-tint", "blue-tint", "grey-tint")),
    ("green", "green-tint"),
    ("green-deep", "green-tint"),
    ("red", "red-tint"),
    ("gold-text", "gold-tint"),
    ("gold-text", "surface"),
    ("gold-text", "paper"),
    ("blue", "blue-tint"),
    ("grey", "grey-tint"),
    ("grey", "surface"),
    ("teal", "surface"),
    ("teal", "teal-tint"),
    *product(("on-action",), ("action", "action-deep", "danger", "danger-deep")),
    ("on-band", "band"),
    ("band-soft", "band"),
)
MARK_PAIRS = (
    *product(("gold-mark", "line-strong", "focus"), ("surface", "paper")),
    ("gold-mark", "gold-tint"),
    ("green", "grey-tint"),
    ("focus-on-band", "band"),
    ("focus", "green-tint"),
)


def tokens(scheme):
    """The colours of one scheme; the dark one only says what differs."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in blocks())
    return light if scheme == "light" else light | dark


def blocks():
    first = TOKENS.index(":root")
    second = TOKENS.index("@media screen and (prefers-color-scheme: dark)")
    return TOKENS[first:second], TOKENS[second:]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def render(source, request=None, **context):
    return Template(source).render(Context({"request": request, **context}))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable(scheme, text, ground):
    colours = tokens(scheme)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_are_visible(scheme, mark, ground):
    colours = tokens(scheme)

    assert contrast(colours[mark], colours[ground]) >= 3


def test_every_colour_comes_from_the_tokens():
    sheets = [
        ROOT / "static/css" / name
        for name in (
            "ground.css",
            "frame.css",
            "controls.css",
            "marks.css",
            "lists.css",
            "pages.css",
            "workspace.css",
        )
    ]
    named = {
        word for sheet in sheets for word in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8"))
    }

    assert named == set()


def test_every_variable_used_is_defined():
    sheets = [path.read_text("utf-8") for path in (ROOT / "static/css").glob("*.css")]
    used = {name for sheet in sheets for name in re.findall(r"var\(--([\w-]+)", sheet)}
    defined = {name for sheet in sheets for name in re.findall(r"--([\w-]+):", sheet)}

    assert used - defined == set()


def icons_named_in(path):
    return set(re.findall(r"{%\s*icon\s+[\"']([\w-]+)[\"']", path.read_text("utf-8")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_icons_of_a_template_exist(path):
    assert icons_named_in(path) - set(ocop.ICONS) == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_nothing_inline(path):
    source = path.read_text("utf-8")

    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+\s*=\s*[\"']|javascript:", source) == []
    assert re.findall(r"<script\b(?![^>]*(\bsrc=|application/(ld\+)?json))", source) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_note_of_a_template_stays_out_of_the_page(path):
    left = re.sub(r"{#[^\n]*?#}", "", path.read_text("utf-8"))

    assert "{#" not in left


@pytest.mark.parametrize("path", sorted((ROOT / "static").glob("**/*.svg")), ids=lambda path: path.name)
def test_drawing_needs_no_style(path):
    drawing = path.read_text("utf-8")

    assert re.findall(r"style=|<style|<script|https?://(?!www\.w3\.org/)", drawing) == []


def test_vendored_files_name_no_source_map():
    files = [path for path in (ROOT / "static/vendor").glob("**/*") if path.suffix in {".css", ".js"}]

    assert [path.name for path in files if "sourceMappingURL" in path.read_text("utf-8")] == []


def test_icon_unknown_is_refused():
    with pytest.raises(TemplateSyntaxError, match="no-such-drawing"):
        render('{% icon "no-such-drawing" %}')


def test_icon_is_silent_for_screen_readers():
    assert 'aria-hidden="true"' in render('{% icon "search" %}')


def test_sheet_of_icons_draws_what_the_single_ones_draw():
    sheet = (ROOT / "static/icons.svg").read_text("utf-8")
    drawn = re.findall(r'<symbol id="([\w-]+)" viewBox="0 0 16 16">(.*)</symbol>', sheet)

    assert dict(drawn) == {name: ocop.ICONS[name] for name in ocop.ON_SHEET}
    assert len(drawn) == sheet.count("<symbol")


@pytest.mark.parametrize("path", FRAME, ids=lambda path: path.name)
def test_icons_of_the_frame_stand_on_the_sheet(path):
    assert icons_named_in(path) - set(ocop.ON_SHEET) == set()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_stars_draw_what_they_say(count):
    with override("en"):
        page = render("{% stars count %}", count=count)
    moved = re.search(rf"\.stars-{count}::before {{\s*-webkit-mask-position: -(\d+)px 0;", MARKS)
    start = int(moved[1]) if moved else 0
    filled, hollow = re.search(r"\.stars::before {[^}]*", MARKS)[0].split("<g fill='none'>")

    assert f'class="stars stars-{count}">{count} star' in page
    for row, drawn in ((filled, count), (hollow, 5 - count)):
        assert sum(start <= int(x) < start + 105 for x in re.findall(r" x='(\d+)'", row)) == drawn


def test_stars_missing_draw_nothing():
    assert render("{% stars None %}") == ""


def test_stars_without_words_still_say_them():
    assert '<span class="visually-hidden">3 sao</span>' in render("{% stars 3 words=False %}")


@pytest.mark.parametrize("status", sorted(ocop.STATUSES))
def test_status_is_a_word_with_an_icon(status):
    page = render("{% status_mark status %}", status=status)

    word, drawing = ocop.STATUSES[status]
    drawn = re.search(rf'\.status-{status}::before {{\s*-webkit-mask-image: url\("([^"]+)"\);', MARKS)[1]
    assert page == f'<span class="status status-{status}">{word}</span>'
    assert ocop.ICONS[drawing] in drawn.replace("'", '"')


@pytest.mark.parametrize("group", ocop.MOTIFS)
def test_motif_is_drawn_for_every_group(group):
    assert (ROOT / "static/motifs" / f"{group}.svg").is_file()


def test_motif_of_a_seed_is_always_the_same():
    pages = {render('{% motif "craft" seed %}', seed=seed) for seed in range(16)}

    assert len(pages) == 8
    assert render('{% motif "craft" 3 %}') == render('{% motif "craft" 11 %}')


@pytest.mark.parametrize(
    ("value", "text"),
    [(10_000_000, "10.000.000 đ"), (0, "0 đ"), (Decimal("-1500"), "-1.500 đ"), (None, ""), ("x", "")],
)
def test_dong_in_full(value, text):
    assert ocop.dong(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (700_000_000, "700 triệu đồng"),
        (2_830_000_000, "2,83 tỷ đồng"),
        (1_000_000_000, "1 tỷ đồng"),
        (999_999_999, "1 tỷ đồng"),
        (1_204_500_000_000, "1.204,5 tỷ đồng"),
        (950_000, "950.000 đồng"),
        (None, ""),
    ],
)
def test_dong_as_it_is_said(value, text):
    assert ocop.dong_short(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("69.95"), "69,95"),
        (Decimal("40.00"), "40"),
        ("69.996", "69,996"),
        (Fraction(1399, 20), "69,95"),
        (Fraction(200, 3), "66,67"),
        (Fraction(1, 200), "0,01"),
        (93, "93"),
        ("", ""),
    ],
)
def test_points_keep_what_the_score_says(value, text):
    assert ocop.points(value) == text


def test_points_in_english_take_a_dot():
    with override("en"):
        assert ocop.points(Decimal("69.95")) == "69.95"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 8, 5), "ngày 5 tháng 8 năm 2026"),
        (datetime(2026, 8, 4, 17, 30, tzinfo=UTC), "ngày 5 tháng 8 năm 2026"),
        (None, ""),
    ],
)
def test_long_day_is_vietnamese(value, text):
    assert ocop.long_day(value) == text


def test_long_day_in_english():
    with override("en"):
        assert ocop.long_day(date(2026, 8, 5)) == "5 August 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0912345678", "0912 345 678"),
        ("+84912345678", "0912 345 678"),
        ("0912.345.678", "0912 345 678"),
        ("02043123456", "0204 3123 456"),
        ("1900 1234", "1900 1234"),
    ],
)
def test_phone_is_grouped(value, text):
    assert ocop.phone(value) == text


def test_phone_link_escapes_what_was_typed():
    assert "<script>" not in ocop.phone_link("<script>0912345678")
    assert 'href="tel:0912345678"' in ocop.phone_link("+84 912 345 678")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('{% query nhom="food" sau=None %}', "?q=ch%C3%A8&amp;sao=3&amp;sao=4&amp;nhom=food"),
        ('{% query trang_thai="all" %}', "?q=ch%C3%A8&amp;sao=3&amp;sao=4&amp;sau=x&amp;trang-thai=all"),
        ('{% query_without "sao" 3 %}', "?q=ch%C3%A8&amp;sao=4"),
        ('{% query_without "q" "chè" %}', "?sao=3&amp;sao=4"),
    ],
)
def test_query_changes_only_what_it_is_told(source, address):
    request = RequestFactory().get("/", {"q": "chè", "sao": ["3", "4"], "sau": "x"})

    assert render(source, request) == address


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the label")
    day = forms.DateField(label="Day")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)


def test_field_wrong_keeps_the_value_and_points_to_the_error():
    page = render("{{ form }}", form=Sample({"name": "", "day": "32/13/2026"}))

    assert 'value="32/13/2026"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert page.count('id="id_name_error"') == 1
    assert page.count('aria-describedby="id_kind_error"') == 1


def test_field_day_says_how_it_is_typed():
    page = render("{{ form.day }}", form=Sample())

    assert 'inputmode="numeric"' in page
    assert 'placeholder="dd/mm/yyyy"' in page


def test_error_summary_leads_to_each_field():
    page = render('{% include "components/error_summary.html" %}', form=Sample({}))

    assert re.findall(r'href="#([^"]+)"', page) == ["id_name", "id_day", "id_kind_0"]
    assert 'role="alert"' in page


def test_error_summary_is_absent_while_the_form_is_right():
    form = Sample({"name": "x", "day": "05/08/2026", "kind": "a"})

    assert render('{% include "components/error_summary.html" %}', form=form).strip() == ""


def test_page_of_a_server_error_asks_nothing_of_the_server():
    source = (ROOT / "templates/500.html").read_text("utf-8")

    assert "{{" not in source
    assert "{%" not in source
