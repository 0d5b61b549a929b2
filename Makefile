# Everything a developer types. `make help` lists the targets.
RESUME_PORT ?= 8000
AI_PORT ?= 8001
DATA_DIR ?= var
export RESUME_PORT AI_PORT DATA_DIR

# The first interpreter that is new enough; tested versions before newer ones.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$p && exit; done; \
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo python3)
VENV := .venv
RUN := $(VENV)/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test check bench chaos quality security fuzz format requirements openapi migrations clean

help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

python:
	@test -n "$(PYTHON)" || { \
	echo "No Python from 3.11 on was found. Install python3 (>= 3.11) with its venv module," >&2; \
	echo "or name one: make run PYTHON=/path/to/python3.12" >&2; exit 2; }
.PHONY: python

setup: python
	@$(PYTHON) -m scripts.setup $(VENV)

setup-dev: python
	@$(PYTHON) -m scripts.setup $(VENV) --dev

run: setup ## start both services and their workers; Ctrl-C stops them (RESUME_PORT, AI_PORT, DATA_DIR)
	@$(RUN) scripts.run

demo: setup ## run the main job on the samples once and stop
	@$(RUN) scripts.run --demo

test: setup-dev ## all tests, also against each server program that is installed
	@$(RUN) scripts.test

check: setup-dev ## style, types, import contracts, migrations, system checks, openapi.yaml
	@$(RUN) scripts.check

bench: setup-dev ## measure: ratios side by side, never a verdict on a slow machine
	@$(RUN) e2e.bench

chaos: setup-dev ## kill processes and servers under a pair of our own and count what is left
	@$(RUN) e2e.chaos

quality: setup-dev ## measure parsing, matching and exports on synthetic documents
	@$(RUN) e2e.quality

security: setup-dev ## attack a pair of our own and print what held
	@$(RUN) e2e.attacks

fuzz: setup-dev ## send requests made up from the OpenAPI files
	@$(RUN) e2e.fuzz

format: setup-dev ## let ruff rewrite what it can
	@$(VENV)/bin/ruff check --fix --quiet . ; $(VENV)/bin/ruff format .

requirements: setup-dev ## compile every requirements.in into its requirements.txt
	@$(RUN) scripts.requirements

openapi: setup-dev ## write both openapi.yaml files anew
	@$(RUN) scripts.openapi

migrations: setup-dev ## write migrations for changed models
	@cd resume_management_service && ../$(RUN) manage makemigrations api
	@cd ai_suggestion_service && ../$(RUN) manage makemigrations api

clean: ## remove caches (the data in var/ stays)
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
