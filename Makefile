# Everything that one does with this repository. `make` alone lists it.
# Needs Python 3.11–3.13 with venv, git and make; each target installs what it needs into .venv.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python on this machine that fits; say PYTHON=… to choose another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$name && break; done)
BIN := .venv/bin
INSTALL = $(or $(PYTHON),python3) deploy/install.py
TEMPLATES := templates
LINT_MANAGE := DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py
# Made-up values, good enough for Django to judge the settings by.
LINT_PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.production ENV_FILE=/dev/null \
	SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \
	DATABASE_URL=sqlite://:memory: SITE_URL=https://yhessa.example.org \
	EMAIL_URL=smtp+tls://name:word@mail.example.org:587 DEFAULT_FROM_EMAIL=yhessa@example.org \
	$(BIN)/python manage.py

# In make's own environment, so that its recipes need no shell that could outlive a signal.
run: export DJANGO_SETTINGS_MODULE ?= cms.settings.base
dev: export DJANGO_SETTINGS_MODULE ?= cms.settings.dev
run dev: export PYTHONUNBUFFERED = 1

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) \
	| while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

.PHONY: run
run: install ## Serve the whole site with its worker (PORT=8100 make run takes another port)
	@exec $(BIN)/python manage.py serve

.PHONY: dev
dev: install ## The same for development: debug pages, reloads when code changes
	@exec $(BIN)/python manage.py serve --reload

.PHONY: test
test: install-dev ## Run one case of each test, and on PostgreSQL what databases do differently
	@$(BIN)/python -m tests.run

.PHONY: test-all
test-all: install-dev ## Run all tests, the long ones too
	@$(BIN)/python -m tests.run --all

.PHONY: benchmark
benchmark: install-dev ## Measure a large programme against a small one, and search against Wagtail's own
	@$(BIN)/python -m tests.benchmarks.programme_overview
	@$(BIN)/python -m tests.benchmarks.search_speed

.PHONY: screenshots
screenshots: install-dev ## Photograph ten kinds of page (phone, laptop, dark, paper) into screenshots/
	@$(BIN)/python -m tests.screenshots

.PHONY: guide-pictures
guide-pictures: install-dev ## Make the pictures of the guide anew (docs/guide.md)
	@$(BIN)/python -m tests.guide_pictures

.PHONY: lint
lint: install-dev ## Check style, imports, templates, migrations, catalogues and settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --tabwidth 2 --check $(TEMPLATES)
	$(BIN)/lint-imports
	$(LINT_MANAGE) check --fail-level WARNING
	$(LINT_MANAGE) makemigrations --check --dry-run
	$(LINT_MANAGE) compile_catalogues --check
	@if command -v xgettext >/dev/null || [ "$$CI" = true ]; then \
		set -x; $(LINT_MANAGE) gather_messages --check; \
	else \
		echo "gettext is not installed: stale catalogues are not looked for."; \
	fi
	$(LINT_PRODUCTION) check --deploy --fail-level WARNING

.PHONY: format
format: install-dev ## Put code and templates into the house's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

.PHONY: migrations
migrations: install ## Make the migrations that the models ask for
	@$(BIN)/python manage.py makemigrations

.PHONY: messages
messages: install ## Gather strings from code and templates into locale/ (needs gettext)
	@$(BIN)/python manage.py gather_messages

.PHONY: requirements
requirements: install-dev ## Compile requirements*.txt anew (UPGRADE=1 takes newer versions)
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-config --custom-compile-command "make requirements" \
			$(if $(UPGRADE),--upgrade) $$name.in --output-file $$name.txt || exit 1; \
	done

.PHONY: clean
clean: ## Remove the environment and what tools keep; var/ (your site) stays
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: install
install:
	@$(INSTALL) requirements.txt

.PHONY: install-dev
install-dev:
	@$(INSTALL) requirements.txt requirements-dev.txt
