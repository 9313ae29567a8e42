# Every target sets up what it needs in .venv and works on a fresh clone with Python 3.11, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The CommonMark specification comes with the source distribution of markdown-it-py.
SPEC := $(VENV)/spec/commonmark.json
SPEC_PACKAGE := markdown-it-py==4.3.0

.PHONY: run test lint bench clean

run: $(VENV)/ready
	$(BIN)/l10n run

test: $(VENV)/ready-test $(SPEC)
	L10N_COMMONMARK=$(SPEC) $(BIN)/python -m pytest --cov=l10n --cov-report=term

lint: $(VENV)/ready-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-test $(SPEC)
	$(BIN)/python -m benchmarks.articles
	$(BIN)/python -m benchmarks.catalogs
	$(BIN)/python -m benchmarks.checks
	$(BIN)/python -m benchmarks.memory
	L10N_COMMONMARK=$(SPEC) $(BIN)/python -m benchmarks.drafting

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -q -e .
	touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/python -m pip install -q --group test
	touch $@

$(VENV)/ready-lint: $(VENV)/ready-test
	$(BIN)/python -m pip install -q --group lint
	touch $@

$(SPEC): $(VENV)/ready-test
	mkdir -p $(@D)
	$(BIN)/python -m pip download -q --no-deps --no-binary :all: -d $(@D) "$(SPEC_PACKAGE)"
	tar -xzf $(@D)/markdown_it_py-*.tar.gz -C $(@D) --strip-components=3 --wildcards '*/tests/test_cmark_spec/commonmark.json'
	touch $@

clean:
	rm -rf $(VENV) .l10n public
