"""Reading a JSON file that a person gave us, with limits and with sentences for what is wrong.

What the file's fields mean is the room's business; this module knows only JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

from resources_app.foundations.errors import BadInput, Where

# A request with every field full is under 200 kB.
_LARGEST_BYTES = 2_000_000


def read_json_object(path: Path) -> dict[str, object]:
    """The file's one JSON object.

    Raises BadInput when the file cannot be read, is too large, is not UTF-8 or not JSON,
    names a key twice, or holds something else than an object.
    """
    where = Where(file=path.name)
    try:
        size = path.stat().st_size
        if size > _LARGEST_BYTES:
            what = f"The file is {size:,} bytes long."
            raise BadInput(what, where=where, remedy=f"At most {_LARGEST_BYTES:,}.")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}.", where=where) from error
    except UnicodeDecodeError as error:
        raise BadInput("The file is not text in UTF-8.", where=where) from error
    return json_object(text, where)


def json_object(text: str, where: Where) -> dict[str, object]:
    """The text's one JSON object; see `read_json_object` for what is raised."""
    if not text.strip():
        raise BadInput(
            "The file is empty.", where=where, remedy="It begins with { and ends with }."
        )
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except _TwiceError as error:
        raise BadInput(f"“{error}” is given twice.", where=where, remedy="Keep one.") from error
    except RecursionError as error:
        raise BadInput("The file is nested too deeply.", where=where) from error
    except json.JSONDecodeError as error:
        what = f"This is not JSON: {error.msg.lower()}."
        at = Where(file=where.file, row=error.lineno)
        raise BadInput(what, where=at, remedy=f"Look at character {error.colno}.") from error
    except ValueError as error:
        raise BadInput(f"This is not JSON: {error}.", where=where) from error
    if not isinstance(found, dict):
        remedy = "The file begins with { and ends with }."
        raise BadInput("The file does not hold one record.", where=where, remedy=remedy)
    return found


class _TwiceError(Exception):
    """A key that an object names twice: json would silently keep the last."""


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
