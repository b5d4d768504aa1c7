# `make help` lists what can be done.

SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?= 5005
HOST ?= 127.0.0.1
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONWARNINGS := ignore

.DEFAULT_GOAL := help
.PHONY: help setup run train test test-conversations lint format validate nlu-report safety-report fuzz lighthouse bench cluster test-cluster lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-20s %s\n", $$1, $$2}'

setup:  ## make .venv with Python 3.10 and the locked packages
	@python3 tools/set_up.py

run: setup  ## set up, train if needed, serve on http://localhost:5005/ (PORT=… for another)
	@exec $(PYTHON) -m bot serve --port $(PORT) --host $(HOST)

train: setup  ## train a model into models/ if something changed
	@$(PYTHON) -m bot train

test: setup  ## train if needed and run every test; conversations in var/conversations.html
	@$(PYTHON) -m bot train
	@$(PYTHON) -m pytest --conversation-report var/conversations.html

test-conversations: setup  ## run the conversation tests, with a report in var/conversations.html
	@$(PYTHON) -m bot train
	@$(PYTHON) -m pytest tests/conversations --conversation-report var/conversations.html

cluster: setup  ## run PostgreSQL, Redis, three workers and nginx on this machine until Ctrl-C
	@exec $(PYTHON) -m deploy.local

test-cluster: setup  ## test several workers with their databases through crashes and restarts
	@$(PYTHON) -m bot train
	@$(PYTHON) -m pytest -n0 tests/cluster

lint: setup  ## check style and types
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

format: setup  ## bring the code into the common style
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

validate: setup  ## let Rasa check data, domain and rules
	@.venv/bin/rasa data validate --fail-on-warnings

nlu-report: setup  ## measure the understanding on the held-out questions
	@$(PYTHON) -m bot nlu-report

lighthouse: setup  ## let Lighthouse (fetched with npm) check the demo page for everyone's use
	@$(PYTHON) -m tools.lighthouse

safety-report: setup  ## measure safety on held-out messages, class by class
	@$(PYTHON) -m bot safety-report

fuzz: setup  ## send 10,000 random and hostile messages, and as many odd requests (takes long)
	@$(PYTHON) -m bot train
	@FUZZ_MESSAGES=10000 FUZZ_REQUESTS=3000 $(PYTHON) -m pytest -p no:logging tests/fuzz

bench: setup  ## measure against stock Rasa, side by side (takes long)
	@$(PYTHON) -m bench

lock: setup  ## write requirements.lock anew from pyproject.toml
	@UV=$$(command -v uv || echo .venv-tools/bin/uv); $$UV pip compile pyproject.toml --extra dev --quiet --python-version 3.10 --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

clean:  ## remove models, conversations and caches (not .venv)
	@rm -rf models var .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
