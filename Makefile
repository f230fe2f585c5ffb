# Everything starts here: `make demo` to look at Enishi, `make check` before handing in a change.
# Needed: Python >= 3.11, make and the package registries. Node comes from a wheel when the machine has none.

PYTHON ?= python3
SCALE ?= small
PORT ?= 8000

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
DONE := .venv/done
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
TRANSLATIONS := $(shell find src/enishi/locale -name '*.po' 2>/dev/null)

.PHONY: help install install-dev demo check check-all faults bench lock clean

help:
	@echo "make install    virtual environment in .venv, assets and translations built"
	@echo "make demo       demo workspace on http://127.0.0.1:8000 (SCALE=small|medium|large PORT=8000)"
	@echo "make check      lint, types, layers, migrations, translations, tests on both databases, browser, docs"
	@echo "make check-all  the same with the tests that take long or need much data"
	@echo "make faults     processes killed, disks full: what was acknowledged is there (both databases)"
	@echo "make bench      speed and memory figures (ARGS=\"--json\")"
	@echo "make lock       resolve the dependencies again"
	@echo "make clean      remove everything that is built; data stays"

install: $(DONE)/package $(DONE)/assets $(DONE)/translations

install-dev: install $(DONE)/development

demo: install
	@$(BIN)/enishi demo --scale $(SCALE) --port $(PORT)

check: install-dev
	@$(BIN)/python -m tools.check $(ARGS)

check-all: install-dev
	@$(BIN)/python -m tools.check --all $(ARGS)

faults: install-dev
	@$(BIN)/python -m tools.check faults

bench: install
	@$(BIN)/enishi bench $(ARGS)

lock: install-dev
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/python -m tools.lock

clean:
	rm -rf .venv build dist test-results node_modules frontend/node_modules src/enishi/screens/static/enishi
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

$(DONE)/environment:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; echo "apt-get install python3-venv"; exit 1; }
	@mkdir -p $(DONE)
	@touch $@

$(DONE)/requirements: requirements.lock | $(DONE)/environment
	@echo "Installing the libraries"
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(DONE)/package: pyproject.toml hatch_build.py $(DONE)/requirements
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DONE)/development: requirements-dev.lock $(DONE)/package
	@echo "Installing the tools for checking"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(DONE)/assets: $(FRONTEND) $(DONE)/requirements
	@echo "Building the front end"
	@$(BIN)/python frontend/build.py
	@touch $@

$(DONE)/translations: $(TRANSLATIONS) tools/translations.py $(DONE)/requirements
	@$(BIN)/python -m tools.translations compile
	@touch $@
