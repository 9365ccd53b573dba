"""Argos Translate, imported without its sentence splitters.

`argostranslate.package` reads packages and indexes, and is all that localize needs. `argostranslate.translate`, the
baseline of our benchmark, imports stanza and minisbd whether it will split sentences or not; stanza alone brings
PyTorch, gigabytes. So while it is imported, and only then, an empty module stands in for each of the two that is not
installed. Argos's own settings (`ARGOS_…` variables, `settings.json`) stay in force: they are read when it is imported.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from types import ModuleType

from localize.errors import ModelError


@functools.cache
def package() -> ModuleType:
    """`argostranslate.package`. Raises ModelError if Argos's folders cannot be made or its settings make no sense."""
    return _import("argostranslate.package")


@functools.cache
def translate() -> ModuleType:
    """`argostranslate.translate`, which cannot split sentences unless stanza or minisbd is installed."""
    with _stand_in("stanza"), _stand_in("minisbd", "SBDetect", "models"):
        return _import("argostranslate.translate")


def forget_languages() -> None:
    """Let a process that also uses Argos's own `translate` see that the installed packages have changed."""
    loaded = sys.modules.get("argostranslate.translate")
    if loaded is not None:
        loaded.get_installed_languages.cache_clear()


def _import(name: str) -> ModuleType:
    # At import Argos makes folders, and prints to the standard output if its settings file is broken.
    try:
        with contextlib.redirect_stdout(sys.stderr):
            return importlib.import_module(name)
    except (OSError, KeyError, ValueError, AssertionError) as error:
        raise ModelError(
            f"Argos Translate does not start: {error}; check its ARGOS_ variables and settings.json, "
            "and that XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME can be written to"
        ) from error


@contextlib.contextmanager
def _stand_in(name: str, *attributes: str) -> Iterator[None]:
    if importlib.util.find_spec(name) is not None:
        yield
        return
    module = importlib.util.module_from_spec(ModuleSpec(name, loader=None))
    for attribute in attributes:
        setattr(module, attribute, ModuleType(attribute))
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]
