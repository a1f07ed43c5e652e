"""Where a fault of ours happened, told without anything that could be about a person.

An error's own words and the values of variables may hold a child's name, so only files, lines,
functions and kinds of error are named.
"""

from __future__ import annotations

import traceback


def fault_lines(error: BaseException) -> list[str]:
    """The kind of error, then each place it came through, outermost first; then its cause."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        short = "/".join(frame.filename.replace("\\", "/").split("/")[-3:])
        lines.append(f"  {short}:{frame.lineno} in {frame.name}")
    if error.__cause__ is not None:
        lines += ["because of", *fault_lines(error.__cause__)]
    return lines
