# Everything that is done to this project has a target here. Needed: Python 3.11 or newer, and make.
#   make setup   .venv with the locked packages and the program itself
#   make demo    reads the story of one campaign into a ledger and shows what it says
#   make test    the tests
#   make show    the campaign of the examples in the desk, in the browser
#   make desk    the web page, into the package (needs Node 20.19 or newer, with npm)
#   make check   the whole gate: form, types, rooms, tests, floors, wheel
#   make bench   speed, start-up, memory
#   make lock    writes requirements.lock anew (needs uv)

# An empty environment is enough.
PATH ?= /usr/local/bin:/usr/bin:/bin
export PATH

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CODE := src tests training tools benchmarks

.DEFAULT_GOAL := setup
PAGE := src/marsad/views/desk/static/index.html
DESK_SOURCES := $(shell find desk -type f -not -path 'desk/node_modules/*' 2>/dev/null)

.PHONY: setup demo show desk desk-check test check form types rooms floors wheel bench lock

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "marsad needs Python 3.11 or newer; name one with: make setup PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	tools/demo.sh $(BIN)

show: setup desk
	@test -f .work/demo/campaign.db || tools/demo.sh $(BIN) >/dev/null
	$(BIN)/marsad serve --ledger .work/demo/campaign.db

test: setup
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# The page is built anew only where its sources changed.
desk: $(PAGE)

$(PAGE): $(DESK_SOURCES)
	@command -v npm >/dev/null || { echo "the web page needs Node 20.19 or newer, with npm, to be built" >&2; exit 1; }
	cd desk && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

desk-check: desk
	cd desk && npm run --silent check

check: form types rooms desk-check test floors wheel

form: setup
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)

types: setup
	$(BIN)/mypy

rooms: setup
	$(BIN)/lint-imports

floors: setup
	$(BIN)/python benchmarks/floors.py

wheel: setup $(if $(shell command -v npm),desk)
	tools/check_wheel.sh $(BIN)/python

bench: setup
	$(BIN)/python benchmarks/bench.py

lock:
	uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements.lock
