"""When two texts are the same sentence: alike but for white space and typography. Letter case matters.

Folded are every run of white space to one blank, none at the ends; invisible characters to nothing; quotation marks of
all kinds to straight ones; dashes, hyphens and runs of them to one hyphen; dots in a row to one ellipsis; ё to е; an
accent that stands apart from its letter (и and a breve) to the letter that has it (й).
"""

from __future__ import annotations

import re
import unicodedata

_FOLDED = {
    **dict.fromkeys("“”„‟«»″「」〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›′´『』＇", "'"),
    **dict.fromkeys("‐‑‒–—―−─－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "‥": "..",
}
_VARIANT = re.compile(f"[{''.join(_FOLDED)}]")
_RUNS = re.compile(r"-{2,}|[.…]{2,}")


def same(text: str) -> str:
    """What two texts have in common if, and only if, they are the same sentence. To be compared, not shown."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _VARIANT.sub(lambda found: _FOLDED[found[0]], text))
        text = text.replace("ё", "е").replace("Ё", "Е")
    return _RUNS.sub(lambda run: "-" if run[0][0] == "-" else "…", " ".join(text.split()))
