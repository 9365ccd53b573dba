"""Delivery rules, one module a rule, and the profiles that set their limits."""

from __future__ import annotations

from localize.qc.rule import Rule
from localize.qc.rules import (
    layout_cpl,
    layout_cps,
    layout_lines,
    script_label,
    script_wrong,
    source_cue_missing,
    tag_italics,
    tag_lost,
    term_forbidden,
    term_missing,
    text_empty,
    text_loop,
    text_number,
    text_untranslated,
    timing_gap,
    timing_max_duration,
    timing_min_duration,
    timing_order,
    timing_overlap,
)

# Every rule by id, sorted. A new rule is a module in `rules/`, a line here, and `tests/qc/cases/<id>.yaml`.
RULES: dict[str, Rule] = {
    "layout.cpl": layout_cpl.RULE,
    "layout.cps": layout_cps.RULE,
    "layout.lines": layout_lines.RULE,
    "script.label": script_label.RULE,
    "script.wrong": script_wrong.RULE,
    "source.cue-missing": source_cue_missing.RULE,
    "tag.italics": tag_italics.RULE,
    "tag.lost": tag_lost.RULE,
    "term.forbidden": term_forbidden.RULE,
    "term.missing": term_missing.RULE,
    "text.empty": text_empty.RULE,
    "text.loop": text_loop.RULE,
    "text.number": text_number.RULE,
    "text.untranslated": text_untranslated.RULE,
    "timing.gap": timing_gap.RULE,
    "timing.max-duration": timing_max_duration.RULE,
    "timing.min-duration": timing_min_duration.RULE,
    "timing.order": timing_order.RULE,
    "timing.overlap": timing_overlap.RULE,
}
