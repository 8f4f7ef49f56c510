# saraban: `make demo` and `make test` are each alone enough on a fresh Debian with Python 3.11+, pip and apt.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INBOX := demo/inbox
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# Tesseract; Thai faces for the composed letters; Pango, which sets them; ensurepip, which Debian parts from Python.
PACKAGES := tesseract-ocr tesseract-ocr-tha fonts-thai-tlwg-ttf fonts-noto-core fonts-arundina \
            libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 python3-venv

.PHONY: setup demo test test-slow lint lock clean help

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.done  ## system packages and the environment in .venv

$(VENV)/.system: Makefile
	@mkdir -p $(VENV)
	@if command -v apt-get >/dev/null; then \
	  missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	  if [ -n "$$missing" ]; then \
	    echo "installing:$$missing"; \
	    $(SUDO) apt-get update -q && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -q --no-install-recommends $$missing; \
	  fi; \
	else \
	  echo "no apt here: install Tesseract 5, Thai fonts and Pango by this system's own means (see README)"; \
	fi
	@touch $@

$(VENV)/.done: requirements.lock pyproject.toml $(VENV)/.system
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup  ## composes a small inbox, reads it, and names the checklist to open
	$(BIN)/saraban demo-inbox $(INBOX)
	@# The letters are of one winter, so the days are counted from then, and not from today.
	@# Exit code 1 means: done, but some files had issues; the inbox holds a broken file on purpose.
	$(BIN)/saraban run $(INBOX) --db demo/saraban.db --out demo/checklists --today 1/12/2568 || [ $$? = 1 ]

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## what CI checks on every change, in about two minutes
	$(BIN)/python -m pytest -m "not slow" -n 2

test-slow: setup  ## real OCR and the whole road, from scans to checklists
	$(BIN)/python -m pytest -m slow -n 2

lock:  ## writes requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --python-version 3.11 pyproject.toml --all-extras --group dev -o requirements.lock

clean:  ## everything that make made, the demo too
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache
