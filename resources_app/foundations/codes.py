"""Code lists: what is stored as a code, and the words that people read instead of it.

To add a list: add `assets/codes/<name>.csv` with the columns `code,words,whose,retired`
and a row to `CodeList`. To add a code: add a row to its file. A code that is no longer
given out gets `yes` under `retired` and stays, because old records still name it; its
code and words are never used again for something else.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

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
    """One entry of a list. `whose` is 'ours', 'provider', 'system' or empty."""

    code: str
    words: str
    whose: str = ""
    retired: bool = False


@lru_cache
def codes(name: CodeList) -> dict[str, Code]:
    """Every code of a list in the file's order, retired ones included."""
    text = resources.files("assets").joinpath("codes", f"{name}.csv").read_text("utf-8")
    return {
        row["code"]: Code(row["code"], row["words"], row["whose"], row["retired"] == "yes")
        for row in csv.DictReader(text.splitlines())
    }


def current_codes(name: CodeList) -> tuple[Code, ...]:
    """The codes that may still be chosen, in the file's order."""
    return tuple(one for one in codes(name).values() if not one.retired)


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


def read_code(name: CodeList, value: object, *, where: Where | None = None) -> str:
    """The code meant by a code or by its words, whatever the capitals; empty stays empty.

    Whole numbers are taken for codes that are digits. Raises BadInput, naming the codes
    that would be right, for anything else and for a retired code.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        wanted = str(value).strip().casefold()
        for one in current_codes(name):
            if wanted in (one.code.casefold(), one.words.casefold()):
                return one.code
    raise BadInput(f"“{value}” is not one of the codes.", where=where, remedy=_choices(name))


def need_code(name: CodeList, value: object, *, where: Where) -> str:
    """As `read_code`, but an empty value is refused too."""
    found = read_code(name, value, where=where)
    if not found:
        raise BadInput("This is needed.", where=where, remedy=_choices(name))
    return found


def _choices(name: CodeList) -> str:
    listed = "; ".join(f"{one.code} ({one.words})" for one in current_codes(name))
    return f"Use one of: {listed}."
