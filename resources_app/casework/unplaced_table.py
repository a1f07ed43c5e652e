"""The counts of those left unplaced as a table to save and to reckon with."""

from __future__ import annotations

from resources_app.casework.unplaced import Unplaced
from resources_app.foundations.codes import CodeList, codes, words
from resources_app.workbooks.writing import Table


def as_table(unplaced: Unplaced) -> Table:
    """A line for each group, and a column for each reason for which a home declined."""
    named = [one for one in codes(CodeList.DECLINE_REASONS) if _anywhere(unplaced, one)]
    needs = [one for one in codes(CodeList.UNMET_NEEDS) if _needed(unplaced, one)]
    headings = ["Closed because", "Home sought", "Ages", "Requests"]
    headings += [f"Declined: {words(CodeList.DECLINE_REASONS, one)}" for one in named]
    headings += [f"Would have met it: {words(CodeList.UNMET_NEEDS, one)}" for one in needs]
    return Table(
        "Unplaced",
        headings,
        [
            [
                one.reason_words,
                one.sought_words,
                one.age_words,
                len(one.requests),
                *(one.declines.get(code, 0) for code in named),
                *(one.needs.get(code, 0) for code in needs),
            ]
            for one in unplaced.groups
        ],
    )


def _anywhere(unplaced: Unplaced, code: str) -> bool:
    return any(code in one.declines for one in unplaced.groups)


def _needed(unplaced: Unplaced, code: str) -> bool:
    return any(code in one.needs for one in unplaced.groups)
