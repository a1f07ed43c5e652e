"""What registration conditions say about ages and sex, and what is left to a person."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.providers.conditions import Conditions, read_conditions

ANY = Conditions()
CHECK = Conditions(unread=True)


@pytest.mark.parametrize(
    ("text", "genders", "age_from", "age_to"),
    [
        ("boys only", "M", None, None),
        ("Care and accommodation for boys only.", "M", None, None),
        ("Girls only", "F", None, None),
        ("The home may only accommodate female young people.", "F", None, None),
        ("No boys.", "F", None, None),
        ("aged 8 to 13 (at admission)", "", 8, 13),
        ("May only provide care for children aged 8 to 13 at admission.", "", 8, 13),
        ("between 8 and 13", "", 8, 13),
        ("Children between the ages of eight and thirteen", "", 8, 13),
        ("8–13 years", "", 8, 13),
        ("from 12 to 17", "", 12, 17),
        ("aged 8 to 17 years 11 months", "", 8, 17),
        ("aged 8 to their 18th birthday", "", 8, 17),
        ("aged 16 and 17 only", "", 16, 17),
        ("up to 17 years", "", None, 17),
        ("Up to 6 children of either sex, aged 8 to 17 (inclusive).", "", 8, 17),
        ("no more than 4 children", "", None, None),
        ("At least 12 years old on admission", "", 12, None),
        ("16+", "", 16, None),
    ],
)
def test_a_clear_pattern_is_read(
    text: str, genders: str, age_from: int | None, age_to: int | None
) -> None:
    assert read_conditions(text) == Conditions(genders, age_from, age_to)


@pytest.mark.parametrize(
    ("text", "age_from", "age_to"),
    [
        ("under 16", None, 15),
        ("not over 16", None, 16),
        ("The home may not accommodate children over 16.", None, 16),
        ("No child may be older than 16 on admission", None, 16),
        ("may not accommodate children aged 16 and over", None, 15),
        ("over 16", 17, None),
        ("not under 8", 8, None),
        ("may not accommodate children under 8 or over 16", 8, 16),
        ("aged over 10 but under 16", 11, 15),
        ("aged between 8 and under 13", 8, 12),
        ("up to their 18th birthday", None, 17),
    ],
)
def test_boundary_words_decide_the_age(text: str, age_from: int | None, age_to: int | None) -> None:
    assert read_conditions(text) == Conditions("", age_from, age_to)


def test_several_sentences_all_hold() -> None:
    assert read_conditions("1. Boys only\n2. Aged 8 to 17.\n3. Not over 16") == Conditions(
        "M", 8, 16
    )


def test_what_is_understood_is_kept_beside_what_is_not() -> None:
    text = "Care and accommodation for boys only. The stair gate must be kept shut."
    assert read_conditions(text) == Conditions("M", unread=True)


def test_a_need_is_left_to_a_person_but_its_ages_are_read() -> None:
    text = "Up to 5 young people with emotional and/or behavioural difficulties, aged 10 to 17"
    assert read_conditions(text) == Conditions("", 10, 17, unread=True)


@pytest.mark.parametrize(
    "text",
    [
        "Boys only. Girls only.",
        "Aged 8 to 11. Aged 14 to 17.",
        "boys aged 8 to 13 and girls aged 10 to 15",
        "The home is not for boys only.",
        "The home may accommodate one named child over 16.",
        "The home may accommodate one child aged 16 or over.",
        "Up to 2 children over 16.",
        "Boys only unless Ofsted agrees in writing.",
        "No admissions without the written agreement of HMCI.",
        "May not accommodate children aged 8 to 13.",
        "may not accommodate children over 8 and under 16",
        "under 6 months",
        "2 to 4 children",
        "from 9 to 5",
        "between 8 and 13 June",
        "children aged 13 to 8",
        "up to 90 years",
        "12",
    ],
)
def test_what_is_not_clear_is_left_to_a_person(text: str) -> None:
    assert read_conditions(text) == CHECK


def test_a_wrapped_line_is_one_sentence() -> None:
    assert read_conditions("The home may not accommodate\nboys.") == Conditions("F")


@pytest.mark.parametrize("text", ["", "  ", "None", "N/A", "-", "No conditions."])
def test_no_conditions_limit_nothing(text: str) -> None:
    assert read_conditions(text) == ANY


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    read = read_conditions(text)
    ages = [age for age in (read.age_from, read.age_to) if age is not None]
    assert ages == sorted(ages)


_LIMITING = re.compile(
    r"\d|boy|girl|male|men|wom|birthday|"
    + "|".join(
        "zero one two three four five six seven eight nine ten eleven twelve teen twenty".split()
    )
)


@given(
    st.lists(
        st.sampled_from(
            "the home may not only provide care for children aged between and under over to "
            "admission unless named maximum minimum age years from up no more than".split()
        ),
        max_size=15,
    ).map(" ".join)
    | st.text(max_size=80).filter(lambda text: not _LIMITING.search(text.lower()))
)
def test_no_limit_is_invented_without_a_number_or_a_sex(text: str) -> None:
    read = read_conditions(text)
    assert (read.genders, read.age_from, read.age_to) == ("", None, None)


@given(
    st.integers(0, 17), st.integers(0, 17), st.sampled_from(["aged {} to {}", "between {} and {}"])
)
def test_every_range_of_ages_is_read_or_left(first: int, last: int, words: str) -> None:
    read = read_conditions(words.format(first, last))
    assert read == (Conditions("", first, last) if first <= last else CHECK)
