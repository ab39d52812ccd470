"""The catalogue of messages: nothing missing, nothing dead, everything in well-typographed French."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from qvtkit.issues import Level
from qvtkit.messages import MESSAGES

SOURCE = Path(__file__).parents[1] / "src" / "qvtkit"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if "messages" not in path.parts)


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_used_and_well_made(code):
    entry = MESSAGES[code]
    assert f'"{code}"' in CODE, "dead message"
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert entry.level in set(Level)
    for text in (entry.message, entry.remedy):
        assert all(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
        assert "'" not in text, "l’apostrophe est courbe"
        assert not re.search(r"\b(file|error|invalid|expected|missing|key|value)\b", text)
    fixed = re.sub(r"\{[^}]*\}", "X", entry.message)
    assert fixed[0].isupper() or fixed[0] in "«[1-9]{", entry.message
    assert fixed.rstrip().endswith((".", "?", ")", "X", "»")), entry.message


def test_every_code_used_is_in_the_catalogue():
    used = set(re.findall(r'(?:issue|Problem|\.of)\(\s*"([a-z0-9-]+)"', CODE)) | set(
        re.findall(r'code = "([a-z0-9-]+)"', CODE)
    )
    assert used - set(MESSAGES) == set()
