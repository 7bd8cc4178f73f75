# `make` prints the targets. Each sets up by itself, once: .venv from the lock file.
PYTHON ?= python3
BIN := .venv/bin
SITE ?= site
# More for JupyterLab, in a container for example: make lab LAB="--no-browser --ip=0.0.0.0"
LAB ?=
# Where CI is set, the tests also hold how much of the code they reach (97 % of its lines, measured).
COVER := $(if $(CI),--cov=fazhi --cov-report=term:skip-covered --cov-fail-under=96)

.DEFAULT_GOAL := help
.PHONY: help collect analysis lab publish test check fix bench bench-check bench-against clean lock

help: ## print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# pip reads neither the user's nor the machine's extra requirements: the lock file says it all.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "fazhi needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv .venv
	PIP_CONSTRAINT= $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	PIP_CONSTRAINT= $(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# The optional part that fetches, in the versions and with the hashes of the other lock file.
.venv/ready-collect: .venv/ready requirements-dev.lock
	awk '/^[a-z]/ {ours = /^(protego|six|urllib3|warcio)==/} ours' requirements-dev.lock > .venv/collect.lock
	PIP_CONSTRAINT= $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r .venv/collect.lock
	@touch $@

collect: .venv/ready-collect ## fetch a list into data/raw: make collect LIST=list.csv CONTACT=you@university.edu
	@test -n "$(LIST)" && test -n "$(CONTACT)" || \
		{ echo "say what and who: make collect LIST=list.csv CONTACT=you@university.edu"; exit 2; }
	$(BIN)/fazhi collect "$(LIST)" --contact "$(CONTACT)"

analysis: .venv/ready ## read data/raw, write the tables and the pages
	$(BIN)/fazhi analyse

# It serves the project, not notebooks/ alone: a figure's link leads to its sentence in site/.
# The settings in .jupyter ask nobody for news; in a container the user is often root.
lab: .venv/ready ## explore in JupyterLab, beginning with notebooks/explore.ipynb
	$(BIN)/fazhi analyse
	JUPYTER_CONFIG_PATH="$(CURDIR)/.jupyter" $(BIN)/jupyter lab --allow-root --ServerApp.root_dir="$(CURDIR)" $(LAB) notebooks/explore.ipynb

publish: .venv/ready ## bring site/ up to date and pack site.zip
	$(BIN)/fazhi analyse --site $(SITE)
	$(BIN)/fazhi publish --site $(SITE)

test: .venv/ready-dev ## run the tests
	$(BIN)/python -m pytest -n auto $(COVER)

check: .venv/ready-dev ## format, lint, types, contracts, dead code (changes nothing)
	$(BIN)/ruff format --check fazhi tests
	$(BIN)/ruff check fazhi tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.laws.dead_code

fix: .venv/ready-dev ## format, and mend what the linter can mend
	$(BIN)/ruff format fazhi tests
	$(BIN)/ruff check --fix fazhi tests

bench: .venv/ready-dev ## measure speed by stage and beside peers, write bench.json
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_kept.py --peers

bench-check: .venv/ready-dev ## tell a stage that became slower than the kept figures
	$(BIN)/python tests/bench_kept.py --check

bench-against: .venv/ready-dev ## measure this commit beside another: REF=main
	$(BIN)/python tests/bench_against.py $(REF)

lock: ## renew the lock files after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --extra build -q -o requirements.lock
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --extra build --extra dev --extra ocr --extra frames --extra collect --extra dask -c requirements.lock -q -o requirements-dev.lock

clean: ## remove everything that was built
	rm -rf .venv site site.zip .fazhi data/processed/.fazhi-cache data/processed/.cache data/processed/*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
