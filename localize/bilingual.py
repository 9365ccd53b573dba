"""Files whose cues hold the same words in two languages, one above the other; and taking one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from localize import script
from localize.encoding import usual_chinese
from localize.errors import FileError, UsageError
from localize.languages import canonical
from localize.model import Cue, Diagnostic, Document, Span

# Share of the cues with text that must hold two scripts for a file to count as bilingual; and how many at least.
_SHARE, _LEAST = 0.5, 2
_SAMPLE = 1_000  # cues that are looked at, spread over the file
_GROUPS = {"Hans": "Hani", "Hant": "Hani"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two languages of a bilingual file as BCP 47 tags, and their scripts; the one on top in most cues first."""

    languages: tuple[str, str]
    scripts: tuple[str, str]

    @property
    def hint(self) -> str:
        """What to type to choose."""
        names = (f"--line {place if tag == 'und' else tag}" for place, tag in enumerate(self.languages, 1))
        return " or ".join(names)


def pair(document: Document, *, share: float = _SHARE) -> Pair | None:
    """The two languages of `document`, or None if fewer than `share` of its cues hold two scripts."""
    orders: Counter[tuple[str, str]] = Counter()
    said = 0
    sample = document.cues[:: len(document.cues) // _SAMPLE + 1]
    for cue in sample:
        groups = list(dict.fromkeys(group for line in cue.lines if (group := _group(line))))
        said += bool(groups)
        if len(groups) == 2:
            orders[groups[0], groups[1]] += 1
    if not orders:
        return None
    upper, lower = orders.most_common(1)[0][0]
    both = orders[upper, lower] + orders[lower, upper]
    if both < _LEAST or both < share * said:
        return None
    lines = [line for cue in sample for line in cue.lines]
    usual = usual_chinese(document.facts.encoding)
    languages = [
        script.language_of("\n".join(line for line in lines if _group(line) == one), undecided=usual)
        for one in (upper, lower)
    ]
    return Pair(languages=(languages[0], languages[1]), scripts=(upper, lower))


def resolve(document: Document, *, line: str | None, language: str | None) -> Document:
    """`document` in one language: that of `line`, else `language`, else as it is if it is not bilingual.

    Raises FileError if it is bilingual and neither says which to take, or if it holds no lines of that language.
    """
    if line is not None:
        # Who asks knows that there are two, in however few cues.
        if pair(document, share=0):
            return take(document, line)
        message = "one language a cue; there is nothing to choose"
        return _noted(document, Diagnostic(line=1, rule="line.single", message=message))
    found = pair(document)
    if found is None:
        return document
    first, second = found.languages
    if language is None:
        raise FileError(document.path, None, f"two languages in most cues: {first} and {second}", f"say {found.hint}")
    message = f"two languages in most cues; the {language} lines were taken"
    return _noted(take(document, language), Diagnostic(line=1, rule="line.taken", message=message))


def take(document: Document, wanted: str) -> Document:
    """`document` with the lines of one language only. wanted: a BCP 47 tag, or "1" or "2" for the upper or lower lines.

    Lines without letters go with the line above them; a cue whose halves are equal, or whose two lines have no letters,
    is parted by place. A cue in which the wanted language does not occur keeps its text. A tag of Chinese takes the
    Chinese lines, but never names another script than theirs. Each trimmed cue gets a diagnostic with what was left
    out; payloads stay. Raises FileError if the file is not bilingual or `wanted` is neither of its languages;
    UsageError for a position other than 1 and 2.
    """
    found = pair(document, share=0)
    if wanted not in ("1", "2") and (wanted.isdecimal() or not wanted.strip()):
        raise UsageError(f"--line {wanted.strip() or repr(wanted)}: write 1, 2 or a language tag")
    if found is None:
        raise FileError(document.path, None, "one language a cue; there is nothing to choose", "leave --line out")
    place, tag = (int(wanted) - 1, "") if wanted.isdecimal() else _place(found, canonical(wanted), document.path)
    cues, notes = [], []
    for cue in document.cues:
        kept, left_out = _trim(cue, found.scripts, place)
        cues.append(kept)
        if left_out:
            message = f"left out {' / '.join(left_out)!r}"
            notes.append(Diagnostic(line=cue.line, rule="line.trimmed", message=message))
    tag = tag or found.languages[place]
    if tag.startswith("zh") and script.of_language(tag) != script.of_language(found.languages[place]):
        undecided = script.chinese_script("\n".join(cue.text for cue in cues)) == "Hani"
        tag = tag if undecided else found.languages[place]
    # The foreign-language mark was set against the language of the whole.
    marked = tuple(replace(cue, language=script.foreign(cue.text, tag)) for cue in cues)
    return replace(document, language=tag, cues=marked, diagnostics=(*document.diagnostics, *notes))


def _place(found: Pair, wanted: str, path: str) -> tuple[int, str]:
    """Which of the two languages is meant by the tag `wanted`, and the tag it gets. Raises FileError for neither."""
    for place, tag in enumerate(found.languages):
        nameless = tag == "und" and script.of_language(wanted) == found.scripts[place]
        if nameless or wanted.split("-")[0] == tag.split("-")[0]:
            return place, wanted
    first, second = found.languages
    raise FileError(path, None, f"no {wanted} lines, but {first} and {second}", f"say {found.hint}")


def _trim(cue: Cue, scripts: tuple[str, str], place: int) -> tuple[Cue, list[str]]:
    """The cue with its lines in the script at `place`, and the lines left out."""
    keep = _kept(cue.lines, scripts, place)
    if all(keep):
        return cue, []
    ranges, left_out = [], []
    offset = 0
    for line, keeps in zip(cue.lines, keep, strict=True):
        if keeps:
            ranges.append((offset, offset + len(line)))
        else:
            left_out.append(line)
        offset += len(line) + 1
    text = "\n".join(cue.text[start:end] for start, end in ranges)
    spans = tuple(moved for span in cue.spans if (moved := _moved(span, ranges)))
    return replace(cue, text=text, spans=spans), left_out


def _kept(lines: Sequence[str], scripts: tuple[str, str], place: int) -> list[bool]:
    """Which of `lines` are in the script at `place`; all, if none is."""
    groups = [_group(line) for line in lines]
    half, odd = divmod(len(lines), 2)
    if half and not odd and (lines[:half] == lines[half:] or (half == 1 and not any(groups))):
        return [place == 0] * half + [place == 1] * half
    if scripts[place] not in groups:
        return [True] * len(lines)
    keeps = next(group for group in groups if group) == scripts[place]
    kept = []
    for group in groups:
        keeps = group == scripts[place] if group else keeps
        kept.append(keeps)
    return kept


def _moved(span: Span, ranges: list[tuple[int, int]]) -> Span | None:
    """`span` over the kept ranges joined by line breaks; None if it lay over what was left out."""
    if span.start == span.end == 0:
        return span  # a position tag works on the whole cue
    starts, ends = [], []
    place = 0
    for start, end in ranges:
        low, high = max(span.start, start), min(span.end, end)
        if low < high or (span.start == span.end and low == high):
            starts.append(place + low - start)
            ends.append(place + high - start)
        place += end - start + 1
    return replace(span, start=starts[0], end=ends[-1]) if starts else None


def _group(line: str) -> str:
    """The script of a line, Simplified and Traditional taken together; empty if it has no letters."""
    found = "Hani" if script.has_han(line) else script.script_of(line)
    return "" if found == "Zyyy" else _GROUPS.get(found, found)


def _noted(document: Document, note: Diagnostic) -> Document:
    return replace(document, diagnostics=(*document.diagnostics, note))
