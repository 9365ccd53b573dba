"""Install and remove translation packages: from Argos's index or from a file, checked first, then put in place at once.

`argostranslate` itself keeps a broken download and installs it again the next time, checks nothing, and unzips into the
packages folder, where half a package stops every program that uses the folder. So its index entries and its folder are
used, not its installer; what is installed here, it finds.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from localize.errors import ModelError
from localize.suggest import did_you_mean
from localize.translators import archive, argos_package, packages
from localize.translators.base import PackageInfo
from localize.translators.describe import describe, version_key
from localize.translators.download import download

_FROM_FILE = "or install a file you have with --from"


def install(
    source: str,
    target: str,
    *,
    index_url: str | None = None,
    directory: Path | None = None,
    sha256: str | None = None,
) -> PackageInfo:
    """Fetch the newest package of a pair (engine codes) and install it into `directory`, Argos's folder by default.

    index_url: where `index.json` is, with or without that name; by default the setting ARGOS_PACKAGE_INDEX. sha256:
    expected checksum; if not given, that of the index, if it has one. Raises ModelError; then nothing has changed.
    """
    home = _home(directory)
    with _staging(home) as staging:
        offer = _offer(source, target, _index_address(index_url), staging / "index.json")
        path = staging / "package.argosmodel"
        link = _fetch(offer, path)
        expected = sha256 or str(offer.get("sha256") or "")
        return _install(path, staging, home, name=link, pair=(source, target), sha256=expected)


def install_file(
    path: Path,
    *,
    source: str | None = None,
    target: str | None = None,
    directory: Path | None = None,
    sha256: str | None = None,
) -> PackageInfo:
    """Install the archive `path`. source, target: the pair it must be for. Else like `install`."""
    if not path.is_file():
        raise ModelError(f"{path}: no such file")
    home = _home(directory)
    pair = (source, target) if source and target else None
    with _staging(home) as staging:
        return _install(path, staging, home, name=str(path), pair=pair, sha256=sha256 or "")


def remove(source: str, target: str, *, directory: Path | None = None) -> tuple[PackageInfo, ...]:
    """Remove every version of a pair from `directory` (Argos's by default), archives too. Raises ModelError."""
    home = _home(directory)
    there = [
        entry for entry in packages.look(home).found if (entry.package.source, entry.package.target) == (source, target)
    ]
    if not there:
        raise ModelError(
            f"no package {source}→{target} in {home}; `localize models list` shows the folders, --models chooses one"
        )
    with _staging(home) as staging, argos_package.package().package_lock:
        for entry in there:
            try:
                entry.where.rename(staging / entry.where.name)
            except OSError as error:
                raise ModelError(f"{entry.where}: cannot be removed ({error})") from error
    argos_package.forget_languages()
    return tuple(entry.package for entry in there)


def _install(
    path: Path, staging: Path, home: Path, *, name: str, pair: tuple[str, str] | None, sha256: str
) -> PackageInfo:
    if sha256 and (actual := archive.sha256(path)) != sha256.lower():
        raise ModelError(
            f"{name}: its SHA-256 is {actual}, expected {sha256.lower()}; it is damaged or not what was promised"
        )
    incoming = staging / "incoming"
    incoming.mkdir()
    folder = archive.unpack(path, incoming, name=name)
    package = describe(folder, name=name)
    if pair and pair != (package.source, package.target):
        raise ModelError(f"{name}: translates {package.source}→{package.target}, not {pair[0]}→{pair[1]}")
    _try_model(folder, name)
    return describe(_place(folder, home / package.name.replace(".", "_"), staging))


def _try_model(folder: Path, name: str) -> None:
    import ctranslate2

    try:
        ctranslate2.Translator(str(folder / "model"), device="cpu", inter_threads=1, intra_threads=1)
    except (RuntimeError, ValueError) as error:
        raise ModelError(f"{name}: CTranslate2 cannot load its model ({error}); get another version") from error


def _place(folder: Path, place: Path, staging: Path) -> Path:
    old = staging / "old"
    with argos_package.package().package_lock:
        if place.exists():
            place.rename(old)
        try:
            place.parent.mkdir(exist_ok=True)
            folder.rename(place)
        except OSError as error:
            if old.exists():
                old.rename(place)
            raise ModelError(f"{place}: cannot be written ({error})") from error
    argos_package.forget_languages()
    return place


def _home(directory: Path | None) -> Path:
    return (directory or Path(argos_package.package().settings.package_data_dir)).resolve()


@contextmanager
def _staging(home: Path) -> Iterator[Path]:
    # Beside the packages, not among them (Argos opens every folder there), and on the same disk: a rename will do.
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".localize-", dir=home.parent))
    except OSError as error:
        raise ModelError(f"{home.parent}: cannot be written ({error}); choose another folder with --models") from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _index_address(index_url: str | None) -> str:
    settings = argos_package.package().settings
    address = index_url or str(settings.get_setting("ARGOS_PACKAGE_INDEX", settings.package_index))
    return address if address.endswith(".json") else address.rstrip("/") + "/index.json"


def _offer(source: str, target: str, address: str, file: Path) -> dict[str, Any]:
    """The newest entry of the index for the pair, as the index has it."""
    advice = f"check the network and ARGOS_PACKAGE_INDEX, {_FROM_FILE}"
    try:
        download(address, file)
        entries = json.loads(file.read_bytes())
        offers = [(argos_package.package().AvailablePackage(entry), entry) for entry in entries]
    except ModelError as error:
        raise ModelError(f"{error}; {advice}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{address}: not an index of packages; {advice}") from error
    pairs: dict[str, list[tuple[Any, dict[str, Any]]]] = {}
    for offer, entry in offers:
        pair = f"{offer.from_code}→{offer.to_code}"
        if offer.type == "translate" and pair.isprintable():
            pairs.setdefault(pair, []).append((version_key(str(offer.package_version)), entry))
    wanted = f"{source}→{target}"
    if wanted not in pairs:
        raise ModelError(f"{address}: no package {wanted}{did_you_mean(wanted, pairs)}")
    return max(pairs[wanted], key=lambda versioned: versioned[0])[1]


def _fetch(offer: dict[str, Any], into: Path) -> str:
    said = []
    for link in offer.get("links") or ():
        try:
            download(str(link), into)
        except ModelError as error:
            said.append(str(error))
        else:
            return str(link)
    raise ModelError(f"{'; '.join(said) or 'the index gives no link'}; try again later, {_FROM_FILE}")
