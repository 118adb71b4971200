"""The frame of every page: drawn once in each language, and never from what one visitor was told."""

import re

import pytest
from django.core.handlers.wsgi import get_script_name
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override


def test_what_is_unchanging_is_drawn_once_in_each_language_and_sees_no_variable():
    drawn = Template("{% unchanging %}{% translate 'Search' %}{% endunchanging %} {{ who }}")
    told = [drawn.render(Context({"who": who})) for who in ("An", "Bình")]
    with override("en"):
        told.append(drawn.render(Context({"who": "An"})))

    assert told == ["Tìm kiếm An", "Tìm kiếm Bình", "Search An"]
    with pytest.raises(AssertionError, match="who"):
        Template("{% unchanging %}{{ who }}{% endunchanging %}").render(Context({"who": "An"}))


FIXED = '{% translate "Search" %} {% url "catalogue" %}'
TOLD = '{% translate said %} {% translate "Search"|upper %} {% url name %} {% url "place_page" code %}'
TOLD += '{% translate "Today" context "of a place" %}{% translate "Search" as word %} {{ word }}'


def test_sentences_and_addresses_of_a_template_follow_the_language():
    drawn = Template(FIXED)
    assert drawn.render(Context()) == "Tìm kiếm /san-pham/"
    with override("en"):
        assert drawn.render(Context()) == "Search /en/san-pham/"
    assert drawn.render(Context()) == "Tìm kiếm /san-pham/"


def test_what_a_template_is_told_is_never_kept():
    drawn = Template(TOLD)
    for said, name, code, found in (
        ("Search", "catalogue", "24", "Tìm kiếm TÌM KIẾM /san-pham/ /dia-phuong/24/"),
        ("Products", "producer_list", "20", "Sản phẩm TÌM KIẾM /chu-the/ /dia-phuong/20/"),
    ):
        assert drawn.render(Context({"said": said, "name": name, "code": code})).startswith(found)


def test_no_request_puts_the_portal_under_another_path():
    """A header forwarded as SCRIPT_NAME would lead every address the process keeps astray."""
    assert get_script_name({"SCRIPT_NAME": "/xa", "PATH_INFO": "/xa/thuat-ngu/"}) == ""


@pytest.mark.parametrize(("path", "marked"), [("/san-pham/24-1/", "/san-pham/"), ("/du-lieu-mo/", None)])
def test_main_pages_mark_the_one_being_read(path, marked):
    request = RequestFactory().get(path)
    links = Template("{% site_links %}").render(Context({"request": request}))

    assert re.findall(r'href="([^"]+)" aria-current="page"', links) == ([marked] if marked else [])
    assert len(re.findall("<li>", links)) == 3
