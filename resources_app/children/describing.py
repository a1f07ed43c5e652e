"""A child in a few words that name nobody: what lists, headings and the work list say."""

from __future__ import annotations

from resources_app.foundations.codes import CodeList, words

_ADULT = 18
_BOY_OR_GIRL = {"1": ("boy", "young man"), "2": ("girl", "young woman")}


def child_words(sex: str, age: int, siblings: int = 0) -> str:
    """`boy, 13, with 1 brother or sister`, from SSDA903's code for sex and an age in years."""
    known = _BOY_OR_GIRL.get(sex)
    noun = known[age >= _ADULT] if known else words(CodeList.SEX, sex) or "child"
    others = {0: "", 1: ", with a brother or sister"}.get(
        siblings, f", with {siblings} brothers and sisters"
    )
    return f"{noun}, {age}{others}"
