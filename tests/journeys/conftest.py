"""One portal and one browser for all journeys. Pictures of the pages go to JOURNEY_PICTURES, if it is set."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.person import Person
from tests.journeys.portal import Portal

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def chromium():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "No Chromium was found: install it or name it in CHROMIUM."
    return found


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    portal = Portal(tmp_path_factory.mktemp("portal"))
    portal.wait_until_ready()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    named = os.environ.get("JOURNEY_PICTURES")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def somebody(browser, portal, pictures):
    """Call it with the first part of a demo account's address, or with nothing for a visitor.

    After the journey nobody's browser may have complained: no refused script or style, no error of a
    script, no failed answer, nothing wider than the screen.
    """
    people, troubles = [], []

    def come(name="", **options):
        email = f"{name}@ocop.example" if name else ""
        people.append(Person(browser, portal, pictures, troubles, email=email, **options))
        return people[-1]

    yield come
    for person in people:
        person.context.close()
    assert not troubles, "\n".join(troubles)
