from __future__ import annotations

import json

from click.testing import CliRunner

from localize.cli import main
from localize.spec.schema import schema


def test_it_prints_the_schema() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()
    assert result.stderr == ""
