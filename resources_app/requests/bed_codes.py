"""Codes for carers and beds: never a carer's name before a home is chosen.

An offer is seen by many; a foster carer's name is theirs until the match is made.
"""

from __future__ import annotations

import re

# Words that go with a code: "Bed 3", "Room A", "Carer FC-0192".
_LABELS = frozenset(
    "annexe bed bedroom carer carers cottage flat fc floor first ground household house lodge "
    "no number place room second studio suite top unit wing".split()
)
_WORD = re.compile(r"[^\W\d_]+")
HELP = "A code such as FC-0192 or Bed 3, never the name of a carer or a child."


def why_not_code(text: str) -> str:
    """Why a text looks like a person's name and not a code; empty when it does not.

    A word with small letters that does not go with a code reads as a name; so does a word of
    capitals when there is no digit anywhere.
    """
    words = _WORD.findall(text)
    names = [word for word in words if word.casefold() not in _LABELS and len(word) > 1]
    has_digit = any(letter.isdigit() for letter in text)
    for word in names:
        if word != word.upper() or (len(word) > 3 and not has_digit):
            return f"“{text}” looks like a name."
    return ""
