from __future__ import annotations

import ast
import configparser
import importlib.metadata
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
# Each lock, and the extras of setup.cfg that it holds.
LOCKS = {"run": (), "cluster": ("cluster",), "dev": ("dev", "cluster"), "bench": ("bench", "cluster")}

# Declared by argostranslate, never imported by us: see requirements/overrides.txt.
LEFT_OUT = {"minisbd", "spacy", "stanza"}


def lock(name: str) -> dict[str, Requirement]:
    """The lock's entries by canonical name; each is pinned to one version."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text().splitlines()
    entries = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[a-z0-9]", line)]
    assert len({entry.name for entry in entries}) == len(entries)
    return {canonicalize_name(entry.name): entry for entry in entries}


def pin(entry: Requirement) -> Version:
    (specifier,) = entry.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


def declared(name: str) -> list[Requirement]:
    """What setup.cfg asks for, for a lock."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    text = config["options"]["install_requires"]
    text += "".join(config["options.extras_require"][extra] for extra in LOCKS.get(name, (name,)))
    return [Requirement(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_setup_cfg(name: str) -> None:
    entries = lock(name)
    for requirement in declared(name):
        assert pin(entries[canonicalize_name(requirement.name)]) in requirement.specifier, requirement


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_nothing_of_pytorch(name: str) -> None:
    heavy = re.compile(r"torch|triton|nvidia|cuda|stanza|spacy|minisbd|onnxruntime")
    assert [entry for entry in lock(name) if heavy.search(entry)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_checksums_and_names_no_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    assert "://" not in text
    assert "index-url" not in text
    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry


def test_the_locks_agree() -> None:
    run, cluster, dev, bench = (lock(name) for name in LOCKS)
    assert run.keys() < cluster.keys() <= dev.keys() & bench.keys()
    for name in bench.keys() & dev.keys():
        assert pin(bench[name]) == pin(dev[name]), name
    for name in cluster:
        assert pin(cluster[name]) == pin(dev[name]), name
        assert name not in run or pin(run[name]) == pin(cluster[name]), name


@pytest.mark.parametrize("name", ["run", "cluster", "dev"])
def test_a_lock_is_complete(name: str) -> None:
    """What the installed packages declare is in the lock, at a version they accept: so `--no-deps` leaves no gap."""
    entries = {key: entry for key, entry in lock(name).items() if not entry.marker or entry.marker.evaluate()}
    wanted = [(requirement, "localize") for requirement in declared(name)]
    seen = set()
    while wanted:
        requirement, by = wanted.pop()
        key = canonicalize_name(requirement.name)
        if key in LEFT_OUT and by == "argostranslate":
            continue
        assert key in entries, f"{by} needs {requirement}"
        assert pin(entries[key]) in requirement.specifier, f"{by} needs {requirement}"
        distribution = importlib.metadata.distribution(key)
        assert Version(distribution.version) == pin(entries[key]), f"{key}: run make again"
        for extra in ("", *requirement.extras):
            if (key, extra) not in seen:
                seen.add((key, extra))
                needs = [Requirement(line) for line in distribution.requires or ()]
                wanted += [(need, key) for need in needs if not need.marker or need.marker.evaluate({"extra": extra})]
    assert {key for key, _ in seen} == entries.keys()


def run(script: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "/bin/sh", ROOT / "scripts" / script],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
    )


def tool(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_find_python_runs_each_candidate(tmp_path: Path) -> None:
    tool(tmp_path, "python3.13", "exit 127")
    tool(tmp_path, "python3.12", f'exec "{sys.executable}" "$@"')
    assert run("find-python", tmp_path).stdout == "python3.12\n"


def test_find_python_says_what_to_install(tmp_path: Path) -> None:
    tool(tmp_path, "python3", "exit 1")
    done = run("find-python", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "no Python 3.11 or newer with venv found; install one (Debian: apt-get install python3 python3-venv), "
        "or PYTHON=/path/to/python make\n"
    )


def test_ensure_chromium_takes_what_is_there(tmp_path: Path) -> None:
    tool(tmp_path, "google-chrome", "exit 1")
    done = run("ensure-chromium", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_ensure_chromium_installs_debians(tmp_path: Path) -> None:
    for name in ("mktemp", "rm", "tail", "env"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    tool(tmp_path, "id", "echo 0")
    tool(tmp_path, "apt-get", f'echo "$@" >> "{tmp_path}/asked"')
    assert run("ensure-chromium", tmp_path).returncode == 0
    assert (tmp_path / "asked").read_text() == "update\ninstall -y --no-install-recommends chromium\n"
    tool(tmp_path, "apt-get", "echo no network; exit 100")
    done = run("ensure-chromium", tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "no network",
        "the report tests need Chromium; install it (Debian: apt-get install chromium) and run make again",
    ]


def test_ensure_chromium_does_not_ask_for_a_password(tmp_path: Path) -> None:
    tool(tmp_path, "id", "echo 1000")
    tool(tmp_path, "apt-get", "exit 0")
    tool(tmp_path, "sudo", '[ "$1" = -n ] && exit 1; exit 0')
    done = run("ensure-chromium", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "the report tests need Chromium; install it (Debian: apt-get install chromium) and run make again\n"
    )


def test_what_is_imported_is_declared() -> None:
    providers = importlib.metadata.packages_distributions()
    names = {canonicalize_name(requirement.name) for requirement in declared("run")}
    extras = {
        room: {requirement.name for requirement in declared(extra)} - names
        for room, extra in {"training": "train", "workers": "cluster"}.items()
    }
    for path in (ROOT / "localize").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            own = {"localize"} | extras.get(path.parent.name, set())
            for top in {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - own:
                assert names.intersection(map(canonicalize_name, providers.get(top, []))), f"{path}: {top}"
