"""A panel's paper: the agenda before it sits, the minutes once they are written.

Its words are kept as data (assets/wording/panel_paper.json).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind

# Raise it whenever the same paper would print differently.
TEMPLATE_VERSION = "panel-paper 2"


@dataclass(frozen=True)
class PaperItem:
    """A request on the paper: `heading` names nobody, `said` is empty before the panel sat."""

    heading: str
    question: str
    home: str
    cost: str
    said: str


@dataclass(frozen=True)
class PanelPaper:
    """Everything the paper says, ready to print. `minutes` is empty on an agenda."""

    imprint: Imprint
    title: str
    day: str
    chair: str
    attendees: tuple[str, ...]
    items: tuple[PaperItem, ...]
    minutes: str = ""
    minuted_by: str = ""


def render(paper: PanelPaper) -> Printed:
    """Print a panel's paper. The same paper gives the same bytes."""
    return compose(list(_blocks(paper)), paper.imprint)


def _blocks(paper: PanelPaper) -> Iterator[Block]:
    values = {"title": paper.title, "day": paper.day, "council": paper.imprint.council}
    words = paper.imprint.words("panel_paper", values)
    yield Heading(words["heading"], 1)
    came = words["attendees_after" if paper.minutes else "attendees_before"]
    yield Facts(
        (Fact(words["chair"], paper.chair), Fact(came, "\n".join(paper.attendees))), boxed=True
    )
    yield Heading(words["requests"])
    if not paper.items:
        yield Text(words["nothing"])
    for item in paper.items:
        yield Heading(item.heading, 3)
        facts = [
            Fact(words["asked"], item.question),
            Fact(words["home"], item.home or words["undecided"]),
        ]
        if item.cost:
            facts.append(Fact(words["cost"], item.cost))
        if item.said:
            facts.append(Fact(words["said"], item.said))
        yield Facts(tuple(facts))
    if paper.minutes:
        yield Heading(words["what_was_said"])
        for paragraph in paper.minutes.split("\n"):
            if paragraph.strip():
                yield Text(paragraph.strip())
        yield Text(f"{words['written_by']} {paper.minuted_by}", Kind.NOTE)
    for note in words["notes"]:
        yield Text(note, Kind.NOTE)
