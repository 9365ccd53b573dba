"""What became of every cue between two versions of one subtitle file: a new cut of a source, or a person's edit.

`align` links the cues of both versions and finds how times were changed. It judges by words and times alone: cue
numbers, styling, line ends and encoding play no part.
"""

from __future__ import annotations

from localize.versions.align import align
from localize.versions.values import Alignment, Certainty, Change, Link, Stretch

__all__ = ["Alignment", "Certainty", "Change", "Link", "Stretch", "align"]
