"""Requests as digests: of what is asked, and of whatever would answer it now."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import metadata

from localize.project.packing import as_bytes, as_json
from localize.translators.base import PackageInfo, Request, Routes

# Their versions tell whether the same package answers in the same way.
_LIBRARIES = ("argostranslate", "ctranslate2", "sentencepiece")


class Keys:
    """The keys of requests answered over `routes`. digest: of what is in a package; asked for once each."""

    def __init__(self, routes: Routes, digest: Callable[[PackageInfo], str]) -> None:
        self._routes = routes
        self._digest = functools.cache(digest)
        self._ways: dict[Request, tuple[hashlib.blake2b, tuple[PackageInfo, ...]]] = {}

    def route(self, request: Request) -> tuple[PackageInfo, ...]:
        """The packages that answer `request`, in order."""
        return self._way(request)[1]

    def of(self, request: Request) -> str:
        """32 hexadecimal digits: the same if, and only if, the same is asked and would be answered in the same way."""
        digest = self._way(request)[0].copy()
        digest.update(as_bytes(f"{request.text}\0{request.given}" if request.given else request.text))
        return digest.hexdigest()

    def of_all(self, requests: Iterable[Request]) -> str:
        """32 hexadecimal digits for these requests in this order."""
        return hashlib.blake2b("".join(map(self.of, requests)).encode(), digest_size=16).hexdigest()

    def _way(self, request: Request) -> tuple[hashlib.blake2b, tuple[PackageInfo, ...]]:
        """What requests have in common that differ in their texts only: a digest begun, and the packages."""
        how = replace(request, text="", given="")
        if how not in self._ways:
            route = self._routes.find(request.source, request.target, request.via)
            packages = [(package.name, self._digest(package)) for package in route]
            self._ways[how] = hashlib.blake2b(as_json([how, packages, _libraries()]), digest_size=16), route
        return self._ways[how]


@functools.cache
def _libraries() -> tuple[str, ...]:
    return tuple(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
