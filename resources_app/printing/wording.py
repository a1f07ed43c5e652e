"""The words of printed documents, kept as data in assets/wording (each file says how to add)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def wording(name: str) -> Mapping[str, Any]:
    """The wording of one document: `referral_pack`, `contract_schedule`."""
    text = (resources.files("assets") / "wording" / f"{name}.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def filled(words: str, values: Mapping[str, str]) -> str:
    """Put values into the braces of our own wording. Braces inside a value stay as they are."""
    return words.format_map(values)
