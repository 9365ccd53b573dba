"""A glossary file in its normal shape: rows sorted, white space single, comments where they were."""

from __future__ import annotations

from localize.glossary.tsv import cells_of, is_row, lines


def sort_key(cell: str) -> str:
    """What rows are sorted by: the source cell in lower case, ё as е."""
    return cell.casefold().replace("ё", "е")


def tidied(text: str) -> str:
    """The glossary `text` with rows sorted by their source cell and white space made single.

    Comments and blank lines before the header stay; a comment below it belongs to the row that follows and moves with
    it; those after the last row stay at the end. Other blank lines go. Line ends and the BOM are kept.
    """
    head: list[str] = []
    rows: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    header_seen = False
    for line in lines(text):
        if not is_row(line):
            if line.strip() or not header_seen:
                waiting.append(line.rstrip())
        elif not header_seen:
            head, waiting, header_seen = [*waiting, "\t".join(cells_of(line))], [], True
        else:
            cells = cells_of(line)
            rows.append((sort_key(cells[0]), [*waiting, "\t".join(cells)]))
            waiting = []
    rows.sort(key=lambda row: row[0])
    body = [line for _, block in rows for line in block]
    newline = "\r\n" if "\r\n" in text else "\n"
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    return bom + newline.join([*head, *body, *waiting, ""])
