"""Files that go with a document: a page before each that says what it is, and room for its pages.

The pages themselves come from elsewhere and are set in afterwards (`Opening` says where), beneath
this document's own marking, reference and page numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block, Draw, Setting, Slab
from resources_app.printing.pen import Pen
from resources_app.printing.styles import Kind
from resources_app.printing.tagging import Tag, text_string
from resources_app.printing.wording import filled


@dataclass(frozen=True)
class Attached:
    """A file that goes with a document; days are in words, `dated` empty where nobody knows it.

    `worded` has an item a page: whether it has words, or is a picture that has to be described.
    `sha256` is of the file as it came: another file makes another document.
    """

    title: str
    topic: str
    dated: str
    received: str
    worded: tuple[bool, ...]
    sha256: str

    @property
    def pages(self) -> int:
        """How many pages the file itself has."""
        return len(self.worded)


@dataclass(frozen=True)
class Attachments:
    """The files in their order, each begun on a page of its own; `words` as assets/wording has
    them for the pages between.
    """

    files: tuple[Attached, ...]
    words: Mapping[str, Any]

    def lay(self, setting: Setting) -> None:
        for number, one in enumerate(self.files, start=1):
            first = len(setting.slabs)
            setting.lay(_divider(one, number, len(self.files), self.words))
            setting.slabs[first].starts = True
            for page, worded in enumerate(one.worded, start=1):
                tag = setting.root.child("P") if worded else self._figure(setting, one, page)
                setting.slabs.append(_page(setting, tag, form_name(number, page)))

    def _figure(self, setting: Setting, one: Attached, page: int) -> Tag:
        """A page that a screen reader cannot read out, with what it is instead."""
        values = {"number": str(page), "count": str(one.pages), "title": one.title}
        says = filled(self.words["picture"], values)
        setting.typesetter.said.append(says)
        return setting.root.child("Figure", f"/Alt {text_string(says)}")


def form_name(number: int, page: int) -> str:
    """The name under which a page of a file is set in, both from 1."""
    return f"Attached{number}Page{page}"


def _divider(one: Attached, number: int, count: int, words: Mapping[str, Any]) -> list[Block]:
    place = filled(words["place"], {"number": str(number), "count": str(count)})
    facts = [
        Fact(words["about_label"], one.topic),
        Fact(words["dated_label"], one.dated),
        Fact(words["received_label"], one.received),
        Fact(words["pages_label"], str(one.pages)),
    ]
    return [
        Text(place, Kind.NOTE, keep=True),
        Heading(one.title),
        Facts(facts, boxed=True),
        Text(words["as_received"]),
    ]


def _page(setting: Setting, tag: Tag, name: str) -> Slab:
    """Room for one page, as high as a page of ours has."""
    height = setting.height
    area = (setting.left, setting.left + setting.width)
    return Slab(height, _set_in(name, area, height, tag), starts=True)


def _set_in(name: str, sides: tuple[float, float], height: float, tag: Tag) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        pen.opening(name, (sides[0], top - height, sides[1], top), tag)

    return draw
