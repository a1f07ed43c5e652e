"""Measures the leak check on leak_set.json: how much it finds of what it should, and only that.

Recall is the share of planted pieces («…») that a finding touches; precision the share of
findings that touch a planted piece, over all sentences, those with nothing planted included.
`python -m tests.documents.leak_measure` prints the table, and every sentence it gets wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from resources_app.documents.leaks import find_leaks
from resources_app.documents.secrets import secrets_of
from tests.documents.leak_people import FAMILIES

PLANTED = re.compile("«(.*?)»", re.DOTALL)


@dataclass(frozen=True)
class Sentence:
    """A sentence with where something stands in it that gives its child away."""

    family: str
    of: str  # its class
    how: str  # exact, near or innocent
    text: str
    planted: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Score:
    """What was found in some sentences: counts of pieces planted and hit, of findings and hits."""

    planted: int = 0
    hit: int = 0
    findings: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """The share of planted pieces that were found."""
        return self.hit / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of findings that were right."""
        return self.right / self.findings if self.findings else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.planted + other.planted,
            self.hit + other.hit,
            self.findings + other.findings,
            self.right + other.right,
        )


def sentences() -> Iterator[Sentence]:
    """Every sentence of the set."""
    path = Path(__file__).with_name("leak_set.json")
    for one in json.loads(path.read_text(encoding="utf-8"))["sets"]:
        for how in ("exact", "near", "innocent"):
            for written in one.get(how, ()):
                # Each piece stands two marks further left than written for each before it.
                planted = tuple(
                    (found.start() - 2 * at, found.end() - 2 * at - 2)
                    for at, found in enumerate(PLANTED.finditer(written))
                )
                text = re.sub("[«»]", "", written)
                yield Sentence(one["family"], one["class"], how, text, planted)


def measured(every: Iterable[Sentence]) -> list[tuple[Sentence, Score]]:
    """Each sentence with what the check makes of it."""
    secrets = {name: secrets_of(people) for name, people in FAMILIES.items()}
    rows = []
    for one in every:
        spans = [found.span for found in find_leaks([("", one.text)], secrets[one.family])]
        score = Score(
            planted=len(one.planted),
            hit=sum(any(_touch(piece, span) for span in spans) for piece in one.planted),
            findings=len(spans),
            right=sum(any(_touch(piece, span) for piece in one.planted) for span in spans),
        )
        rows.append((one, score))
    return rows


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def total(rows: Iterable[tuple[Sentence, Score]], how: str = "") -> Score:
    """What some sentences come to together, or those of them that are exact or near."""
    return sum((score for one, score in rows if how in ("", one.how)), Score())


def table(rows: list[tuple[Sentence, Score]]) -> str:
    """Precision and recall by class and as a whole, as text."""
    classes = list(dict.fromkeys(one.of for one, _ in rows))
    lines = [f"{'':38}{'exact':>13}{'near':>13}{'recall':>9}{'precision':>11}"]
    for name in (*classes, ""):
        some = [row for row in rows if name in ("", row[0].of)]
        exact, near, both = total(some, "exact"), total(some, "near"), total(some)
        parts = "".join(f"{f'{one.hit}/{one.planted}':>13}" for one in (exact, near))
        lines.append(f"{name or 'all':38}{parts}{both.recall:>9.1%}{both.precision:>11.1%}")
    return "\n".join(lines)


def wrong(rows: list[tuple[Sentence, Score]]) -> str:
    """Every sentence in which something was missed or wrongly found, a line each."""
    return "\n".join(
        f"{one.how:9}{one.of:36}missed {score.planted - score.hit}, "
        f"wrong {score.findings - score.right}  {one.text!r}"
        for one, score in rows
        if score.hit < score.planted or score.right < score.findings
    )


if __name__ == "__main__":
    found = measured(sentences())
    sys.stdout.write(f"{table(found)}\n{wrong(found)}\n")
