"""Which words of a translation stand for which of its source: by a model's attention, else by what both share."""

from localize.alignment.links import Links, as_text, composed, parsed, words
from localize.alignment.shared import shared

__all__ = ["Links", "as_text", "composed", "parsed", "shared", "words"]
