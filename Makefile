# The one definition of clean. `make help` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help venv dev demo run test lint format eval bench lock clean

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.run: requirements.lock pyproject.toml
	@deploy/make-venv.sh $(PYTHON) $(VENV)
	@echo "Installing what Claimwatch needs into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing what the tests need into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

venv: $(VENV)/.run  ## Install what running needs into .venv

dev: $(VENV)/.dev  ## Install what tests and lint need, Chromium included where apt can be used
	@deploy/install-chromium.sh

demo: venv  ## Replay 48 hours of recorded coverage, offline, and show what was found
	@$(BIN)/claimwatch demo

run: venv  ## Start the service with examples/gaza-negotiations.toml on 127.0.0.1:8000
	@$(BIN)/claimwatch run

test: dev  ## Run every test, with the coverage floors
	@$(BIN)/python -m coverage erase
	@$(BIN)/python -m coverage run -m pytest --numprocesses=auto
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report --include='monitor/model/*,monitor/core/*' --fail-under=100
	@$(BIN)/python -m coverage report --fail-under=90

lint: $(VENV)/.dev  ## Check style, types and the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev  ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

eval: $(VENV)/.dev  ## Score the claims engine on labelled pairs, beside naive ways
	@$(BIN)/python benchmarks/eval_claims.py

bench: $(VENV)/.dev  ## Measure the 500-page run beside bare GETs and extraction, and how fast claims are found
	@$(BIN)/python benchmarks/claims_speed.py; claims=$$?; $(BIN)/python benchmarks/recheck_500.py && exit $$claims

lock:  ## Make both lock files afresh from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group dev -o requirements-dev.lock

clean:  ## Remove what the targets made, .venv included
	@rm -rf $(VENV) build dist .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis demo-data *.egg-info
