"""Values as bytes for the index: JSON, compressed with a checksum, in a UTF-8 that takes any text."""

from __future__ import annotations

import functools
import json
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

_T = TypeVar("_T")


def as_bytes(text: str) -> bytes:
    """UTF-8, also of halves of characters, such as names of files hold that are no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def as_text(data: bytes) -> str:
    """What `as_bytes` made bytes of."""
    return data.decode("utf-8", "surrogatepass")


def as_json(value: object) -> bytes:
    """Frozen dataclasses, mappings, sequences and scalars; the same bytes for equal values."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return as_bytes(text)


def pack(value: object) -> bytes:
    """`value` as compressed JSON."""
    return zlib.compress(as_json(value), 1)


def unpack(data: bytes, make: Callable[[Any], _T]) -> _T:
    """What `make` makes of the JSON in `data`. Raises sqlite3.DatabaseError, as SQLite does, if the data is damaged."""
    try:
        return make(json.loads(as_text(zlib.decompress(data))))
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise sqlite3.DatabaseError("a row of the index is damaged") from error


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        kind: type = type(value)
        return {name: getattr(value, name) for name in _names(kind)}
    raise TypeError(f"{type(value).__name__} has no place in the index")


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
