"""What is kept in a cache that outlives an update belongs to the release that kept it."""

import pytest
from django.conf import settings

from ocop_portal import env


@pytest.fixture
def code(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "products").mkdir()
    (tmp_path / "templates/base.html").write_text("<p>")
    (tmp_path / "products/cards.py").write_text("CARD = 1")
    return tmp_path


def test_the_same_code_bears_the_same_name(code):
    assert env.release(code) == env.release(code)


@pytest.mark.parametrize("path", ["templates/base.html", "products/cards.py"])
def test_another_template_or_program_is_another_release(code, path):
    before = env.release(code)
    (code / path).write_text("otherwise")

    assert env.release(code) != before


def test_renamed_file_is_another_release(code):
    before = env.release(code)
    (code / "templates/base.html").rename(code / "templates/frame.html")

    assert env.release(code) != before


def test_what_no_page_is_drawn_by_changes_no_name(code):
    before = env.release(code)
    (code / "var").mkdir()
    (code / "var/data.py").write_text("")
    (code / "templates/note.txt").write_text("")

    assert env.release(code) == before


def test_cache_that_outlives_the_process_is_kept_apart_by_release():
    default = settings.CACHES["default"]

    assert "Redis" not in default["BACKEND"] or default["KEY_PREFIX"] == env.release(settings.BASE_DIR)
