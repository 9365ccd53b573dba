"""Sentences back to cues: the translation of a sentence is cut into the cues that held it.

What stood between the sentences of a cue (dashes, brackets, notes, line breaks before a speaker) stays where it was.
Markup over a whole cue or sentence covers the whole translation; markup over a term, a number or other words is placed
where their translation stands, if that can be told; else by their share of the sentence, and reported.
"""

from localize.spreading.cuts import cut, weights
from localize.spreading.rendering import Rendering
from localize.spreading.spread import HELD, spread

__all__ = ["HELD", "Rendering", "cut", "spread", "weights"]
