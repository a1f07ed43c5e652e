"""A table of replies from a workbook or CSV file: a home a row, found by its URN.

What each row says is read in `reply_entry`, like what is typed on screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.requests.reply_entry import HOME, NOTE, REPLY, TypedReply
from resources_app.workbooks.cells import text_of
from resources_app.workbooks.headings import HeadingRow, find_heading_row, missing
from resources_app.workbooks.model import Cell, Workbook

# To add a heading: put it beside its field; case, spaces and punctuation make no difference.
HEADINGS: dict[str, tuple[str, ...]] = {
    "urn": (HOME, "Ofsted URN", "Service URN", "Home URN"),
    "reply": (REPLY, "Response", "Answer", "Reason", "Decline reason", "Reason code"),
    "note": (NOTE, "Note", "Notes", "Comment", "Comments", "Details", "Question"),
}
_NEEDED = ("urn", "reply")


def replies_in(book: Workbook) -> tuple[TypedReply, ...]:
    """The rows of the first sheet that has the headings, numbered as the file does.

    Raises BadInput when no sheet has a column of URNs and one of replies.
    """
    for sheet in book.sheets:
        found = find_heading_row(sheet, HEADINGS)
        if found is None or missing(found, _NEEDED):
            continue
        return tuple(
            TypedReply(at + 1, urn.upper(), reply, note)
            for at, row in enumerate(sheet.rows)
            if at > found.index
            for urn, reply, note in [_cells(row, found)]
        )
    raise BadInput(
        "No sheet of this file has the columns of a table of replies.",
        where=Where(file=book.file_name),
        remedy=f"Head its columns {joined([HOME, REPLY, NOTE])}.",
    )


def _cells(row: Sequence[Cell], found: HeadingRow) -> tuple[str, str, str]:
    """URN, reply and note of a row; empty where the file has no such column."""
    at = found.columns
    urn, reply, note = (text_of(row[at[name]]) if name in at else "" for name in HEADINGS)
    return urn, reply, note
