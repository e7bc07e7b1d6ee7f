# Aduan. `make` alone lists what can be made.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help setup browser demo test test-long check bench docs pictures clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(READY) browser ## install everything into .venv, and Chromium for the tests where it can

# A Chromium that is there is taken, ADUAN_CHROMIUM first; else Debian's is installed by whoever may do so.
browser:
	@for name in "$$ADUAN_CHROMIUM" chromium chromium-browser google-chrome-stable google-chrome; do \
		if [ -n "$$name" ] && command -v "$$name" >/dev/null; then exit 0; fi; done; \
	[ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	{ command -v apt-get >/dev/null && $$as_root apt-get update -qq \
		&& $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
		|| echo "Chromium could not be installed here; the browser tests say how to get one (ADUAN_CHROMIUM)."

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

test: browser check ## every check and every test (under ten minutes)
	@$(BIN)/python -m pytest -m "not long" -n 2 --dist loadfile

test-long: $(READY) ## the tests that take minutes
	@$(BIN)/python -m pytest -m long -s

check: $(READY) ## lint, format, types, import contracts, docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest tests/house -m "not long"

bench: $(READY) ## measure the main job beside pgbench, and the classifier beside its rivals
	@$(BIN)/python -m benchmarks

docs: $(READY) ## check that the documentation names everything it should
	@$(BIN)/python -m pytest tests/house -k docs

lock: $(READY) ## compute the locked versions anew
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements/run.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements/dev.lock

pictures: $(READY) browser ## look at every page of the example office and keep docs/pictures
	@$(BIN)/python -m tests.browser.pictures

clean: ## remove what setup installed
	rm -rf $(VENV) dist build *.egg-info
