"""Fetch a file over HTTP: whole or not at all, a bounded number of times."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path

from localize.errors import ModelError

TRIES = 3
PAUSE_S = 1.0  # before the second try; twice that before the third
TIMEOUT_S = 30.0  # without a byte
MAX_BYTES = 2 * 2**30

_CHUNK = 2**20
_PASSING = {408, 429, 500, 502, 503, 504}  # HTTP statuses that another try may cure


def download(url: str, into: Path) -> None:
    """Write what `url` (http or https) gives to the file `into`.

    Raises ModelError, with what the server or the network said, after `TRIES` tries; then `into` does not exist.
    """
    if not url.startswith(("http://", "https://")) or not url.isprintable():
        raise ModelError(f"{url!a}: not an http or https address")
    why = ""
    for attempt in range(TRIES):
        time.sleep(PAUSE_S * attempt)
        try:
            return _once(url, into)
        except urllib.error.HTTPError as error:
            why = f"the server answers {error.code}"
            error.close()
            if error.code not in _PASSING:
                break
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            why = getattr(reason, "strerror", None) or str(reason)
    into.unlink(missing_ok=True)
    raise ModelError(f"{url}: {why}")


def _once(url: str, into: Path) -> None:
    request = urllib.request.Request(url, headers={"User-Agent": "localize"})  # noqa: S310 (checked above)
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response, into.open("wb") as file:  # noqa: S310
        declared = response.headers.get("Content-Length")
        size = 0
        while chunk := response.read(_CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                raise ModelError(f"{url}: more than {MAX_BYTES:,} bytes; no translation package is that large")
            file.write(chunk)
    # http.client says nothing when a connection ends early and the body is read in pieces.
    if declared is not None and size != int(declared):
        raise OSError(f"the connection broke after {size:,} of {int(declared):,} bytes")
