# Aduan. `make` alone lists what can be made.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long check bench docs clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(READY) ## install everything into .venv (nothing outside it)

$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Aduan needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==0.13.9" 2>$(VENV)/pip.log \
		|| { cat $(VENV)/pip.log; echo "Packages could not be fetched: is there a network?"; exit 1; }
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## an office in a box: sample cases, a mail through the front door, then it stays up
	@$(BIN)/aduan demo

test: check ## every check and every test (under ten minutes)
	@$(BIN)/python -m pytest -m "not long"

test-long: $(READY) ## the tests that take minutes
	@$(BIN)/python -m pytest -m long -s

check: $(READY) ## lint, format, types, import contracts, docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest tests/house -m "not long"

bench: $(READY) ## measure the main job beside pgbench on the same machine
	@$(BIN)/python -m benchmarks

docs: $(READY) ## check that the documentation names everything it should
	@$(BIN)/python -m pytest tests/house -k docs

lock: $(READY) ## compute the locked versions anew
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements/run.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements/dev.lock

clean: ## remove what setup installed
	rm -rf $(VENV) dist build *.egg-info
