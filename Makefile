# Every target works from a clean clone: what it needs is set up in .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check audit bench soak fuzz looks clean

# Set everything up; again only when what we depend on has changed.
.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# Open the demonstration on a throw-away store.
run: .venv/ready
	$(BIN)/epa-tui demo

# Run all tests: four at a time, for most of them wait for a screen.
test: .venv/ready
	$(BIN)/pytest -n 4

# Lint, format, types, import contracts, reviewed packages.
check: .venv/ready audit
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

# Tell which installed package nobody has reviewed, or has a known fault.
audit: .venv/ready
	$(BIN)/python tests/audit.py

# Measure side by side with bare applications, inserts, loops and COPY; prints medians and ratios.
bench: .venv/ready
	$(BIN)/python tests/benchmarks/bench.py
	$(BIN)/python tests/benchmarks/bench_sending.py
	$(BIN)/python tests/benchmarks/bench_hub.py
	$(BIN)/python -m tests.benchmarks.bench_planning

# Break the program for some 20 minutes: kills, power cuts, failing calls, full disks, flipped bits.
soak: .venv/ready
	EPA_TUI_KILLS=1000 $(BIN)/pytest -q -n 2 tests/data/exchange/test_folder.py
	$(BIN)/python -m tests.faults.soak

# Try hostile input many times over; steered by the code it reaches where atheris is installed. The
# rules are tried with other examples each time: in the tests they are always the same.
fuzz: .venv/ready
	EPA_TUI_EXAMPLES=20000 $(BIN)/pytest -q -n 2 tests/fuzz
	EPA_TUI_EXAMPLES=200 $(BIN)/pytest -q -n 2 tests/data/record tests/data/rules
	for name in $$($(BIN)/python tests/fuzz/guided.py); do \
		$(BIN)/python tests/fuzz/guided.py $$name -max_total_time=60 || exit 1; \
	done

# Take the drawings of the screens anew, and the pictures in docs/pictures; look at each afterwards.
looks: .venv/ready
	$(BIN)/python -m tests.looks.pictures --docs
	$(BIN)/pytest -q tests/looks --snapshot-update

# Remove what the other targets made.
clean:
	rm -rf .venv .servers dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
