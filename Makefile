# One command for everything; CI runs the same. `make` alone lists the targets.

# A Python of at least 3.11: python3 where that is one, else the newest that is found. PYTHON=… overrides.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 3
# Whatever environment is active where make is called: packages go into the one that is made here.
unexport PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV

# For every system and Python at once, with the hash of every file, and naming no place to fetch them from.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade

ARTICLE ?= seeds/000_02450d971c8d9e03.txt
PUBLISHED ?= 2014-06-23
FUZZ_SECONDS ?= 600

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: brief
brief: $(VENV)/.run ## Print the brief of the sample article (ARTICLE=… PUBLISHED=… for another)
	@$(BIN)/summarizer brief "$(ARTICLE)" --published $(PUBLISHED)
	@echo >&2
	@echo "The command 'summarizer' is there after:  . \"$(abspath $(VENV))/bin/activate\"" >&2

.PHONY: test
test: lint types tests ## Everything that must hold: lint, types, tests (no network)

.PHONY: lint
lint: $(VENV)/.dev ## Check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: $(VENV)/.dev ## Check types, strictly
	$(BIN)/mypy

.PHONY: tests
tests: $(VENV)/.dev ## Run the tests with the network blocked
	$(BIN)/pytest --numprocesses auto --maxprocesses 8

.PHONY: browser
browser: $(VENV)/.browser ## Test the HTML pages in a real Chromium (CHROMIUM=… where it is not on the PATH)
	$(BIN)/pytest -m browser tests/browser

.PHONY: format
format: $(VENV)/.dev ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: schemas
schemas: $(VENV)/.dev ## Write schemas/ from the models
	$(BIN)/summarizer schema --output schemas/brief.schema.json
	$(BIN)/summarizer export --columns > schemas/tables.md

.PHONY: ray
ray: $(VENV)/.ray ## Run the tests of the cluster on a local Ray
	$(BIN)/pytest -m ray tests/cluster

.PHONY: installs
installs: $(VENV)/.dev ## Try every way of installing that README shows, each in a fresh home (needs a network)
	@$(PIP) --group installs
	$(BIN)/pytest -m install tests/install

.PHONY: lock
lock: $(VENV)/.python ## Choose the versions of all dependencies anew, into requirements/
	@$(PIP) 'uv>=0.9'
	@echo 'pip>=25.1,<28' | $(LOCK) - --output-file requirements/pip.txt
	@$(LOCK) pyproject.toml --extra embedded --extra web --group build --output-file requirements/run.txt
	@$(LOCK) pyproject.toml --extra embedded --extra otel --extra tables --extra web --group dev --output-file requirements/dev.txt

.PHONY: audit
audit: $(VENV)/.dev ## Look for known vulnerabilities in what is locked
	@$(PIP) 'pip-audit>=2.9'
	@$(BIN)/python -m tests.audit requirements/dev.txt

.PHONY: licences
licences: $(VENV)/.dev $(VENV)/.ray ## Write the licences of everything that is brought along into THIRD_PARTY.md
	$(PIP) '.[web,tables,otel]'
	$(BIN)/python -m tests.licences

.PHONY: docs
docs: $(VENV)/.dev ## Write the generated pages of docs/, and build the site into site/ (strict; nothing is fetched)
	$(BIN)/python -m tests.docs.pages
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html is there; 'NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve' shows it with search."

.PHONY: cassettes
cassettes: $(VENV)/.run $(VENV)/.dev ## Record cassettes/ again, with the embedded model
	$(BIN)/pytest --record-mode=rewrite --allowed-hosts=127.0.0.1 --timeout=0 -m vcr

.PHONY: bench
bench: $(VENV)/.dev ## Measure speed: start-up, throughput, cost of our own work (compares with peers after bench-peers)
	$(BIN)/python tests/benchmarks/startup.py
	$(BIN)/python -m tests.benchmarks

.PHONY: bench-peers
bench-peers: ## Install what `make bench` compares with, into an environment of its own
	@"$(PYTHON)" -m venv $(VENV)-peers
	@$(VENV)-peers/bin/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/peers.txt

.PHONY: fuzz
fuzz: $(VENV)/.dev ## Look for inputs that break a promise (FUZZ_SECONDS=… for each target)
	@$(PIP) --group fuzz
	for target in $$($(BIN)/python -c 'from tests.fuzz.targets import TARGETS; print(*TARGETS)'); do \
		$(BIN)/python -m tests.fuzz.run $$target --seconds $(FUZZ_SECONDS) || exit 1; done

.PHONY: wheel
wheel: $(VENV)/.dev ## Build source archive and wheel into dist/
	$(BIN)/python -m build --no-isolation --outdir dist .

.PHONY: clean
clean: ## Remove the environment, builds and caches; fetched models stay
	rm -rf $(VENV) dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: an environment is made, and what it holds installed, once for each change of pyproject.toml or of what is
# locked. Its pip is renewed first: installing takes half the time that the pip of Python 3.11 needs. What pip says is
# kept in a log; where it fails, one sentence says what is missing and what to do, and no stamp is made.

INSTALL_LOG := $(VENV)/install.log
install = $(PIP) $(1) 2>"$(INSTALL_LOG)" || { \
	if grep -qiE 'error: (command|subprocess)|compil|Python\.h' "$(INSTALL_LOG)" && ! command -v cc >/dev/null; then \
		echo "No C compiler was found, and a package has no file for this system and Python that needs none:" \
			"install one (on Debian and Ubuntu: apt install build-essential), or name another Python: make PYTHON=…" >&2; \
	elif grep -qiE 'connection|name resolution|timed out|unreachable|proxy' "$(INSTALL_LOG)"; then \
		echo "The packages of $(2) are missing, and no package index can be reached: connect to a network" \
			"(HTTPS_PROXY, PIP_INDEX_URL), or fetch them elsewhere with" \
			"'pip download -d wheels -r requirements/pip.txt -r $(if $(filter %/pip.txt,$(2)),requirements/run.txt,$(2))'" \
			"and make with PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels." >&2; \
	else \
		echo "The packages of $(2) could not be installed; $(INSTALL_LOG) says why:" \
			"$$(grep -i error "$(INSTALL_LOG)" | tail -n 1)" >&2; \
	fi; exit 1; }

$(VENV)/.python:
	@test -n "$(PYTHON)" || { \
		echo "No Python of at least 3.11 was found. Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is not a Python of at least 3.11. Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv "$(VENV)" || { \
		echo "No environment could be made; on Debian and Ubuntu, install python3-venv." >&2; exit 1; }
	@echo "Installing summarizer, its embedded engine and the reader of web pages into $(VENV) …" >&2
	@$(call install,--require-hashes --requirement requirements/pip.txt,requirements/pip.txt)
	@touch $@

$(VENV)/.run: $(VENV)/.python pyproject.toml requirements/run.txt
	@$(call install,--require-hashes --requirement requirements/run.txt,requirements/run.txt)
	@$(call install,--no-deps --no-build-isolation --editable .,pyproject.toml)
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing the tools of development into $(VENV) …" >&2
	@$(call install,--require-hashes --requirement requirements/dev.txt,requirements/dev.txt)
	@touch $@

$(VENV)/.browser: $(VENV)/.dev
	@$(PIP) --group browser
	@touch $@

$(VENV)/.ray: $(VENV)/.dev
	@echo "Installing Ray into $(VENV) …" >&2
	@$(PIP) --editable '.[ray]'
	@touch $@
