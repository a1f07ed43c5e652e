"""Children and requests in the words of a printed page. Codes become words here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from resources_app.children.model import Child
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field
from resources_app.foundations.phrases import joined
from resources_app.printing.facts import Fact
from resources_app.printing.wording import wording
from resources_app.requests.model import Request

_NOUNS = {"1": ("Boy", "Young man", "brother"), "2": ("Girl", "Young woman", "sister")}
_ADULT = 18
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def long_day(day: date | None) -> str:
    """`Friday 4 Dec 2026`; empty for no day."""
    return "" if day is None else f"{day:%A} {day_text(day)}"


def headline(child: Child, siblings: Sequence[Child], today: date) -> str:
    """`Boy, 13, with his sister, 9`: ages in whole years, and nothing else."""
    young, grown, _ = _NOUNS.get(child.sex, ("Child", "Young person", ""))
    age = child.age_on(today)
    start = f"{grown if age >= _ADULT else young}, {age}"
    if not siblings:
        return start
    whose = {"1": "his", "2": "her"}.get(child.sex, "their")
    if len(siblings) == 1:
        return f"{start}, with {whose} {_sibling(siblings[0])}, {siblings[0].age_on(today)}"
    kinds = {_sibling(one) for one in siblings}
    noun = f"{kinds.pop()}s" if len(kinds) == 1 else "brothers and sisters"
    ages = [str(one.age_on(today)) for one in siblings]
    return f"{start}, with {whose} {number_words(len(siblings))} {noun}, {joined(ages)}"


def _sibling(child: Child) -> str:
    return _NOUNS.get(child.sex, ("", "", "brother or sister"))[2]


def number_words(number: int) -> str:
    """Small numbers in words, `three`; from ten on in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def homes(provision: Sequence[str]) -> list[str]:
    """The kinds of home sought in a reader's words, most wanted first, each once."""
    named: Mapping[str, str] = wording("referral_pack")["homes"]
    return list(dict.fromkeys(named.get(one, one.capitalize()) for one in provision))


def answer_words(request: Request, field: Field) -> str:
    """What was answered to a field, in words; empty when it was left open."""
    answer = getattr(request, field.attribute)
    changed: Mapping[str, str] = wording("referral_pack")["answers"].get(field.name, {})
    match answer:
        case bool():
            text = "Yes" if answer else "No"
        case tuple():
            return joined([changed.get(str(one), str(one)) for one in answer])
        case None:
            return ""
        case _:
            text = str(answer)
    return changed.get(text, text)


def born(children: Sequence[Child]) -> Fact:
    """Who the children are, a line each: by name and date of birth."""
    return Fact(
        "Child" if len(children) == 1 else "Children",
        "\n".join(f"{one.full_name}, born {day_text(one.date_of_birth)}" for one in children),
    )


def sex_words(child: Child) -> str:
    """The child's sex in words."""
    return words(CodeList.SEX, child.sex)
