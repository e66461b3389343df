# Karvon: `make help` lists what can be done here. Everything stays inside this folder; root is not needed.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python

# The marks of a finished set-up carry the folder's own path: a folder that was moved is set up anew.
HERE := $(shell pwd | cksum | cut -d' ' -f1)
RUN := .venv/.karvon-run-$(HERE)
DEV := .venv/.karvon-dev-$(HERE)
BENCH := .venv-bench/.karvon-bench-$(HERE)
SETUP := scripts/find-python scripts/setup.py requirements/bootstrap.txt pyproject.toml

# Of these only the command line decides, never a variable that happens to be set around it.
DOCS =
OUT = out
export DOCS OUT

.PHONY: help setup compiled demo test lint types rooms lock docs bench picture clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(DEV) ## prepare everything in .venv: Karvon, its packages, the tools that test it

compiled: $(DEV) ## compile the reader where there is a C compiler: it then reads faster, with the same results
	@$(PY) scripts/compile.py

demo: $(RUN) ## run the bundled case; DOCS=path adds your own articles, OUT=folder says where to
	@sh scripts/demo "$$OUT" "$$DOCS"

test: $(DEV) lint types rooms ## style, types, import rules, then all tests
	@$(PY) -m pytest -n 2

lint: $(DEV) ## style
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check

types: $(DEV) ## types
	@$(PY) -m mypy

rooms: $(DEV) ## import rules
	@.venv/bin/lint-imports

lock: $(DEV) ## resolve the packages anew and write requirements/*.txt
	@$(PY) scripts/setup.py lock

docs: $(DEV) ## write the vocabulary's tables into docs/glossary.md
	@$(PY) scripts/vocabulary.py

bench: $(DEV) $(BENCH) ## measure how fast Karvon reads, compiled and as written, and computes, beside other programs
	@$(PY) scripts/compile.py || true
	@failed=0; for one in reading_speed product_space gravity_speed; do $(PY) bench/$$one.py || failed=1; done; exit $$failed

picture: demo ## take the pictures of the brief for the README pages (needs Chromium)
	@sh scripts/picture "$$OUT"

clean: ## remove what was built here: .venv, out and caches
	rm -rf .venv .venv-bench out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): $(SETUP) requirements/run.txt
	@python=$$(sh scripts/find-python) && "$$python" scripts/setup.py run "$@"

$(DEV): $(SETUP) requirements/run.txt requirements/dev.txt
	@python=$$(sh scripts/find-python) && "$$python" scripts/setup.py dev "$@" "$(RUN)"

$(BENCH): $(DEV) requirements/bench.txt
	@$(PY) scripts/setup.py bench "$@"
