# The portal's five commands. Only python3 (3.11 or newer), pip and make are needed to begin.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
WORKERS ?= auto
export CHROMIUM

.DEFAULT_GOAL := help
.PHONY: help run test lint bench

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: $(INSTALLED) ## start the portal with its demo on http://127.0.0.1:8000 (stop with Ctrl-C)
	@$(PY) manage.py up

test: $(INSTALLED) ## run every test this machine can run; DATABASE_URL and REDIS_URL choose the services
	@$(PY) -m pytest tests -n $(WORKERS) --dist worksteal --ignore=tests/journeys
ifneq ($(CHROMIUM),)
	@$(PY) -m pytest tests/journeys
else ifeq ($(CI),true)
	@echo "Chromium is missing, and with CI=true no test may be left out." >&2; exit 1
else
	@echo "Left out: the browser journeys (tests/journeys), because no Chromium was found."
	@echo "Install it (Debian: apt install chromium) or name it: make test CHROMIUM=/path/to/chrome"
endif

lint: $(INSTALLED) ## check style, migrations, settings and the message catalogue
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) manage.py makemigrations --check --dry-run
	@$(PY) manage.py check --fail-level WARNING
	@$(PY) -m pytest -q tests/test_catalogue.py

bench: $(INSTALLED) ## time the portal's hot paths against a bare floor measured in the same run
	@failed=0; for each in tests/bench/bench_*.py; do PYTHONPATH=. $(PY) "$$each" || failed=1; done; exit $$failed

# The form without ensurepip works where python3-venv is not installed and where the system's
# Python is marked as externally managed; an older pip that lacks --python gets the ordinary form.
$(INSTALLED): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3")'
	@echo "Preparing $(VENV) (only when requirements.txt has changed) ..."
	@if $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(PY) --version >/dev/null 2>&1; \
	then $(PYTHON) -m pip --python $(PY) install --quiet --disable-pip-version-check -r requirements.txt; \
	else $(PYTHON) -m venv $(VENV) && $(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt; fi
	@touch $@
