"""Children for whom no home was found: why, what was sought, and why homes declined.

What is counted is what a market lacks, so the figures are kept by the reason for closing, the
kind of home that was sought first and the child's age band, each with the reasons for which homes
declined. Pure; `unplaced_queries` reads the requests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import age_words
from resources_app.beds.saving import band_of
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period
from resources_app.foundations.phrases import capital
from resources_app.requests.unmet import UnmetNeed


@dataclass(frozen=True)
class UnplacedRequest:
    """A request that was closed without a placement, on a local day.

    `sought` is a ProvisionType's text, empty when none was named; `age` the child's in whole
    years that day. `declines` counts, by decline code, the homes whose last word it was.
    """

    reference: str
    closed_on: date
    reason: str
    sought: str
    age: int
    declines: dict[str, int]
    unmet: UnmetNeed


@dataclass(frozen=True)
class UnplacedGroup:
    """Requests closed for one reason, of one kind sought and one age band (years, inclusive).

    `declines` and `needs` count codes of decline_reasons and of unmet_needs, the most first.
    """

    reason: str
    sought: str
    ages: tuple[int, int]
    requests: tuple[UnplacedRequest, ...]
    declines: dict[str, int]
    needs: dict[str, int]

    @property
    def reason_words(self) -> str:
        """Why they were closed, in words."""
        return words(CodeList.CLOSE_REASONS, self.reason) or "No reason kept"

    @property
    def sought_words(self) -> str:
        """The kind of home that was sought first, in words."""
        return capital(self.sought) or "Not said"

    @property
    def age_words(self) -> str:
        """`Ages 11 to 15`."""
        return capital(age_words(*self.ages))


@dataclass(frozen=True)
class Unplaced:
    """Everything closed without a placement in a period (half-open), the largest groups first."""

    period: Period
    total: int
    groups: tuple[UnplacedGroup, ...]


def unplaced_of(period: Period, requests: Iterable[UnplacedRequest]) -> Unplaced:
    """The requests of a period in groups."""
    grouped: dict[tuple[str, str, tuple[int, int]], list[UnplacedRequest]] = {}
    for one in requests:
        grouped.setdefault((one.reason, one.sought, band_of(one.age)), []).append(one)
    groups = [_group(key, found) for key, found in grouped.items()]
    groups.sort(key=lambda one: (-len(one.requests), one.reason, one.sought, one.ages))
    return Unplaced(period, sum(len(one.requests) for one in groups), tuple(groups))


def _group(key: tuple[str, str, tuple[int, int]], found: list[UnplacedRequest]) -> UnplacedGroup:
    declines: Counter[str] = Counter()
    for one in found:
        declines.update(one.declines)
    needs = Counter(one.unmet.need for one in found if one.unmet.need)
    return UnplacedGroup(
        *key, tuple(found), dict(declines.most_common()), dict(needs.most_common())
    )


def most_words(counts: Mapping[str, int], of: CodeList, most: int = 3) -> str:
    """`No place free 12; Outside the age range 4`, the first of them."""
    first = list(counts.items())[:most]
    return "; ".join(f"{words(of, code)} {count:,}" for code, count in first)


def summary(unplaced: Unplaced) -> str:
    """`14 requests closed without a placement`."""
    return f"{counted(unplaced.total, 'request')} closed without a placement"
