"""Headings, running text and lists. Facts, tables and signatures have modules of their own.

Each block turns itself into slabs on a setting (`flow`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.characters import paragraphs
from resources_app.printing.flow import Draw, Section, Setting, Slab
from resources_app.printing.pen import Pen
from resources_app.printing.styles import Kind, Style
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Line

_PROSE = {Kind.BODY, Kind.NOTE}


@dataclass(frozen=True)
class Heading:
    """A heading, at the level of the document's sections (2) or below (3); 1 is its title.

    That is how it looks. It is tagged so that no level is left out, as PDF/UA asks: in a letter
    without sections a small heading comes right below the title.
    """

    text: str
    level: int = 2

    def lay(self, setting: Setting) -> None:
        kind = {1: Kind.TITLE, 2: Kind.HEADING}.get(self.level, Kind.SUBHEADING)
        places = len(setting.slabs), len(setting.root.kids)
        setting.level = min(self.level, setting.level + 1)
        tag = setting.root.child(f"H{setting.level}")
        slabs = heading_slabs(setting, self.text, kind, tag)
        if self.level == 2:
            setting.sections.append(Section(self.text, slabs[0], *places))
        setting.slabs.extend(slabs)


@dataclass(frozen=True)
class Text:
    """Running text, a paragraph for every line of it."""

    text: str
    kind: Kind = Kind.BODY
    keep: bool = False  # stay with the block that follows

    def lay(self, setting: Setting) -> None:
        for paragraph in paragraphs(self.text):
            slabs = text_slabs(setting, paragraph, self.kind, setting.root.child("P"))
            setting.slabs.extend(slabs)
            if self.keep:
                for slab in slabs:
                    slab.keep = True


@dataclass(frozen=True)
class Bullets:
    """A list, a point for each text."""

    points: Sequence[str]

    def lay(self, setting: Setting) -> None:
        style = setting.styles[Kind.BODY]
        indent = style.size * 1.3
        points = [one for text in self.points for one in paragraphs(text)]
        if not points:
            return
        listing = setting.root.child("L", "/A << /O /List /ListNumbering /Disc >>")
        for point in points:
            item = listing.child("LI")
            mark, label = setting.typesetter.line("•", style), item.child("Lbl")
            slabs = text_slabs(setting, point, Kind.BODY, item.child("LBody"), indent=indent)
            slabs[0].draw = _with_mark(slabs[0].draw, mark, style, setting.left, label)
            slabs[-1].height -= style.after / 2
            setting.slabs.extend(slabs)
        setting.slabs[-1].height += style.after / 2  # what follows is no point of it


def text_slabs(
    setting: Setting, text: str, kind: Kind, tag: Tag, *, indent: float = 0
) -> list[Slab]:
    """A paragraph as a slab for each line; no first or last line stands alone on a page."""
    style = setting.styles[kind]
    width = setting.width - indent
    left = setting.left + indent
    slabs = []
    prose = kind in _PROSE
    for line in setting.typesetter.lines(text, style, width, prose=prose):
        x = left + width - line.width if line.rtl else left
        slabs.append(Slab(style.leading, _line_draw(x, line, style, tag)))
    slabs[0].before = style.before
    slabs[-1].height += style.after
    if len(slabs) > 1:
        slabs[0].keep = slabs[-2].keep = True
    return slabs


def heading_slabs(setting: Setting, text: str, kind: Kind, tag: Tag) -> list[Slab]:
    """A heading, not parted from what follows; that of a section stands in the outline too."""
    slabs = text_slabs(setting, text, kind, tag)
    if kind is Kind.HEADING:
        slabs[0].draw = _bookmarked(slabs[0].draw, text)
    for slab in slabs:
        slab.keep = True
    return slabs


def _line_draw(x: float, line: Line, style: Style, tag: Tag) -> Draw:
    drop, size = style.leading * 0.75, style.size

    def draw(pen: Pen, top: float) -> None:
        pen.text(x, top - drop, line, size, tag)

    return draw


def _bookmarked(draw: Draw, title: str) -> Draw:
    """Draw, and name the place in the outline that readers show beside the page."""

    def both(pen: Pen, top: float) -> None:
        pen.bookmark(title, 0, top)
        draw(pen, top)

    return both


def _with_mark(draw: Draw, mark: Line, style: Style, left: float, tag: Tag) -> Draw:
    def both(pen: Pen, top: float) -> None:
        pen.text(left + style.size * 0.3, top - style.leading * 0.75, mark, style.size, tag)
        draw(pen, top)

    return both
