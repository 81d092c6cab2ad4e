# make run: the demo (with a terminal it opens, without it plays the day and prints the summary)
# make test: lint and tests    make lint    make bench    make words: the catalogue's template    PYTHON=python3.12 make … chooses the Python

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What pip does for what it installs itself: an editable program would be compiled at its first start, or at every one.
COMPILED = $(BIN)/python -m compileall -q main.py console data screens

.PHONY: run test lint bench words
.DELETE_ON_ERROR:

run: $(VENV)/.installed
	@$(BIN)/callboard demo

test: lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports

bench: $(VENV)/.installed
	@$(BIN)/callboard bench

words: $(VENV)/.installed-dev
	@$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k _ -k ngettext:1,2 -o data/locale/callboard.pot main.py console screens data

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Callboard needs Python 3.11 or newer, with venv and ensurepip (on Debian and Ubuntu: apt install python3-venv); none was found. PYTHON=/path/to/python3 make … names one." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Callboard needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" -V 2>&1)." >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv or ensurepip (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV), once …"
	@$(PIP) --editable .
	@$(COMPILED)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with what the tests need, once …"
	@$(PIP) --editable '.[dev]'
	@$(COMPILED)
	@touch $(VENV)/.installed $@
