"""A translated WebVTT file says in its header what it is in now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localize.formats import compose, decode_document

HEADER = "WEBVTT - Серия 1\nKind: subtitles\nLanguage: ru\n\nNOTE Language: ru\n\n00:01.000 --> 00:02.000\nПривет\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_language_line(newline: str) -> None:
    source = decode_document(HEADER.replace("\n", newline).encode(), "a.vtt")
    made = replace(source, language="zh-Hant-TW", source=source)
    text = compose(made).decode()
    assert text == HEADER.replace("\nLanguage: ru", "\nLanguage: zh-Hant-TW", 1).replace("\n", newline)


def test_an_untranslated_file_keeps_what_it_said() -> None:
    source = decode_document(HEADER.encode(), "a.vtt")
    assert compose(replace(source, source=source)).decode() == HEADER
