# One door to everything a newcomer or a maintainer runs. "make help" lists it.
#
# PYTHON   the Python that makes the environment (3.11 or later)    make run PYTHON=python3.12
# JOBS     tests at once (2)
# ARGS     more for the command itself                               make test ARGS="-k ballot -x"

PYTHON ?= python3
JOBS ?= 2
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# A stamp per set of dependencies: made once, and again when what it was made from changes.
FOR_RUN := $(VENV)/.for-run
FOR_TEST := $(VENV)/.for-test
FOR_CHECK := $(VENV)/.for-check
PROVIDER := tests/sso/provider/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run test test-all test-browser test-postgres lint check format bench sweep translations permissions lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(FOR_RUN) ## start the demonstration community on http://127.0.0.1:8000
	@exec $(BIN)/python -m cop run --demo $(ARGS)

test: $(FOR_TEST) ## test what can run anywhere: SQLite, no browser
	$(PYTEST) -m "not browser and not node and not postgres" $(ARGS)
	@echo
	@echo "Passed on SQLite, without a browser. 'make test-all' adds what asks a database on PostgreSQL and the"
	@echo "walks in Chromium; it needs both and node installed, and fails if it has to skip anything."

test-all: test test-browser test-postgres ## test everything: PostgreSQL and Chromium too, nothing skipped

test-browser: $(FOR_TEST) $(PROVIDER) ## click through the pages in Chromium, on SQLite
	$(PYTEST) -m "(browser or node) and not postgres" --no-skips $(ARGS)

test-postgres: $(FOR_TEST) $(PROVIDER) ## run the tests on a PostgreSQL of their own
	$(PYTEST) --database postgresql -m "not browser" --no-skips $(ARGS)

lint: $(FOR_CHECK) ## format, lint, types, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deptry .

check: lint ## the same, and the architecture
	$(BIN)/python -m pytest -q tests/architecture

format: $(FOR_CHECK) ## put the code into the common form
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

bench: $(FOR_TEST) ## measure the pages against their limits, at growing scale
	$(BIN)/python -m bench $(ARGS)

sweep: $(FOR_TEST) $(PROVIDER) ## the long hunts: many more cases of what the tests sample
	$(PYTEST) --sweep -m "not postgres" $(ARGS)

translations: $(FOR_RUN) ## gather the sentences to translate, bring every language up to date
	@mkdir -p cop/translations
	$(BIN)/pybabel -q extract -F babel.cfg -k lazy_gettext -k _l -k N_ --add-comments=Translators: --add-location=file \
		--project=cop --copyright-holder="the contributors" --sort-by-file -o cop/translations/messages.pot .
	@if ls cop/translations/*/LC_MESSAGES/*.po >/dev/null 2>&1; then \
		$(BIN)/pybabel -q update -i cop/translations/messages.pot -d cop/translations && \
		$(BIN)/pybabel -q compile -d cop/translations; \
	fi

permissions: $(FOR_RUN) ## write docs/permissions.md from what the routes declare
	$(BIN)/python -m cop permissions > docs/permissions.md.new && mv docs/permissions.md.new docs/permissions.md

lock: $(FOR_CHECK) ## resolve constraints.txt again (ARGS=--upgrade for newer releases)
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --all-extras --python-version 3.11 \
		--fork-strategy fewest --annotation-style line --no-emit-index-url \
		--custom-compile-command "make lock" --output-file constraints.txt $(ARGS)

clean: ## remove the environment and the caches, never instance/
	rm -rf $(VENV) *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no '$(PYTHON)' here. Name a Python of 3.11 or later: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or later, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1)."; \
		echo "Name another one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make an environment: its venv module is missing."; \
		echo "On Debian and Ubuntu the administrator adds it: apt-get install python3-venv"; exit 1; }
	@echo "Making the environment in $(VENV) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(FOR_RUN): pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing what it runs on (a minute the first time) ..."
	@$(PIP_INSTALL) --editable ".[pdf]"
	@touch $@

$(FOR_TEST): pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing what the tests need ..."
	@$(PIP_INSTALL) --editable ".[pdf,postgres,redis,sso,test]"
	@touch $@

$(PROVIDER): tests/sso/provider/package-lock.json
	@command -v npm >/dev/null || { \
		echo "Single sign-on is tested against a provider that node runs, and there is no npm here."; \
		echo "On Debian and Ubuntu the administrator adds it: apt-get install nodejs npm"; exit 1; }
	@echo "Installing the provider that single sign-on is tested against ..."
	@npm ci --prefix tests/sso/provider --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(FOR_CHECK): pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing what the checks need ..."
	@$(PIP_INSTALL) --editable ".[pdf,postgres,redis,sso,test,check]"
	@touch $@
