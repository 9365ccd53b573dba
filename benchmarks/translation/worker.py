"""One measurement of speed in one process: the job comes as JSON on standard input, the figures go out likewise."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from localize.translators import argos
from localize.translators.base import PackageInfo, Request, Routes


def main() -> None:
    """Translate one line to load the packages, then all."""
    job = json.load(sys.stdin)
    routes = Routes(packages=tuple(PackageInfo(**package) for package in job["packages"]))
    loading, _ = _timed(job, ["Да."], routes)
    seconds, made = _timed(job, job["texts"], routes)
    peak_mb = _peak_mb()
    last = job["packages"][-1]["path"]
    print(
        json.dumps(
            {
                "loading": loading,
                "seconds": seconds,
                "peak_mb": peak_mb,
                "tokens": _tokens(last, made),
                "weights": _weights(last),
            }
        )
    )


def _timed(job: dict[str, Any], texts: list[str], routes: Routes) -> tuple[float, list[str]]:
    requests = [Request(text=text, **job["way"], beam=job["beam"]) for text in texts]
    begun = time.perf_counter()
    answers = argos.translate(requests, routes, threads=job["threads"])
    return time.perf_counter() - begun, [answers[request].texts[0] for request in requests]


def _peak_mb() -> float:
    """The most memory this process has had. `ru_maxrss` would not do: it counts the process that started this one."""
    peak = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    return int(peak[1]) / 1024 if peak else float("nan")


def _tokens(package: str, texts: list[str]) -> int:
    """Pieces of the texts, as the package's tokenizer cuts them."""
    from localize.translators.argos_package import package as packages

    tokenizer = packages().Package(Path(package)).tokenizer
    return sum(len(tokenizer.encode(text)) for text in texts)


def _weights(package: str) -> str:
    """What the engine computes with: int8, or int8 and float32."""
    import ctranslate2

    return str(ctranslate2.Translator(f"{package}/model", device="cpu").compute_type)


if __name__ == "__main__":
    main()
