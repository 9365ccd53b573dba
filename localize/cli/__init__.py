"""The command line: parse, call, print, exit code. Logic lives elsewhere.

Commands are imported when they are asked for, so that `localize --help` answers at once. Adding a command: one module
here with one click command, one line in `COMMANDS`.
"""

from __future__ import annotations

import gc
import importlib
import sys

import click

from localize import __version__
from localize.errors import LocalizeError
from localize.report.plain import shown

# name -> (module under localize.cli, attribute, one line for --help)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "run": ("run", "run", "Run a pipeline over subtitle files."),
    "status": ("status", "status", "Show how the outputs of a season stand."),
    "history": ("status", "history", "Tell the story of one cue."),
    "approve": ("status", "approve", "Approve outputs or single cues, or withdraw that."),
    "export": ("exchange", "export", "Write tables for a reviewer."),
    "import": ("exchange", "import_", "Take a reviewer's edits, approvals and notes back."),
    "apply": ("apply", "apply", "Run one stage on one file; no spec needed."),
    "qc": ("qc", "qc", "Check finished files against a delivery profile."),
    "inspect": ("inspect", "inspect", "Show encoding, format, language and cues of a file."),
    "validate": ("validate", "validate", "Show every error of a pipeline spec at once."),
    "schema": ("schema", "schema", "Print the JSON Schema of the pipeline spec."),
    "glossary": ("glossary", "glossary", "Check, look up and compare glossaries."),
    "profiles": ("profiles", "profiles", "Show delivery profiles and where their limits come from."),
    "memory": ("memory", "memory", "Take in, give out, count, look up and forget translations."),
    "models": ("models", "models", "List, install, remove, tune and describe translation packages."),
}

# Exit code after Ctrl-C, as shells have it: 128 + SIGINT.
INTERRUPTED = 130


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[name]
        command: click.Command = getattr(importlib.import_module(f"localize.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from localize.suggest import did_you_mean

            ctx.fail(f"no such command {args[0]!r}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            click.echo("interrupted; what was written is whole: run the same command to go on", err=True)
            sys.exit(INTERRUPTED)
        except Exception as error:
            expected = error if isinstance(error, LocalizeError) else _bug(error, ctx)
            click.echo(shown(str(expected)), err=True)
            sys.exit(expected.exit_code)


def _bug(error: Exception, ctx: click.Context) -> LocalizeError:
    from localize.crash import caught

    return caught(error, f"localize {ctx.invoked_subcommand}")


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="localize")
def main() -> None:
    """Localise subtitle files: segment, translate, convert, enforce, fit, check.

    Exit codes: 0 clean; 1 findings at or above the threshold, or some files failed; 2 wrong use; 3 a bug of ours;
    130 interrupted.
    """
    # What a run makes are values without cycles: to look for these among them more often costs a tenth of its time.
    gc.set_threshold(50_000)
