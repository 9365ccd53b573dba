"""`localize schema`: the JSON Schema of the pipeline spec."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of the pipeline spec, for completion and checks in editors."""
    from localize.spec.schema import schema as spec_schema

    click.echo(json.dumps(spec_schema(), indent=2, ensure_ascii=False))
