"""What `localize inspect` shows of a document, as one JSON value; and JSON that is safe to print."""

from __future__ import annotations

import json
import re
from typing import Any

from localize import script
from localize.bilingual import pair
from localize.formats.table import FORMATS
from localize.model import Diagnostic, Document
from localize.text.markup import tags

_NEWLINES = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}
_SAMPLE = 1_000  # cues that the script is judged by, spread over the file
# DEL, C1, and the marks that turn the direction of writing, which a terminal obeys; json escapes C0 itself. Lone
# surrogates cannot be written as UTF-8.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def describe(document: Document) -> dict[str, Any]:
    """The JSON value of one file. Tags are raw tags in file order; warnings have 1-based lines.

    Of a bilingual file that was not resolved, language and script are those of the upper lines.
    """
    facts = document.facts
    both = pair(document)
    texts = [cue.text for cue in document.cues[:: len(document.cues) // _SAMPLE + 1]]
    language = both.languages[0] if both else document.language
    prevailing = script.script_of("\n".join(texts))
    dialect = FORMATS[facts.format].DIALECT
    return {
        "path": document.path,
        "format": facts.format,
        "encoding": {"name": facts.encoding, "confidence": facts.confidence},
        "newline": _NEWLINES[facts.newline],
        "bom": facts.bom,
        "language": language,
        "script": script.of_language(language) or prevailing,
        "cues": [
            {
                "id": cue.id,
                "start_ms": cue.start_ms,
                "end_ms": cue.end_ms,
                "text": cue.text,
                "tags": list(tags(cue.spans, dialect)),
            }
            for cue in document.cues
        ],
        "warnings": [{"line": one.line, "rule": one.rule, "message": one.message} for one in warnings(document)],
    }


def warnings(document: Document) -> tuple[Diagnostic, ...]:
    """The document's diagnostics, and one more if it is bilingual and nobody chose a language."""
    both = pair(document)
    if both is None:
        return document.diagnostics
    first, second = both.languages
    message = f"two languages in most cues: {first} and {second}; choose with {both.hint}"
    return (Diagnostic(line=1, rule="line.bilingual", message=message), *document.diagnostics)


def to_json(value: object) -> str:
    """JSON text, readable, with every character escaped that a terminal could obey or that UTF-8 cannot hold."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
