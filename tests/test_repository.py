"""The tree says about itself what docs/architecture.md promises."""

import ast
import hashlib
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.utils import get_app_template_dirs

ROOT = Path(__file__).resolve().parent.parent

# From the floor up: each may import itself and what stands before it.
LINE = [
    "ocop_portal.core",
    "ocop_portal.areas",
    "ocop_portal.accounts",
    "producers",
    "products",
    "evaluations",
    "campaigns",
]
WIRING = {"ocop_portal.urls", "ocop_portal.views", "ocop_portal.api", "ocop_portal.celery"}
FORBIDDEN_MODULES = {"utils", "helpers", "services", "managers", "misc", "common"}
CODE_FOLDERS = ["ocop_portal", "producers", "products", "evaluations", "campaigns", "tests", "deploy"]
ROOT_FOLDERS = {*CODE_FOLDERS, "templates", "static", "docs", ".ci"}
ROOT_FILES = {
    "manage.py", "requirements.txt", "docker-compose.yml", "README.md", "pyproject.toml", "Makefile",
    "Dockerfile", ".dockerignore", ".env.example", ".gitignore", "CHANGELOG.md", "NOTICE",
}  # fmt: skip
NOT_OURS = {".git", ".venv", "var", ".env", ".ruff_cache", ".hypothesis", ".pytest_cache", "__pycache__"}
# Templates that Django and allauth ask for by these names.
CALLED_BY_LIBRARIES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "429.html"}


def files(*suffixes, folders=(*CODE_FOLDERS, "templates", "static")):
    """Return our own source files; vendored ones and migrations are other people's or a machine's."""
    found = chain.from_iterable((ROOT / folder).rglob("*") for folder in folders)
    return sorted(
        path
        for path in found
        if path.suffix in suffixes and path.is_file() and not {"vendor", "migrations"} & set(path.parts)
    )


def name(path):
    return str(path.relative_to(ROOT))


def module(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place(dotted):
    """Return the app's place on the line, or None for what does not stand on it."""
    return next((n for n, app in enumerate(LINE) if f"{dotted}.".startswith(f"{app}.")), None)


@cache
def nodes(path):
    return list(ast.walk(ast.parse(path.read_text())))


def imports(path):
    """Yield every module that a file imports, with each imported name as a possible module too."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno} imports relatively"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path):
    return [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def offenders(pattern, *suffixes, folders=(*CODE_FOLDERS, "templates", "static")):
    found = re.compile(pattern)
    return [
        f"{name(path)}:{number} {line.strip()[:90]}"
        for path in files(*suffixes, folders=folders)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


def test_apps_import_only_what_stands_below_them():
    wrong = [
        f"{module(path)} imports {target}"
        for path in files(".py")
        if place(module(path)) is not None
        for target in imports(path)
        if (place(target) or 0) > place(module(path))
    ]
    assert wrong == []


def test_wiring_is_imported_by_nobody():
    wrong = [
        f"{module(path)} imports {target}"
        for path in files(".py")
        if place(module(path)) is not None
        for target in imports(path)
        if target in WIRING
    ]
    assert wrong == []


def test_functions_contain_no_imports():
    wrong = [
        f"{name(path)}:{inner.lineno}"
        for path in files(".py")
        for function in functions(path)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


def test_apps_speak_by_calls_and_not_by_signals_or_generic_keys():
    assert (
        offenders(r"GenericForeignKey|django\.dispatch|models\.signals", ".py", folders=CODE_FOLDERS[:5])
        == []
    )


def test_modules_are_named_by_what_they_do():
    wrong = [
        name(path)
        for path in files(".py")
        if FORBIDDEN_MODULES & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]
    assert wrong == []


def test_root_holds_what_the_plan_names_and_nothing_else():
    present = {path.name for path in ROOT.iterdir()} - NOT_OURS
    assert present - ROOT_FILES - ROOT_FOLDERS == set()
    assert {"manage.py", "requirements.txt", "docker-compose.yml", "README.md"} <= present


def test_functions_are_short():
    wrong = [
        f"{name(path)}:{function.lineno} {function.name}"
        for path in files(".py")
        for function in functions(path)
        if function.end_lineno - function.lineno >= 45
    ]
    assert wrong == []


def test_files_are_short():
    lengths = {
        name(path): len(path.read_text().splitlines()) for path in files(".py", ".html", ".js", ".css")
    }
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_nothing_is_left_open_in_the_code():
    words = "|".join(
        ("TO" + "DO", "FIX" + "ME", "X" + "XX", "raise Not" + r"Implemented\w*", "coming " + "soon")
    )
    assert offenders(rf"\b({words})\b", ".py", ".html", ".js", ".css") == []


def test_migrations_say_what_they_do():
    automatic = re.compile(r"^\d{4}_(auto_|(alter|remove|delete|rename)_|.*_and_more)")
    migrations = [path for path in ROOT.rglob("migrations/0*.py") if ".venv" not in path.parts]
    assert migrations
    assert [name(path) for path in migrations if automatic.match(path.stem)] == []


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out


def test_every_requirement_is_pinned_and_has_a_reason():
    wrong = [
        line
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if line
        and not line.startswith("#")
        and not re.fullmatch(r"[\w.\-\[\]]+==[\w.]+(; [^#]+)?  # .{3,}", line)
    ]
    assert wrong == []


def template_names():
    return [
        str(path.relative_to(ROOT / "templates")) for path in files(".html", ".txt", folders=["templates"])
    ]


def overrides_a_library(template):
    """True when an installed app brings a template of this name, which ours then replaces."""
    return any((folder / template).exists() for folder in get_app_template_dirs("templates"))


def test_every_template_is_used():
    texts = {
        name(path): path.read_text() for path in files(".py", ".html", ".txt") if "tests" not in path.parts
    }

    def used(template):
        stem = re.sub(r"_(subject|body)\.txt$", "", template)
        quoted = re.compile(rf"""["']{re.escape(stem)}["']""")
        return any(quoted.search(text) for where, text in texts.items() if where != f"templates/{template}")

    unused = [
        template
        for template in template_names()
        if template not in CALLED_BY_LIBRARIES and not used(template) and not overrides_a_library(template)
    ]
    assert unused == []


def test_pages_hold_no_inline_code():
    inline = r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)"""
    assert offenders(inline, ".html", folders=["templates"]) == []


def test_pages_ask_no_other_host():
    foreign = r"""(src|srcset|data|poster)=["'](https?:)?//|<link[^>]*href=["'](https?:)?//"""
    assert offenders(foreign, ".html", folders=["templates"]) == []
    assert offenders(r"""url\(["']?(https?:)?//|@import""", ".css", folders=["static"]) == []
    assert offenders(r"""(fetch|import|open)\(?\s*["'`](https?:)?//""", ".js", folders=["static"]) == []


def test_vendored_files_are_those_the_list_names():
    vendor = ROOT / "static" / "vendor"
    listed = dict(
        reversed(line.split("  "))
        for line in (vendor / "README.md").read_text().splitlines()
        if re.match(r"[0-9a-f]{64}  ", line)
    )
    ours = {"README.md", "fonts/fonts.css", "fonts/LICENSE", "bootstrap/LICENSE"}
    present = {str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()}
    assert present - ours == set(listed)
    assert {file: hashlib.sha256((vendor / file).read_bytes()).hexdigest() for file in listed} == listed
