# Two commands: `make book` builds the book, `make test` checks everything.
# Each sets up .venv first if it is not there. Another Python: make book PYTHON=python3.13

.DEFAULT_GOAL := help
.PHONY: help env book pdf lite test lab notebooks certify bench lint clean

# The first Python on the path that is new enough; plain python3 if none is, for its error message.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null \
	&& echo $$p && exit; done; echo python3)
else
THIS := --this-python
endif

BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Dozens of processes import the same libraries: they are compiled once, not by each process anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## these lines
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

env:
	@$(PYTHON) tools/make_env.py $(THIS)

# Touched by a strict build that succeeded, here or in `make test`, which looks at the book it built.
SITE := _build/html/.built
SOURCES := $(shell find book cnn_core cnn_ledger -mindepth 1 -not -path '*__pycache__*') _config.yml _toc.yml requirements.txt

$(SITE): $(SOURCES) | env
	@$(BIN)/jupyter-book build . -W --keep-going
	@touch $@

book: $(SITE) ## build the book (a warning is an error) and print the page to open
	@$(BIN)/python -c "import pathlib; print('Open', pathlib.Path('_build/html/index.html').resolve().as_uri())"

pdf: book ## print the whole book as one PDF (needs Chromium)
	@$(BIN)/python tools/pdf.py

lite: env ## build the book with JupyterLite beside it: chapters run in the reader's browser
	@$(BIN)/python tools/lite.py
	@$(BIN)/jupyter-book build . -W --keep-going
	@echo "Serve it: $(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000"

test: env ## run every test: unit, property, book, notebooks
	@$(BIN)/python -m pytest $(ARGS)

lab: env ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab book

notebooks: env ## re-execute the notebooks and store their outputs in one normal form
	@$(BIN)/python tools/notebooks.py execute $(ARGS)

certify: env ## write the certificates and have the Rocq proof assistant check them (needs coqc)
	@$(BIN)/python -m tools.certify $(ARGS)

bench: env ## measure speed: layers, training step, scaling, proofs
	@$(BIN)/python -m benchmarks $(ARGS)

lint: env ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

clean: ## remove what was built; the environment stays
	rm -rf _build .pytest_cache .mypy_cache .ruff_cache .hypothesis
