# make demo | test | test-slow | test-training | lint | bench | bench-packages | packages | clean. Each sets up what it needs, once, in .venv; nothing else is touched.
# PYTHON=/path/to/python make … chooses the interpreter.

PIP_INSTALL := .venv/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --use-pep517

.PHONY: demo test test-slow test-training lint bench bench-packages packages clean setup

demo:
	@scripts/demo

test: .venv/dev.stamp
	@scripts/ensure-chromium
	.venv/bin/pytest -m "not slow and not training"

test-slow: .venv/dev.stamp
	@scripts/ensure-chromium
	.venv/bin/pytest -m slow || [ $$? -eq 5 ] # 5: no slow test

# What needs PyTorch: an extra of some hundred megabytes, so a target of its own.
test-training: .venv/dev.stamp .venv/train.stamp
	.venv/bin/pytest -m training

lint: .venv/dev.stamp
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

bench: .venv/bench.stamp
	.venv/bin/python benchmarks/run.py

# The starter packages of models/, made anew from sentence pairs in DATA: hours on two cores, minutes on a GPU.
packages: .venv/train.stamp
	.venv/bin/python -m training $(or $(DATA),$(error say where the sentence pairs are: make packages DATA=folder)) -o models

# Quality, placeholders, terms, failures and speed of the packages in models/; ALSO=FOLDER puts others beside them.
bench-packages: .venv/bench.stamp
	.venv/bin/python benchmarks/translation/run.py $(if $(ALSO),--also $(ALSO))

clean:
	rm -rf .venv out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

setup: .venv/run.stamp

# The locks are complete, hence --no-deps: argostranslate's own requirements would bring PyTorch, which is never used.
.venv/run.stamp: requirements/run.lock setup.cfg pyproject.toml | .venv/bin/pip
	@echo "installing what localize needs (requirements/run.lock) ..."
	@$(PIP_INSTALL) --require-hashes -r requirements/run.lock
	@$(PIP_INSTALL) --editable .
	@touch $@

.venv/dev.stamp .venv/bench.stamp: .venv/%.stamp: requirements/%.lock .venv/run.stamp
	@echo "installing the tools of make $(if $(findstring dev,$@),test and lint,bench) ($<) ..."
	@$(PIP_INSTALL) --require-hashes -r $<
	@touch $@

.venv/train.stamp: requirements/train.txt .venv/run.stamp
	@echo "installing PyTorch (requirements/train.txt) ..."
	@.venv/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@

# pip is the last thing that venv writes, so its presence means that the environment is whole.
.venv/bin/pip:
	@python=$$(scripts/find-python) && "$$python" -m venv --clear .venv
