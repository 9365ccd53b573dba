"""One module a rule; `RULES` in `localize/qc/__init__.py` lists them."""
