"""The translation memory: sentences and what people made of them, found again exactly or nearly; TMX in and out."""

from __future__ import annotations

from localize.memory.store import Memory, PairStats
from localize.memory.unit import Lookup, Match, MatchKind, Unit, UnitMaker

__all__ = ["Lookup", "Match", "MatchKind", "Memory", "PairStats", "Unit", "UnitMaker"]
