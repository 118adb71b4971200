"""The portal as it is installed: production settings, the compose file, the image."""

import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from ocop_portal.env import KNOWN

ROOT = Path(__file__).resolve().parent.parent
OTHER_SETTINGS = {"DATABASE_URL", "REDIS_URL", "POSTGRES_PASSWORD"}
NEEDED_IN_PRODUCTION = {
    "OCOP_SECRET_KEY": "t" * 25 + "0123456789" * 3,
    "OCOP_ALLOWED_HOSTS": "ocop.example.gov.vn",
    "OCOP_SITE_URL": "https://ocop.example.gov.vn",
}


def manage(*arguments, **settings):
    """Run a command with exactly these settings; nothing of the test run's own environment leaks in."""
    environment = {"PATH": os.environ["PATH"], **settings}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)


@pytest.fixture
def production(tmp_path):
    return {"OCOP_ENV": "production", "OCOP_DATA_DIR": str(tmp_path), **NEEDED_IN_PRODUCTION}


def test_production_settings_pass_the_deployment_check(production):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **production)
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


@pytest.mark.parametrize("name", [*NEEDED_IN_PRODUCTION, "OCOP_DATA_DIR"])
def test_production_refuses_to_start_without(production, name):
    del production[name]
    result = manage("check", **production)
    assert result.returncode != 0
    assert f"{name} is missing" in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("OCOP_SECRET_KEY", "short", "too short"),
        ("OCOP_TLS", "maybe", "yes, no"),
        ("OCOP_TRUSTED_PROXIES", "10.0.0.1/8", "has host bits set"),
        ("OCOP_TRUSTED_PROXIES", "proxy", "does not appear to be an IPv4 or IPv6 network"),
        ("OCOP_LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR"),
        ("OCOP_ENV", "prod", "development, production"),
        ("OCOP_SITE_ADDRESS", "https://x.vn", "Unknown environment variable OCOP_SITE_ADDRESS"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(production, name, value, complaint):
    result = manage("check", **{**production, name: value})
    assert result.returncode != 0
    assert name in result.stderr
    assert complaint in result.stderr


def test_development_invents_its_secret_once_and_hides_it(tmp_path):
    kept = tmp_path / "ocop_secret_key.txt"
    assert manage("check", OCOP_DATA_DIR=str(tmp_path)).returncode == 0
    first = kept.read_text()
    assert manage("check", OCOP_DATA_DIR=str(tmp_path)).returncode == 0
    assert kept.read_text() == first
    assert len(first) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def example_settings():
    text = (ROOT / ".env.example").read_text()
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text, flags=re.MULTILINE))


def test_example_lists_every_setting_and_no_other():
    assert set(example_settings()) == set(KNOWN) | OTHER_SETTINGS


def test_operations_page_explains_every_setting():
    page = (ROOT / "docs" / "operations.md").read_text()
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", page, flags=re.MULTILINE))
    assert rows == set(KNOWN) | OTHER_SETTINGS


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def services_of_ours(compose):
    return {name: each for name, each in compose["services"].items() if "build" in each}


def test_compose_names_the_whole_installation(compose):
    assert set(compose["services"]) == {"database", "queue", "migrate", "web", "worker", "beat"}
    assert set(services_of_ours(compose)) == {"migrate", "web", "worker", "beat"}


def test_compose_pins_every_image_to_a_version(compose):
    for service in compose["services"].values():
        assert re.fullmatch(r"[\w/.-]+:\d+\.\d+[\w.-]*", service["image"])


def test_compose_starts_our_services_after_healthy_ones_and_the_migration(compose):
    waits = {name: each["depends_on"] for name, each in services_of_ours(compose).items()}
    ready = {"database": {"condition": "service_healthy"}, "queue": {"condition": "service_healthy"}}
    assert waits.pop("migrate") == ready
    for others in waits.values():
        assert others == {**ready, "migrate": {"condition": "service_completed_successfully"}}


def test_compose_watches_the_health_of_every_lasting_service(compose):
    lasting = {
        name: each for name, each in compose["services"].items() if each["restart"] == "unless-stopped"
    }
    assert set(lasting) == set(compose["services"]) - {"migrate"}
    assert all(each["healthcheck"]["test"] for each in lasting.values())


def test_compose_opens_only_the_web_server_and_only_to_its_own_host(compose):
    ports = {name: each["ports"] for name, each in compose["services"].items() if "ports" in each}
    assert ports == {"web": ["127.0.0.1:8000:8000"]}


def test_compose_sets_only_settings_the_portal_knows(compose):
    for service in services_of_ours(compose).values():
        assert set(service["environment"]) <= set(KNOWN) | OTHER_SETTINGS
        assert service["environment"]["OCOP_ENV"] == "production"
        assert service["env_file"] == ".env"


def test_compose_declares_every_volume_it_uses(compose):
    used = {
        volume.split(":")[0] for each in compose["services"].values() for volume in each.get("volumes", [])
    }
    assert used == set(compose["volumes"])


def compose_program():
    if (
        shutil.which("docker")
        and not subprocess.run(["docker", "compose", "version"], capture_output=True).returncode
    ):
        return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else None


def test_compose_file_is_valid_for_the_program_that_reads_it(tmp_path):
    """Where no compose program exists its own judgement is missing; CI installs one."""
    program = compose_program()
    assert program or os.environ.get("CI") != "true", "with CI=true a compose program must be there"
    settings = example_settings() | {"POSTGRES_PASSWORD": "secret"}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    if program:
        result = subprocess.run([*program, "config"], cwd=tmp_path, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        assert "postgres://ocop:secret@database:5432/ocop" in result.stdout


def test_image_runs_pinned_unprivileged_and_without_the_tests():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert re.fullmatch(
        r"FROM python:3\.\d+-slim-\w+", next(each for each in lines if each.startswith("FROM"))
    )
    assert [each for each in lines if each.startswith("USER")] == ["USER ocop"]
    cut = "sed '/^# Tests/,$d' requirements.txt"
    assert any(cut in each for each in lines)
    runtime = subprocess.run(cut, shell=True, cwd=ROOT, capture_output=True, text=True).stdout
    assert "Django==" in runtime
    assert "vine==" in runtime
    assert "pytest" not in runtime.replace("# django-csp, pytest", "")


def test_image_can_collect_its_static_files_without_any_secret(tmp_path):
    assert "OCOP_DATA_DIR=/build OCOP_STATIC_DIR=/app/static-built" in (ROOT / "Dockerfile").read_text()
    places = {"OCOP_DATA_DIR": str(tmp_path / "build"), "OCOP_STATIC_DIR": str(tmp_path / "static")}
    result = manage("collectstatic", "--noinput", "--verbosity", "0", **places)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "static" / "staticfiles.json").exists()


@pytest.mark.parametrize(("answer", "code"), [(200, 0), (503, 1)])
def test_healthcheck_of_the_container_tells_a_living_server_by_its_own_name(answer, code):
    asked = []

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(answer)
            self.end_headers()

        def log_message(self, *arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        result = subprocess.run(
            [sys.executable, "deploy/healthcheck.py", str(server.server_port)],
            cwd=ROOT,
            env={"OCOP_ALLOWED_HOSTS": "ocop.example.gov.vn, 127.0.0.1"},
            capture_output=True,
        )
        server.shutdown()
    assert result.returncode == code
    assert asked == [("/healthz", "ocop.example.gov.vn")]
