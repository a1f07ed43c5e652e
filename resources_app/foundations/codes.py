"""Code lists: what is stored as a code, and the words that people read instead of it.

To add a list: add `assets/codes/<name>.csv` with the columns `code,words,whose,retired`
and a row to `CodeList`. To add a code: add a row to its file. To retire one: put the first
day on which it is not given out any more under `retired` (`yes` where nobody knows the day)
and, in a column `replaced_by`, the code that is used instead. It stays, because old records
still name it; its code and words are never used again for something else.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where


class CodeList(StrEnum):
    """A code list; the value is its file's name in assets/codes."""

    # SSDA903: the Department for Education's guide to the children looked-after return.
    SEX = "ssda903_sex"
    ETHNIC_ORIGIN = "ssda903_ethnic_origin"
    NEED = "ssda903_need"
    LEGAL_STATUS = "ssda903_legal_status"
    PLACEMENT_TYPE = "ssda903_placement_type"
    PROVIDER = "ssda903_provider"
    REASON_NEW_EPISODE = "ssda903_reason_new_episode"
    REASON_EPISODE_CEASED = "ssda903_reason_episode_ceased"
    REASON_PLACEMENT_CHANGED = "ssda903_reason_placement_changed"
    # The team's own reasons; `whose` tells ours, the provider's and the system's apart.
    DECLINE_REASONS = "decline_reasons"
    OFFER_WITHDRAWN_REASONS = "offer_withdrawn_reasons"
    HOLD_REASONS = "hold_reasons"
    WITHDRAW_REASONS = "withdraw_reasons"
    CLOSE_REASONS = "close_reasons"
    CONSIDERED_OUTCOMES = "considered_outcomes"
    CONNECTED_OUTCOMES = "connected_outcomes"
    # What would have met a need that nobody met: where, and what for.
    UNMET_AREAS = "unmet_areas"
    UNMET_NEEDS = "unmet_needs"
    SAVING_KINDS = "saving_kinds"
    BREAKDOWN_CAUSES = "breakdown_causes"
    # DOMAIN: what is counted before and after a placement in a block-contract home.
    OUTCOME_MEASURES = "outcome_measures"


@dataclass(frozen=True)
class Code:
    """One entry of a list. `whose` is 'ours', 'provider', 'system' or empty.

    `retired` is the first day on which it is not given out any more (the earliest there is
    where the day is not known), or None; `replaced_by` the code used instead, or empty.
    """

    code: str
    words: str
    whose: str = ""
    retired: date | None = None
    replaced_by: str = ""

    def given_out(self, on: date | None) -> bool:
        """Whether it may be given to something dated `on`; to anything new for None."""
        return self.retired is None or (on is not None and on < self.retired)


@lru_cache
def codes(name: CodeList) -> dict[str, Code]:
    """Every code of a list in the file's order, retired ones included."""
    text = resources.files("assets").joinpath("codes", f"{name}.csv").read_text("utf-8")
    return {
        row["code"]: Code(
            row["code"],
            row["words"],
            row["whose"],
            _retired(row["retired"]),
            row.get("replaced_by") or "",
        )
        for row in csv.DictReader(text.splitlines())
    }


def _retired(cell: str) -> date | None:
    return date.min if cell == "yes" else date.fromisoformat(cell) if cell else None


def current_codes(name: CodeList, on: date | None = None) -> tuple[Code, ...]:
    """The codes that may be chosen for something new, or for what is dated `on`, in order."""
    return tuple(one for one in codes(name).values() if one.given_out(on))


def words(name: CodeList, code: str) -> str:
    """What a person reads for a code; empty for none.

    A code that is not in the list (from an old record or another system) says so, so that
    a bare code never stands on a screen or a page.
    """
    if not code:
        return ""
    known = codes(name).get(code)
    return known.words if known else f"unknown code “{code}”"


def words_with_code(name: CodeList, code: str) -> str:
    """`Full care order (C2)`, for people who file statutory returns; empty for none."""
    return f"{words(name, code)} ({code})" if code in codes(name) else words(name, code)


def words_as_held(name: CodeList, code: str) -> str:
    """As `words_with_code`, saying so of a code that is not given out any more."""
    one = codes(name).get(code)
    told = words_with_code(name, code)
    return told if one is None or one.retired is None else f"{told}, {_since(one)}"


def _since(one: Code) -> str:
    if one.retired is None or one.retired == date.min:
        return "not given out any more"
    return f"not given out since {day_text(one.retired)}"


def read_code(
    name: CodeList,
    value: object,
    *,
    where: Where | None = None,
    on: date | None = None,
    ever: bool = False,
) -> str:
    """The code meant by a code or by its words, whatever the capitals; empty stays empty.

    Whole numbers are taken for codes that are digits. A retired code is taken for something
    dated `on` a day before, and `ever` for what another system recorded long ago. Raises
    BadInput, naming the codes that would be right, for anything else.
    """
    if value is None or value == "":
        return ""
    found = None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        wanted = str(value).strip().casefold()
        meant = [one for one in codes(name).values() if wanted in _ways(one)]
        # Where the words of a retired code are another's by now, that one is meant.
        found = next((one for one in meant if ever or one.given_out(on)), None)
        if found is None and meant:
            raise BadInput(
                f"{words_with_code(name, meant[0].code)} is {_since(meant[0])}.",
                where=where,
                remedy=_instead(name, meant[0]),
            )
    if found is None:
        raise BadInput(f"“{value}” is not one of the codes.", where=where, remedy=_choices(name))
    return found.code


def _ways(one: Code) -> tuple[str, str]:
    return one.code.casefold(), one.words.casefold()


def _instead(name: CodeList, one: Code) -> str:
    if not one.replaced_by:
        return _choices(name)
    return f"Use {one.replaced_by} ({words(name, one.replaced_by)})."


def need_code(name: CodeList, value: object, *, where: Where) -> str:
    """As `read_code`, but an empty value is refused too."""
    found = read_code(name, value, where=where)
    if not found:
        raise BadInput("This is needed.", where=where, remedy=_choices(name))
    return found


def _choices(name: CodeList) -> str:
    listed = "; ".join(f"{one.code} ({one.words})" for one in current_codes(name))
    return f"Use one of: {listed}."
