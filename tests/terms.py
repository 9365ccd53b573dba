"""Glossaries for tests, in as few words as a translator would use."""

from __future__ import annotations

from localize.glossary import tsv
from localize.glossary.term import Glossary

_HEADER = "ru\ten\tzh-Hans\tkind\tforbidden"


def glossary(*rows: str) -> Glossary:
    """A glossary of rows such as `"Ариса, Arisa, 阿丽莎, person, en:Arissa"`; what comes last may be left out."""
    lines = ("\t".join(cell.strip() for cell in row.split(",")) for row in rows)
    padded = (line + "\t" * (_HEADER.count("\t") - line.count("\t")) for line in lines)
    return tsv.parse("\n".join((_HEADER, *padded)) + "\n", "g.tsv")
