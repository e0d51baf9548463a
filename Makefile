# Needs git, make and Python 3.11 with venv. Everything else comes from the locks.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON3 ?= $(shell command -v python3.11 || command -v python3)
python := .venv/bin/python
manage := $(python) manage.py
node_bin := .tools/node
npm := PATH="$(CURDIR)/$(node_bin):$$PATH" npm
export UV_PYTHON_DOWNLOADS := never
export VIRTUAL_ENV := $(CURDIR)/.venv
export PYTHONDONTWRITEBYTECODE :=
PYTEST ?=
BROWSER ?= 1

.PHONY: help demo test test-services check prove mutants bench shots up down stop browser seed format lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 16

demo: ready ## the real thing with demo data at http://localhost:8000; Ctrl-C stops everything
	@$(python) -m supportdesk.demo

test: ready ## the whole suite; BROWSER=0 leaves the browser out
	@$(python) tests/run.py $(if $(filter 0,$(BROWSER)),--without-browser) $(PYTEST)

test-services: ready ## the suite against the servers named by DATABASE_URL and REDIS_URL, and Debian's Dovecot
	@[ -n "$${DATABASE_URL:-}" ] && [ -n "$${REDIS_URL:-}" ] || { echo "Set DATABASE_URL and REDIS_URL first."; exit 2; }
	@.ci/dovecot
	@$(python) tests/run.py $(if $(filter 0,$(BROWSER)),--without-browser) $(PYTEST)

prove: ready ## the long forms of the proofs
	@$(python) -m pytest -m prove $(PYTEST)

mutants: ready ## twelve planted faults: does the proof notice each, and after how many cases?
	@$(python) -m tests.tickets.sla.planted

bench: ready ## figures and their floors; FULL=1 adds a million tickets
	@$(python) -m benchmarks $(if $(filter 1,$(FULL)),--full)

shots: ready ## every page and state as pictures: three widths, two themes
	@$(python) -m tests.shots

check: ready ## everything but tests
	@.ci/checks

format: .venv/.stamp ## put code and templates into form
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format --quiet .

up: ready ## web, live, worker and beat in the background, as in production
	@$(manage) migrate --verbosity 0
	@[ "$${SUPPORTDESK_ENV:-}" != production ] || $(manage) collectstatic --noinput --verbosity 0
	@$(python) -m supportdesk.supervise up

down: .venv/.stamp ## stop what `up` started
	@$(python) -m supportdesk.supervise down

stop: .venv/.stamp ## the same, and the embedded servers
	@$(python) -m supportdesk.supervise stop

seed: ready ## demo data into an empty desk
	@$(manage) migrate --verbosity 0 && $(manage) seed_demo && $(manage) seed_rules && $(manage) seed_wording && $(manage) seed_articles && $(manage) seed_incidents && $(manage) seed_escalations && $(manage) seed_status && $(manage) seed_problems && $(manage) seed_surveys && $(manage) seed_webhooks && $(manage) seed_forms && $(manage) seed_mail

browser: ## Debian's Chromium (as root), for the browser tests
	@.ci/browser

lock: .tools/bin/uv ## write the locks anew from pyproject.toml and package.json
	@.ci/lock

clean: ## stop the servers and remove everything that can be made again
	@[ ! -e .venv/.stamp ] || $(python) -m supportdesk.supervise stop
	rm -rf .venv .tools .run run node_modules frontend/dist staticfiles shots .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# How it gets there: each step leaves a stamp

.PHONY: ready
ready: .venv/.stamp frontend/dist/manifest.json

.tools/bin/uv:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 2; }
	@$(PYTHON3) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.lock
	@touch $@

.venv/.stamp: requirements/dev.lock | .tools/bin/uv
	@[ -x $(python) ] || .tools/bin/uv venv --quiet --python $(PYTHON3) .venv
	@.tools/bin/uv pip sync --quiet --require-hashes requirements/dev.lock
	@touch $@

$(node_bin): .venv/.stamp
	@.ci/node $@

node_modules/.stamp: package-lock.json package.json .npmrc | $(node_bin)
	@$(npm) ci --silent
	@touch $@

frontend/dist/manifest.json: node_modules/.stamp vite.config.ts $(shell find frontend templates -type f -not -path 'frontend/dist/*' 2>/dev/null)
	@$(npm) run --silent build -- --logLevel warn
	@touch $@
