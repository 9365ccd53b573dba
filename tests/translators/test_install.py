from __future__ import annotations

import http.server
import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from localize.errors import ModelError
from localize.translators import download, install
from localize.translators.archive import sha256
from localize.translators.install import install_file, remove
from localize.translators.packages import installed

STARTERS = Path(__file__).parents[2] / "models"
RU_EN = STARTERS / "translate-ru_en-1_0.argosmodel"
RU_ZH = STARTERS / "translate-ru_zh-1_0.argosmodel"
SIZE = RU_EN.stat().st_size

Variant = Callable[[Path, Mapping[str, bytes | None]], Path]


class Hub:
    """A model hub on this machine: `pages` maps a path to its body, `faults` a path to what goes wrong, in turn."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, bytes] = {}
        self.faults: dict[str, list[str]] = {}
        self.asked: list[str] = []

    def offer(self, **fields: object) -> None:
        """Put an index with one package, ru→en 1.0, onto the hub."""
        entry = {"from_code": "ru", "to_code": "en", "package_version": "1.0", "links": [f"{self.address}/package"]}
        self.pages["/index.json"] = json.dumps([entry | fields]).encode()


@pytest.fixture
def hub(argos_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            faults = made.faults.get(self.path)
            fault = faults.pop(0) if faults else ""
            body = made.pages.get(self.path)
            if fault.isdigit() or body is None:
                self.send_error(int(fault or 404))
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if fault == "silence":
                silence.wait(5)
            else:
                self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)

        def log_message(self, *args: object) -> None:
            pass

    silence = threading.Event()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Hub(f"http://127.0.0.1:{server.server_address[1]}")
        made.offer()
        made.pages["/package"] = RU_EN.read_bytes()
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", made.address + "/")
        monkeypatch.setattr(download, "PAUSE_S", 0)
        monkeypatch.setattr(download, "TIMEOUT_S", 0.5)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield made
        silence.set()
        server.shutdown()


def stock_packages(folder: Path) -> list[str]:
    """What argostranslate itself finds in `folder`, in a process of its own."""
    script = "from argostranslate import package; print([str(found) for found in package.get_installed_packages()])"
    environment = {
        "ARGOS_PACKAGES_DIR": str(folder),
        **{name: str(folder.parent) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")},
    }
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    found: list[str] = json.loads(done.stdout.replace("'", '"'))
    return found


def nothing_left(argos_folder: Path) -> bool:
    """True if no package and no half of one is in Argos's folder or beside it."""
    return not any(argos_folder.iterdir()) and list(argos_folder.parent.iterdir()) == [argos_folder]


def test_install_from_an_index(hub: Hub, argos_folder: Path) -> None:
    package = install.install("ru", "en")
    assert package.path == str(argos_folder / "translate-ru_en-1_0")
    assert package.evaluation_only
    assert installed().find("ru", "en") == (package,)
    assert list(argos_folder.parent.iterdir()) == [argos_folder]
    assert remove("ru", "en") == (package,)
    assert nothing_left(argos_folder)


def test_argos_translate_finds_what_was_installed(hub: Hub, argos_folder: Path) -> None:
    install.install("ru", "en")
    assert stock_packages(argos_folder) == ["Russian → English"]
    remove("ru", "en")
    assert stock_packages(argos_folder) == []


def test_the_newest_version_is_taken(hub: Hub, argos_folder: Path) -> None:
    entries = [
        {"from_code": "ru", "to_code": "en", "package_version": version, "links": [f"{hub.address}/{version}"]}
        for version in ("1.9", "1.10", "1.2")
    ]
    hub.pages["/index.json"] = json.dumps(entries).encode()
    hub.pages["/1.10"] = RU_EN.read_bytes()
    install.install("ru", "en", index_url=f"{hub.address}/index.json")
    assert hub.asked == ["/index.json", "/1.10"]


def test_a_second_link_helps(hub: Hub, argos_folder: Path) -> None:
    hub.offer(links=["ipfs://package", f"{hub.address}/gone", f"{hub.address}/package"], sha256=sha256(RU_EN).upper())
    install.install("ru", "en")
    assert hub.asked == ["/index.json", "/gone", "/package"]


@pytest.mark.parametrize("fault", ["503", "cut", "silence"])
def test_passing_faults_are_tried_again(hub: Hub, argos_folder: Path, fault: str) -> None:
    hub.faults["/package"] = [fault, fault]
    install.install("ru", "en")
    assert hub.asked == ["/index.json", "/package", "/package", "/package"]


@pytest.mark.parametrize(
    ("fault", "tries", "said"),
    [
        ("404", 1, "the server answers 404"),
        ("503", 3, "the server answers 503"),
        ("cut", 3, f"the connection broke after {SIZE // 2:,} of {SIZE:,} bytes"),
        ("silence", 3, "timed out"),
    ],
)
def test_a_broken_download(hub: Hub, argos_folder: Path, fault: str, tries: int, said: str) -> None:
    hub.faults["/package"] = [fault] * 5
    with pytest.raises(ModelError) as caught:
        install.install("ru", "en")
    assert str(caught.value) == (
        f"{hub.address}/package: {said}; try again later, or install a file you have with --from"
    )
    assert hub.asked == ["/index.json"] + ["/package"] * tries
    assert nothing_left(argos_folder)


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (None, "the server answers 404; check the network and ARGOS_PACKAGE_INDEX, "
               "or install a file you have with --from"),
        (b"<html>", "not an index of packages; check the network and ARGOS_PACKAGE_INDEX, "
                    "or install a file you have with --from"),
        (b'["ru"]', "not an index of packages; check the network and ARGOS_PACKAGE_INDEX, "
                    "or install a file you have with --from"),
        (b'[{"from_code": "ru", "to_code": "eo"}]', "no package ru→en; did you mean 'ru→eo'?"),
        (b"[]", "no package ru→en"),
    ],
)  # fmt: skip
def test_a_broken_index(hub: Hub, argos_folder: Path, index: bytes | None, message: str) -> None:
    del hub.pages["/index.json"]
    if index is not None:
        hub.pages["/index.json"] = index
    with pytest.raises(ModelError) as caught:
        install.install("ru", "en")
    assert str(caught.value) == f"{hub.address}/index.json: {message}"
    assert nothing_left(argos_folder)


def test_offline(argos_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "PAUSE_S", 0)
    with pytest.raises(ModelError) as caught:
        install.install("ru", "en", index_url="http://127.0.0.1:1")
    assert str(caught.value) == (
        "http://127.0.0.1:1/index.json: Connection refused; check the network and ARGOS_PACKAGE_INDEX, "
        "or install a file you have with --from"
    )


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([], "the index gives no link"),
        (["file:///etc/passwd"], "'file:///etc/passwd': not an http or https address"),
        (["http://127.0.0.1:1/\x1b[2J"], "'http://127.0.0.1:1/\\x1b[2J': not an http or https address"),
    ],
)
def test_links_that_are_none(hub: Hub, argos_folder: Path, links: list[str], said: str) -> None:
    hub.offer(links=links)
    with pytest.raises(ModelError) as caught:
        install.install("ru", "en")
    assert str(caught.value) == f"{said}; try again later, or install a file you have with --from"


def test_a_wrong_checksum(hub: Hub, argos_folder: Path) -> None:
    hub.offer(sha256="0" * 64)
    with pytest.raises(ModelError) as caught:
        install.install("ru", "en")
    assert str(caught.value) == (
        f"{hub.address}/package: its SHA-256 is {sha256(RU_EN)}, expected {'0' * 64}; "
        "it is damaged or not what was promised"
    )
    assert nothing_left(argos_folder)
    install.install("ru", "en", sha256=sha256(RU_EN))
    assert installed().find("ru", "en")


def archive(entries: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return buffer.getvalue()


def symlink() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        entry = zipfile.ZipInfo("package/model")
        entry.external_attr = 0o120777 << 16
        made.writestr(entry, "/etc")
    return buffer.getvalue()


def flipped() -> bytes:
    """The starter package with one bit of its weights turned over."""
    data = bytearray(RU_EN.read_bytes())
    data[5_000_000] ^= 1
    return bytes(data)


NOT_PLAIN = "is not a plain file; do not use this archive"
BOMB = archive({"package/zeros": bytes(2**26 + 1)}, zipfile.ZIP_DEFLATED)
BAD = {
    "not a zip": (b"<html>404</html>", "not a whole zip archive (File is not a zip file); download or copy it again"),
    "empty zip": (archive({}), "0 folders instead of one; this is not an Argos package"),
    "two folders": (archive({"a/x": b"", "b/x": b""}), "2 folders instead of one; this is not an Argos package"),
    "a file alone": (archive({"metadata.json": b"{}"}), "no metadata.json; this is not an Argos package"),
    "up and out": (archive({"package/../../evil": b""}), f"its entry 'package/../../evil' {NOT_PLAIN}"),
    "absolute": (archive({"/tmp/evil": b""}), f"its entry '/tmp/evil' {NOT_PLAIN}"),
    "backslash": (archive({"package\\..\\evil": b""}), f"its entry 'package\\\\..\\\\evil' {NOT_PLAIN}"),
    "control character": (archive({"package/\x1b[2J": b""}), f"its entry 'package/\\x1b[2J' {NOT_PLAIN}"),
    "symbolic link": (symlink(), f"its entry 'package/model' {NOT_PLAIN}"),
    "bomb": (BOMB, f"would grow from {len(BOMB):,} to 67,108,865 bytes; do not use this archive"),
    "other pair": (RU_ZH.read_bytes(), "translates ru→zh, not ru→en"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_a_bad_archive(hub: Hub, argos_folder: Path, tmp_path: Path, data: bytes, message: str) -> None:
    before = set(tmp_path.rglob("*"))
    hub.pages["/package"] = data
    with pytest.raises(ModelError) as caught:
        install.install("ru", "en")
    assert str(caught.value) == f"{hub.address}/package: {message}"
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("cut", [100, 5_000_000, 10_209_000])
def test_a_cut_archive(argos_folder: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.argosmodel"
    path.write_bytes(RU_EN.read_bytes()[:cut])
    with pytest.raises(ModelError, match=r"not a whole zip archive .*; download or copy it again$"):
        install_file(path)
    assert nothing_left(argos_folder)


def test_a_flipped_bit(argos_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "flipped.argosmodel"
    path.write_bytes(flipped())
    with pytest.raises(ModelError, match=r"not a whole zip archive .*; download or copy it again$"):
        install_file(path)
    assert nothing_left(argos_folder)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ({"metadata.json": None}, "no metadata.json; this is not an Argos package"),
        ({"sentencepiece.model": None}, "no sentencepiece.model and no bpe.model; install the package again"),
        ({"translate-ru_en-1_0/model/model.bin": None}, "model/model.bin is missing; install the package again"),
        (
            {"translate-ru_en-1_0/model/model.bin": b""},
            "CTranslate2 cannot load its model (File model.bin is incomplete: failed to read a value of size 4 "
            "at position 0); get another version",
        ),
    ],
)
def test_a_package_with_parts_missing(
    argos_folder: Path, variant: Variant, tmp_path: Path, edits: Mapping[str, bytes | None], message: str
) -> None:
    path = variant(tmp_path / "a.argosmodel", edits)
    with pytest.raises(ModelError) as caught:
        install_file(path, source="ru", target="en")
    assert str(caught.value) == f"{path}: {message}"
    assert not any(argos_folder.iterdir())


def test_a_file_twice_replaces_and_another_folder(argos_folder: Path, tmp_path: Path) -> None:
    first = install_file(RU_EN)
    Path(first.path, "README.md").unlink()
    assert install_file(RU_EN) == first
    assert Path(first.path, "README.md").is_file()
    other = install_file(RU_EN, directory=tmp_path / "new" / "models")
    assert other.path == str(tmp_path / "new" / "models" / "translate-ru_en-1_0")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["models"]


def test_files_and_packages_that_are_not_there(argos_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        install_file(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path}/none: no such file"
    with pytest.raises(ModelError) as caught:
        remove("ru", "en")
    assert str(caught.value) == (
        f"no package ru→en in {argos_folder}; `localize models list` shows the folders, --models chooses one"
    )


def test_a_folder_that_cannot_be_written(argos_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError) as caught:
        install_file(RU_EN, directory=tmp_path / "file" / "models")
    assert str(caught.value) == (
        f"{tmp_path}/file: cannot be written ([Errno 17] File exists: '{tmp_path}/file'); "
        "choose another folder with --models"
    )
