# What people do with this project. Each target says what it does: `make help`.
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory --no-builtin-rules
PYTHON_HERE := .venv/bin/python
CHECK_NODE := sh scripts/node.sh

.PHONY: help run setup setup-dev dev build widget screenshots test lint test-server test-slow bench bench-large bench-peers bench-widget bench-console sizes lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Start Aisle with its demo shop
	@./aisle run

setup:
	@$(CHECK_NODE)
	@sh scripts/setup.sh runtime

setup-dev:
	@sh scripts/setup.sh dev

dev: setup-dev ## Make the environments for development
	@$(CHECK_NODE)
	@$(PYTHON_HERE) scripts/frontend.py install

build: setup ## Build the chat window and the console if they changed
	@$(PYTHON_HERE) scripts/frontend.py build

widget: build

screenshots: dev build ## Take pictures of every screen of the console into .cache/screenshots
	@CHROME_BIN="$$(sh scripts/chromium.sh)" $(PYTHON_HERE) scripts/real_browser.py screenshots

test: setup-dev ## Check and test everything (ends with a summary)
	@CHROME_BIN="$$(sh scripts/chromium.sh)" $(PYTHON_HERE) scripts/stages.py

lint: setup-dev ## Lint, types and layers only
	@$(PYTHON_HERE) scripts/stages.py "server lint" "server types" "server layers" "widget types" "widget install" "widget check" \
		"console install" "console client" "console check"

test-server: setup-dev ## The server's tests only
	@$(PYTHON_HERE) scripts/stages.py "server tests"

test-slow: dev build ## Kills, installs, large corpora, and every screen's rarer states (hours)
	@cd server && ../$(PYTHON_HERE) -m pytest -q -m slow --timeout 900
	@CHROME_BIN="$$(sh scripts/chromium.sh)" $(PYTHON_HERE) scripts/real_browser.py walks

bench: setup-dev ## Measure against the peers
	@cd server && ../$(PYTHON_HERE) -m benchmarks $(ARGS)

bench-large: setup-dev ## Measure a million chunks in fifty stores (the first time builds them: most of an hour)
	@cd server && ../$(PYTHON_HERE) -m benchmarks large $(ARGS)

bench-peers: setup-dev ## Measure heavy peers, each in an environment of its own
	@cd server && ../$(PYTHON_HERE) -m benchmarks peers $(ARGS)

bench-widget: dev build ## Measure what the chat window costs a page on a slow phone
	@cd widget && CHROME_BIN="$$(sh ../scripts/chromium.sh)" npm run --silent measure

bench-console: dev build ## Measure how fast the console loads, changes screens and answers a press
	@CHROME_BIN="$$(sh scripts/chromium.sh)" $(PYTHON_HERE) scripts/real_browser.py measure

sizes: dev build ## What the chat window and the console weigh
	@cd widget && npm run --silent sizes
	@cd console && npm run --silent sizes

lock: setup-dev ## Pin every package again, leaving out releases younger than a week
	@sh scripts/lock.sh

clean: ## Remove environments, builds and caches; data in .aisle stays
	@rm -rf .venv .cache widget/node_modules widget/dist widget/test-results widget/playwright-report
	@rm -rf console/node_modules console/client/node_modules console/dist console/test-results console/playwright-report
	@rm -rf examples/use-chat/node_modules examples/use-chat/dist
	@rm -rf server/.pytest_cache server/.mypy_cache server/.ruff_cache server/.import_linter_cache server/.hypothesis
	@find server scripts -name __pycache__ -type d -prune -exec rm -rf {} +
