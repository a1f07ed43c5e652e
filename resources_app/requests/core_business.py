"""Whether a child meets the core business of the council's own carers and homes.

DOMAIN: What good looks like. In-house carers and homes are asked first for the children for whom
they are the agreed preferred provider; the agreement is a dated table of rules. A child meets it
when one rule of the kind takes them; where none does, it is said what stands against it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from resources_app.children.model import Child
from resources_app.foundations.codes import CodeList
from resources_app.foundations.codes import words as code_words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, stored_period
from resources_app.foundations.phrases import joined
from resources_app.providers.model import ProvisionType
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import Request

PRESENT = "Risk Present"
# What each kind is the council's own of: it is asked first where such a home is sought.
LIKE: dict[ProvisionType, frozenset[str]] = {
    ProvisionType.IN_HOUSE_FOSTERING: frozenset(
        {ProvisionType.IN_HOUSE_FOSTERING, ProvisionType.FOSTERING_AGENCY}
    ),
    ProvisionType.IN_HOUSE_HOME: frozenset(
        {ProvisionType.IN_HOUSE_HOME, ProvisionType.CHILDRENS_HOME}
    ),
}
KINDS = tuple(LIKE)
# The standard's risks that are answered by “present” or not, by field, with what they are called.
RISK_FIELDS: dict[str, str] = {
    one.name: one.label for one in REQUEST_FIELDS if PRESENT in one.options
}


@dataclass(frozen=True)
class CoreRule:
    """One rule. Ages are whole years, both inclusive; `most_children` counts all who are placed
    together. `need_codes` are SSDA903's, empty for any need; `not_for` are the standard's risk
    fields that it does not take. `id` is empty for a rule that was never changed from the first.
    """

    kind: ProvisionType
    age_from: int
    age_to: int
    most_children: int
    need_codes: tuple[str, ...]
    not_for: tuple[str, ...]
    period: Period
    note: str = ""
    id: str = ""


@dataclass(frozen=True)
class CoreFinding:
    """Whether a child meets the core business of a kind, and because of what."""

    kind: ProvisionType
    meets: bool
    because: str

    @property
    def sentence(self) -> str:
        """`Meets the core business of in-house fostering: age 13 is within 0 to 17.`"""
        verb = "Meets" if self.meets else "Does not meet"
        return f"{verb} the core business of {self.kind}: {self.because}."


@lru_cache(maxsize=1)
def first_rules() -> tuple[CoreRule, ...]:
    """The rules of assets/codes/core_business.csv: they hold until the team sets its own."""
    text = (resources.files("assets") / "codes" / "core_business.csv").read_text("utf-8")
    return tuple(
        CoreRule(
            ProvisionType(row["kind"]),
            int(row["age_from"]),
            int(row["age_to"]),
            int(row["most_children"]),
            tuple(row["need_codes"].split()),
            tuple(row["not_for"].split()),
            stored_period(row["from"], None),
            row["note"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def asked_first(found: Iterable[CoreFinding], provision: ProvisionType) -> bool:
    """Whether one of the council's own of this type comes before any provider for these children.

    Connected persons always do, and so does a type that has no core business.
    """
    kind = next((one for one in KINDS if provision in LIKE[one]), None)
    return kind is None or any(one.meets for one in found if one.kind is kind)


def rules_on(own: Iterable[CoreRule], day: date) -> tuple[CoreRule, ...]:
    """The rules in force on a day: the team's `own`, and the first ones of each kind for the days
    before the team set any of that kind."""
    kept = tuple(own)
    begun = {one.kind for one in kept if one.period.start <= day}
    both = (*kept, *(one for one in first_rules() if one.kind not in begun))
    return tuple(one for one in both if day in one.period)


def standing_rules(own: Sequence[CoreRule]) -> tuple[CoreRule, ...]:
    """All rules to be listed: the team's own, and the first of each kind that it set none of."""
    kinds = {one.kind for one in own}
    both = (*own, *(one for one in first_rules() if one.kind not in kinds))
    return tuple(sorted(both, key=lambda one: (one.kind, one.period.start)))


def rule_words(rule: CoreRule) -> str:
    """`Ages 0 to 12, up to 2 together; not with fire-setting`."""
    together = f"up to {rule.most_children} together" if rule.most_children > 1 else "one child"
    needs = [code_words(CodeList.NEED, one).lower() for one in rule.need_codes]
    risks = [RISK_FIELDS[one].lower() for one in rule.not_for]
    parts = [
        f"Ages {_range(rule)}, {together}",
        f"only for {joined(needs, 'or')}" if needs else "",
        f"not with {joined(risks, 'or')}" if risks else "",
    ]
    return "; ".join(part for part in parts if part)


def findings(
    rules: Sequence[CoreRule], asked: Request, people: Sequence[Child], day: date
) -> tuple[CoreFinding, ...]:
    """For each kind, whether these children, placed together from `day`, meet its core business."""
    return tuple(
        _finding(kind, [one for one in rules if one.kind is kind], asked, people, day)
        for kind in KINDS
    )


def _finding(
    kind: ProvisionType,
    rules: Sequence[CoreRule],
    asked: Request,
    people: Sequence[Child],
    day: date,
) -> CoreFinding:
    if asked.provision_sought and not LIKE[kind].intersection(asked.provision_sought):
        return CoreFinding(kind, False, "another type of home was assessed as right")
    if not rules:
        return CoreFinding(kind, False, "no rule is in force")
    against = [tuple(_against(rule, asked, people, day)) for rule in rules]
    if () in against:
        return CoreFinding(kind, True, _taken(rules[against.index(())], people, day))
    return CoreFinding(kind, False, joined(min(against, key=len)))


def _against(rule: CoreRule, asked: Request, people: Sequence[Child], day: date) -> Iterator[str]:
    ages = [one.age_on(day) for one in people]
    outside = [age for age in ages if not rule.age_from <= age <= rule.age_to]
    if outside:
        yield f"{_ages(outside)} outside {_range(rule)}"
    if len(people) > rule.most_children:
        yield f"{counted(len(people), 'child', 'children')} together are more than " + str(
            rule.most_children
        )
    needs = [one.need_code for one in people if one.need_code not in ("", *rule.need_codes)]
    if rule.need_codes and needs:
        yield f"the need is {joined([code_words(CodeList.NEED, one).lower() for one in needs])}"
    for field in REQUEST_FIELDS:
        if field.name in rule.not_for and getattr(asked, field.attribute) == PRESENT:
            yield f"the risk “{field.label}” is present"


def _taken(rule: CoreRule, people: Sequence[Child], day: date) -> str:
    ages = _ages([one.age_on(day) for one in people])
    many = f" and up to {rule.most_children} together" if len(people) > 1 else ""
    return f"{ages} within {_range(rule)}{many}"


def _ages(ages: Sequence[int]) -> str:
    """`age 13 is`, `ages 13 and 9 are`."""
    numbers = joined([str(one) for one in ages])
    return f"age {numbers} is" if len(ages) == 1 else f"ages {numbers} are"


def _range(rule: CoreRule) -> str:
    return f"{rule.age_from} to {rule.age_to}"
