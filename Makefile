# Everything a developer or a visitor does; the steps that take long run again only when their sources changed.
# Needs Python 3.11 or newer, Node.js with npm, and make.

.DEFAULT_GOAL := help
# Two installations at once would spoil one .venv.
.NOTPARALLEL:
.PHONY: help demo serve test check bench wheel messages format clean

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$name; break; fi; done)

PY := .venv/bin/python
STATIC := src/clearinghouse/web/static/dist
CATALOGUES := $(wildcard src/clearinghouse/locale/*/LC_MESSAGES/*.po)

# What stamps stand for lies beside them: with .venv or node_modules removed, the step is done again.
RUNTIME := .venv/.runtime-installed
DEVELOPMENT := .venv/.development-installed
PACKAGES := node_modules/.installed
PAGES := node_modules/.built
FONTS := src/clearinghouse/web/paper/fonts/.made
FRONTEND := $(shell find frontend -type f 2>/dev/null)

# All that a test or a check needs.
READY := $(DEVELOPMENT) $(PAGES) $(FONTS) $(CATALOGUES:.po=.mo)

CHECKS := check-style check-types check-layers check-templates check-frontend check-migrations check-messages \
	check-licences check-size check-addresses
.PHONY: $(CHECKS)

ifeq ($(wildcard $(STATIC)/*),)
.PHONY: $(PAGES)
endif

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) $(PAGES) $(FONTS) $(CATALOGUES:.po=.mo) ## Set everything up, load the demonstration, serve it on http://127.0.0.1:8000
	.venv/bin/clearinghouse demo

serve: $(RUNTIME) $(PAGES) $(FONTS) $(CATALOGUES:.po=.mo) ## Serve this node
	.venv/bin/clearinghouse serve

# One process for each processor; the tests of one file stay together.
PYTEST := $(PY) -m pytest -n logical --maxprocesses 4 --dist loadfile

test: $(READY) ## Run the tests, those of the store on PostgreSQL too (ARGS="-k word" chooses)
	unset DATABASE_URL; $(PYTEST) $(ARGS)
	$(PY) -m tools.postgres run $(PYTEST) -m store $(ARGS)
	NODE_OPTIONS=--test-reporter=spec npm run --silent test

check: $(CHECKS) ## Check style, types, layers, texts, licences and sizes (-k goes on after a failure)

$(CHECKS): $(READY)

check-style:
	$(PY) -m ruff check
	$(PY) -m ruff format --check

check-types:
	$(PY) -m mypy

check-layers:
	.venv/bin/lint-imports

check-templates:
	.venv/bin/djlint --lint --quiet src

check-frontend:
	npm run --silent lint

# There is no database to compare the history with, which Django warns of.
check-migrations:
	$(PY) -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings tests.settings

check-messages check-licences check-size check-addresses:
	$(PY) -m tools.$(subst -,_,$@)

bench: $(DEVELOPMENT) $(CATALOGUES:.po=.mo) ## Measure what the documentation claims
	$(PY) -m benchmarks $(ARGS)

wheel: $(READY) ## Build a wheel that needs no Node.js where it is installed
	rm -rf dist
	$(PY) -m build --wheel --no-isolation

messages: $(DEVELOPMENT) ## Bring the message catalogues in line with the sources
	$(PY) -m tools.messages update

format: $(DEVELOPMENT) ## Format the Python sources
	$(PY) -m ruff check --fix-only --quiet
	$(PY) -m ruff format

clean: ## Remove everything that make made; data of a node stays
	rm -rf .venv node_modules dist build $(STATIC)
	rm -f $(CATALOGUES:.po=.mo) $(FONTS) $(dir $(FONTS))*.br
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Clearinghouse needs Python 3.11 or newer with the venv module" \
		"(on Debian: python3-venv); found: $$(python3 --version 2>&1)"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@# Python 3.11 puts it there; nothing here needs its ten megabytes.
	$(PY) -m pip uninstall --quiet --yes --disable-pip-version-check setuptools 2>/dev/null

$(RUNTIME): pyproject.toml constraints.txt | .venv/bin/python
	PIP_CONSTRAINT=constraints.txt $(PY) -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEVELOPMENT): pyproject.toml constraints.txt | .venv/bin/python
	PIP_CONSTRAINT=constraints.txt $(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(RUNTIME) $@

$(PACKAGES): package.json package-lock.json
	@command -v npm >/dev/null || { echo "Clearinghouse needs Node.js with npm to build its pages"; exit 1; }
	npm ci --no-audit --no-fund
	@touch $@

$(PAGES): $(PACKAGES) $(FRONTEND)
	npm run --silent build
	@touch $@

$(FONTS): $(PACKAGES) tools/fonts.py | $(RUNTIME)
	$(PY) -m tools.fonts
	@touch $@

# Order-only: another installation is no reason to compile again.
%.mo: %.po | $(RUNTIME)
	$(PY) -m tools.messages compile $<
