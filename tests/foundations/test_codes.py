"""Codes are stored, words are read; no list holds a code twice or a code without words."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from resources_app.foundations.codes import (
    Code,
    CodeList,
    codes,
    current_codes,
    read_code,
    words,
    words_as_held,
    words_with_code,
)
from resources_app.foundations.errors import BadInput, Where


def test_a_code_reads_as_words() -> None:
    assert words(CodeList.LEGAL_STATUS, "C2") == "Full care order"
    assert words_with_code(CodeList.LEGAL_STATUS, "C2") == "Full care order (C2)"


def test_an_unknown_code_never_stands_bare() -> None:
    assert words(CodeList.LEGAL_STATUS, "ZZ") == "unknown code “ZZ”"
    assert words_with_code(CodeList.LEGAL_STATUS, "ZZ") == "unknown code “ZZ”"
    assert words(CodeList.LEGAL_STATUS, "") == ""


@pytest.mark.parametrize("given", ["n1", "N1", " N1 ", "abuse or neglect"])
def test_a_code_is_read_from_code_or_words(given: str) -> None:
    assert read_code(CodeList.NEED, given) == "N1"


def test_a_whole_number_is_read_as_a_code_of_digits() -> None:
    assert read_code(CodeList.SEX, 2) == "2"


@pytest.mark.parametrize("wrong", ["N9", True, 1.0, ["N1"], {"code": "N1"}])
def test_a_wrong_code_is_refused_with_the_right_ones(wrong: object) -> None:
    with pytest.raises(BadInput) as caught:
        read_code(CodeList.NEED, wrong, where=Where(field="Need"))
    assert "N1 (Abuse or neglect)" in str(caught.value)
    assert "“Need”" in str(caught.value)


def test_a_retired_code_is_still_read_out_but_no_longer_taken() -> None:
    assert words(CodeList.PLACEMENT_TYPE, "P3") == "Residential employment"
    assert "P3" not in {one.code for one in current_codes(CodeList.PLACEMENT_TYPE)}
    with pytest.raises(BadInput, match=r"Residential employment \(P3\) is not given out any more"):
        read_code(CodeList.PLACEMENT_TYPE, "P3")
    # What another system recorded while it was given out is history, and taken.
    assert read_code(CodeList.PLACEMENT_TYPE, "Residential employment", ever=True) == "P3"
    assert words_as_held(CodeList.PLACEMENT_TYPE, "P3").endswith("(P3), not given out any more")


def test_a_code_with_the_day_of_its_retirement_is_given_to_what_is_older() -> None:
    code = Code("Q1", "Foster home", retired=date(2015, 4, 1), replaced_by="U4")
    assert code.given_out(date(2015, 3, 31))
    assert not code.given_out(date(2015, 4, 1))
    assert not code.given_out(None)


@pytest.mark.parametrize("name", list(CodeList))
def test_every_list_is_whole(name: CodeList) -> None:
    listed = codes(name)
    assert listed
    assert all(one.words.strip() for one in listed.values())
    spoken = [one.words.casefold() for one in listed.values()]
    assert len(set(spoken)) == len(spoken)
    assert all(one.whose in ("", "ours", "provider", "system") for one in listed.values())


@pytest.mark.parametrize("name", list(CodeList))
def test_no_line_of_a_file_repeats_a_code(name: CodeList) -> None:
    text = resources.files("assets").joinpath("codes", f"{name}.csv").read_text("utf-8")
    assert len(text.splitlines()) - 1 == len(codes(name))
