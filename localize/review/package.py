"""The file around a workbook, looked at before anything parses it."""

from __future__ import annotations

import io
import zipfile
import zlib

from localize.errors import FileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of encrypted workbooks and of those before 2007
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_EXPORTED = "give one that was exported"
_MOST_BYTES = 256 * 2**20  # unpacked: 25 times a season of 10,000 subtitles


def check(data: bytes, path: str) -> None:
    """Raise FileError unless `data` is a whole, unprotected workbook without anything in it that expands itself."""
    if not data.strip():
        raise FileError(path, None, "the file is empty", "give a table that was exported")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise FileError(path, None, "protected by a password", "save it without one")
    if data.startswith(_OLE):
        raise FileError(path, None, "a workbook of Excel 97", "save it as .xlsx")
    if not data.startswith(_ZIP):
        raise FileError(path, None, "not an Excel workbook (.xlsx)", _EXPORTED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package, path)
    # A password or an unknown compression is a RuntimeError to zipfile.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        raise FileError(path, None, "a damaged workbook", "give it as it was saved") from None


def _check_parts(package: zipfile.ZipFile, path: str) -> None:
    names = package.namelist()
    if "mimetype" in names and b"opendocument" in package.read("mimetype"):
        raise FileError(path, None, "an OpenDocument file", "save it as .xlsx")
    if "[Content_Types].xml" not in names:
        raise FileError(path, None, "not an Excel workbook (.xlsx)", _EXPORTED)
    if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
        raise FileError(path, None, "a workbook too large to be a review table", _EXPORTED)
    for name in names:
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(name):
            raise FileError(path, None, "it declares a document type, as no workbook does", "give it as it was saved")
