"""Pieces with a meaning in the vocabularies of our own packages; a package has those that its vocabulary holds.

A placeholder is copied. A cue break stands where one cue ends and the next begins. A steering token stands before the
source, in any number and order, and asks for a length or a way of address; without one, the model chooses.
"""

from __future__ import annotations

PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(1, 10))
CUE_BREAK = "⟦/⟧"
SHORT, LONG = "<short>", "<long>"
POLITE, FAMILIAR = "<polite>", "<familiar>"
STEERING = (SHORT, LONG, POLITE, FAMILIAR)
