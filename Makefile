# Everything runs in .venv, which `make` creates; only Python 3.11 or later and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SHOW ?= 0
SIZES ?= 91 10000 100000 1000000
SEED ?= 1
PICTURES ?= pictures
PHONE_RENDERER ?=
QUESTIONS ?= tests/questions/tuning.jsonl tests/questions/first_heldout.jsonl \
	tests/questions/second_heldout.jsonl tests/questions/practice.jsonl \
	tests/questions/third_heldout.jsonl tests/questions/fourth_heldout.jsonl tests/questions/fifth.jsonl

.PHONY: run test check eval pictures bench simulate format clean

run: $(VENV)/.run  ## serve Telegram where a token is set, else open the chat (or answer piped questions)
	@$(BIN)/hoiviec run

test: $(VENV)/.test  ## ruff, mypy and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

check: $(VENV)/.run  ## check registers, agencies and lexicon
	$(BIN)/hoiviec check

eval: $(VENV)/.test  ## right answers, per kind and form: make eval QUESTIONS=file.jsonl SHOW=40
	@$(BIN)/python -m tests.evaluation --show $(SHOW) $(QUESTIONS)

pictures: $(VENV)/.test  ## photographs of the main chats: make pictures PHONE_RENDERER=/path/to/render.py
	@PHONE_RENDERER="$(PHONE_RENDERER)" $(BIN)/python -m tests.pictures $(PICTURES)

bench: $(VENV)/.test  ## speed and memory on this machine
	@$(BIN)/python -m tests.bench $(QUESTIONS)
	@$(BIN)/python -m tests.bench.sizes $(SIZES)
	@$(BIN)/python -m tests.bench.reminders

simulate: $(VENV)/.test  ## a year of reminders with kills, outages and errors: make simulate SEED=2
	@$(BIN)/python -m tests.simulation --seed $(SEED) --write docs/reliability.md

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) knowledge.db .knowledge.db.*.index .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Cần Python 3.11 trở lên, máy này có " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Đang cài đặt (lần đầu mất khoảng một phút)…" >&2
	$(PIP_INSTALL) --editable . >&2
	@touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP_INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.run
