"""Cues to sentences: a view, so that a translation can be spread back over the very same cues."""

from localize.sentences.group import MAX_CUES, MAX_GAP_MS, group

__all__ = ["MAX_CUES", "MAX_GAP_MS", "group"]
