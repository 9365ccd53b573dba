"""The README inside each starter package."""

from __future__ import annotations

from training.sources import COLLECTIONS


def readme(licence: str) -> str:
    """What somebody who finds the package alone must know. The licence stands in the first line."""
    rows = "\n".join(f"- {entry.name}: tier {entry.tier}, {entry.licence}" for entry in COLLECTIONS)
    return (
        f"Evaluation only ({licence}). For a delivery, install the official packages instead.\n\n"
        "A starter package of `localize`: small, for trying the pipeline out where no model hub is. MODEL_CARD.md in "
        "the project says how it was made and what it scores.\n\n"
        "Tokens of the vocabulary: `⟦1⟧` to `⟦9⟧` are copied; `⟦/⟧` marks the break between two cues; in front of the "
        "source, `<short>` and `<long>` ask for a length, `<polite>` and `<familiar>` for a way of address.\n\n"
        f"Trained on (A: free with credit, B: research, C: owned by others):\n{rows}\n"
    )
