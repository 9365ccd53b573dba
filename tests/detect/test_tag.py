from __future__ import annotations

import pytest

from localize.detect.tag import check


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("<i>Да</i>", "<i>Yes</i>", None),
        ("<i>Да</i>", "Yes", "tag lost: </i>, <i>"),
        ("{\\an8}Да", "Yes", "tag lost: {\\an8}"),
        ("Да", "<b>Yes", "tag added: <b>"),
        ("<i>Да</i>", "<i>Yes<i>", "tag lost: </i>; tag added: <i>"),
        ("1 < 2 и 3 > 2", "1 < 2, 3 > 2", None),
        ("Да", "{yes}", None),
    ],
)
def test_tag(source: str, target: str, message: str | None) -> None:
    assert check(source, target, "ru", "en") == message
