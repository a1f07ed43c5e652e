"""Errors that a person can act on: what, where, what would be right."""

from __future__ import annotations

import pytest

from resources_app.foundations.errors import (
    BadInput,
    KnownError,
    NotFound,
    Refused,
    StoreProblem,
    Where,
)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Where(), ""),
        (Where(file="a.xlsx"), "a.xlsx"),
        (Where("a.xlsx", "Lot 1", 6, "Tier"), "a.xlsx, sheet “Lot 1”, row 6, “Tier”"),
        (Where(row=0), "row 0"),
        (Where(field="Date of birth"), "“Date of birth”"),
    ],
)
def test_a_place_shows_the_parts_that_are_known(where: Where, words: str) -> None:
    assert str(where) == words


def test_an_error_reads_as_place_sentence_and_remedy() -> None:
    error = BadInput("“x” is not a tier.", where=Where(sheet="Lot 1", row=6), remedy="Give 1.")
    assert str(error) == "sheet “Lot 1”, row 6: “x” is not a tier. Give 1."
    assert (error.what, error.remedy) == ("“x” is not a tier.", "Give 1.")
    assert str(BadInput("Only this.")) == "Only this."
    assert str(BadInput("Only this.", where=Where())) == "Only this."


@pytest.mark.parametrize("kind", [BadInput, NotFound, Refused, StoreProblem])
def test_every_kind_is_known_and_is_no_other(kind: type[KnownError]) -> None:
    with pytest.raises(KnownError, match=r"A sentence\."):
        raise kind("A sentence.")
    others = {BadInput, NotFound, Refused, StoreProblem} - {kind}
    assert not any(issubclass(kind, other) for other in others)
