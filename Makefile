# `make help` lists the targets. Everything installs what it needs by itself.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv/bin
export OMP_NUM_THREADS := 1
export ANONYMIZED_TELEMETRY := False
PYTEST := $(VENV)/python -m pytest

.PHONY: help setup setup-test run test test-fast lint types bench bench-delivery documents lock

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

setup:  ## .venv with everything locked
	@bin/system-packages run
	@bin/setup

setup-test:
	@bin/system-packages test
	@bin/setup

run: setup  ## Everything on one machine: web chat, HR console, worker; Telegram too if a token is set
	@$(VENV)/benefits-bot run

test: setup-test lint  ## Lint, types, import contracts and every test
	$(PYTEST) -q -n 2 --dist loadfile

test-fast: setup-test  ## What needs neither database server, browser nor models; under two minutes
	$(PYTEST) -q -n 2 --dist loadfile tests/unit -m "not slow"

lint: setup types  ## Style, types, import contracts
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/lint-imports --no-logo 2>/dev/null || $(VENV)/lint-imports

types:
	$(VENV)/mypy

bench: setup-test  ## Tables of speed, memory and accuracy
	$(VENV)/python -m bench

bench-delivery: setup-test  ## The fault bench of deliveries
	$(VENV)/python -m bench.delivery

documents: setup-test  ## Build the demo's plan documents from their sources, and their vectors
	$(VENV)/python demo/sources/build.py
	$(VENV)/python -m bot.demo_vectors

lock:  ## Resolve the dependencies again
	$(VENV)/uv pip compile -q --all-extras --generate-hashes --python-version 3.11 --no-header -o requirements.lock pyproject.toml
