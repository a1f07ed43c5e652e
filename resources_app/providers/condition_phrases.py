"""The ways registration conditions are written, as tables of phrases.

Nothing here decides anything: `conditions.py` puts the phrases of a sentence together.
Phrases are in plain lower-case words, digits for numbers, no apostrophes, no commas.

To add a way of writing an age limit: add a row to `AGES`. The name in braces says what the
number means: `first` and `last` are ages that may be admitted, `below` and `above` are the
ages just outside; `{birthday}` is "18th birthday", the day someone is first too old.
To add words that limit nothing, add them to `PLAIN`.
"""

from __future__ import annotations

import re
from functools import cache

# Ages. "Under 16" admits to 15; "not over 16" admits to 16; "over 16" admits from 17.
AGES = (
    "(?:between the ages of|aged between|from between|between) {first} and (?:under|below) {below}",
    "(?:between the ages of|aged between|from between|between) {first} and {last}",
    "(?:aged )?(?P<first>16) (?:and|or) (?P<last>17)(?: years?(?: of age| olds?)?)?",
    "(?:aged |from |aged from |between )?{first} (?:to|-|up to|until) (?:their |the )?{birthday}",
    "(?:aged |ages |from |aged from |from the age of )?{first} (?:to|-) (?:under|below) {below}",
    "(?:aged |age |ages |age range |from |aged from |from the age of |from the ages of )?"
    "{first} (?:to|-|up to|up to and including|through) {last}",
    "(?:aged |age )?(?:not|no) (?:be )?(?:aged )?(?:over|older than|above) (?:the age of )?{last}",
    "(?:aged |age )?(?:not|no) (?:be )?(?:aged )?(?:under|younger than|below|less than) "
    "(?:the age of )?{first}",
    "(?:age )?not (?:to )?(?:exceed|exceeding) (?:the age of )?{last}",
    "(?:aged |of )?(?:no|not) more than {last in years}",
    "(?:aged )?(?:up to|until) (?:the age of |their |the |a childs |the childs )?{birthday}",
    "(?:aged |aged from birth |from birth |ages )?(?:up to and including|up to) "
    "(?:the age of )?{last}",
    "(?:to |with )?(?:a |the )?maximum age (?:of |is )?{last}",
    "(?:with )?(?:a |the )?minimum age (?:of |is )?{first}",
    "(?:aged )?at least {first in years}",
    "(?:aged |age |of )?{first} (?:and|or) (?:over|above|older|upwards)",
    "(?:aged |age |of )?{last} (?:and|or) (?:under|below|younger)",
    "(?:aged |age )?{first}\\+",
    "(?:aged |who are )?(?:under|below|younger than|less than) (?:the age of )?{below}",
    "(?:aged |who are )?(?:over|above|older than) (?:the age of )?{above}",
)

# Boys, girls or both. The first that fits counts.
SEXES = (
    ("any", "(?:boys|males?) (?:and|or|and or) (?:girls|females?)"),
    ("any", "(?:girls|females?) (?:and|or|and or) (?:boys|males?)"),
    ("any", "(?:of )?(?:both|either|any|mixed) (?:sex|sexes|gender|genders)"),
    ("M", "boys|boy|males?|young men"),
    ("F", "girls|girl|females?|young women"),
)

# How many children: nothing to keep, since the register has its own column for places.
PEOPLE = "(?:children|boys|girls|young people|young persons|males?|females?|residents)"
NUMBERS = (
    "(?:up to|no more than|not more than|a maximum of|maximum of|a maximum number of|"
    "maximum number of) [0-9]{1,2}(?= " + PEOPLE + "\\b)",
    "(?:up to|no more than|a maximum of|maximum of) 1(?= child\\b)",
    "(?:the )?maximum number of " + PEOPLE + " (?:is )?[0-9]{1,2}",
)

# Needs the register keeps in columns of its own; the limits beside them are read, and a
# person still checks the need.
_NEED = (
    "(?:emotional|behavioural|learning|physical|social|mental|sensory|ebd|health|difficulties|"
    "difficulty|disabilities|disability|disorders?|impairments?|autism|and|or)"
)
NEEDS = (f"(?:with|who have|who may have) (?:{_NEED} )*{_NEED}",)

# Words that limit nothing by themselves.
PLAIN = (
    "registered (?:person|persons|provider|manager)",
    "childrens home|home|service|setting|agency|school|provider|homes|establishment",
    "the|this|it|its|is|are|be|been|that|who|they|them",
    "is registered|registered|to (?:provide|accommodate|admit|offer|care for|take)",
    "may|can|will|shall|must|should|only|just",
    "provide|provides|provided|accommodates?|accommodated|admits?|admitted|offers?",
    "care for|cared for|cares for|takes?|caters? for",
    "residential|full time|long term",
    "care|accommodation|placements?|support|and|or|but|for|of|any|all",
    "children|child|young people|young persons|young person|people|persons|person|anyone|anybody",
    "aged|years|years old|years of age|in age|of age|old",
    "(?:at|on|upon) (?:the )?(?:time of |point of |date of )?(?:their )?(?:admission|placement)",
    "when (?:they are )?(?:admitted|placed)|at the time they are admitted",
    "at any (?:1 )?time|at 1 time|inclusive",
)

_IN_YEARS = " ?(?:years?|yrs?)(?: old| of age)?(?:(?: and)? (?:11|364) (?:months|days))?"
# "2 to 4 children" counts children: a number before one of these is no age.
_COUNTED = f"(?:{PEOPLE}|child|beds?|places?|weeks?|months?|nights?|days?|hours?|staff)"
_PERHAPS_YEARS = f"(?:{_IN_YEARS})?(?! {_COUNTED}\\b)"


@cache
def phrases() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Every phrase in the order tried: the kind, what it means and its pattern."""
    rows = [("number", "", pattern) for pattern in NUMBERS]
    rows += [("age", "", _with_ages(pattern)) for pattern in AGES]
    rows += [("need", "", pattern) for pattern in NEEDS]
    rows += [("sex", meaning, pattern) for meaning, pattern in SEXES]
    rows += [("not", "", "not|no|nobody")]
    rows += [("plain", "", pattern) for pattern in sorted(PLAIN, key=len, reverse=True)]
    return tuple(
        (kind, meaning, re.compile(f"(?:{pattern})(?![a-z0-9+])"))
        for kind, meaning, pattern in rows
    )


def _with_ages(pattern: str) -> str:
    """Put a number group for each name in braces, with the words that may follow a number."""

    def group(name: re.Match[str]) -> str:
        if name[1] == "birthday":
            return "(?P<below>[0-9]{1,2})(?:st|nd|rd|th) birthday"
        digits = f"(?P<{name[1].split()[0]}>[0-9]{{1,2}})(?![0-9])"
        return digits + (_IN_YEARS if name[1].endswith("in years") else _PERHAPS_YEARS)

    return re.sub(r"\{([a-z][a-z ]*)\}", group, pattern)
