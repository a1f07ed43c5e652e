"""The contents of a long document: what is where, each line a link.

They stand before the first section of every document that is long enough to be looked up in.
Page numbers are known before anything is drawn. A file that goes with a document begins with a
heading of its own (`divider`), and is named like any section.
"""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.printing.blocks import heading_slabs
from resources_app.printing.flow import Draw, Placed, Section, Setting, Slab
from resources_app.printing.pen import Pen
from resources_app.printing.styles import Kind
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Line
from resources_app.printing.wording import wording

# A document of so many pages has contents, when it has sections to name.
FROM_PAGES = 5
_FEWEST_SECTIONS = 3
_GUTTER = 10.0  # points between a title and its dots, and between the dots and the number


def wanted(pages: int, setting: Setting) -> bool:
    """Whether a document of so many printed pages has contents."""
    return pages >= FROM_PAGES and len(setting.sections) >= _FEWEST_SECTIONS


class Contents:
    """The contents of one document, laid before its first section."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._sections = tuple(setting.sections)
        # Where a title leads: a page from 0 and a height on it.
        self._leads: list[tuple[int, float]] = []
        self._insert(self._sections[0])

    def find(self, pages: Sequence[Sequence[Placed]]) -> None:
        """Learn where everything stands, once it is shared out over pages."""
        places = {
            id(placed.slab): (at, placed.top) for at, page in enumerate(pages) for placed in page
        }
        self._leads = [places[id(section.slab)] for section in self._sections]

    def _insert(self, first: Section) -> None:
        setting = self._setting
        heading, listing = Tag("H2"), Tag("TOC")
        setting.root.kids[first.tag_at : first.tag_at] = [heading, listing]
        name: str = wording("pages")["contents"]
        slabs = heading_slabs(setting, name, Kind.HEADING, heading)
        for at, section in enumerate(self._sections):
            slabs.append(self._entry(at, section.title, listing.child("TOCI")))
        slabs[-2].keep = True
        setting.slabs[first.at : first.at] = slabs

    def _entry(self, at: int, title: str, item: Tag) -> Slab:
        """A title in one slab, however many lines it takes."""
        setting = self._setting
        style = setting.styles[Kind.BODY]
        tag = item.child("Reference").child("Link")
        number = setting.typesetter.width("0000", style) + _GUTTER
        lines = setting.typesetter.lines(title, style, setting.width - number - _GUTTER)
        return Slab(style.leading * len(lines), self._draw(at, title, lines, tag))

    def _draw(self, at: int, title: str, lines: Sequence[Line], tag: Tag) -> Draw:
        setting = self._setting
        style = setting.styles[Kind.BODY]
        left, right = setting.left, setting.left + setting.width

        def draw(pen: Pen, top: float) -> None:
            to = self._leads[at]
            page = to[0] + 1
            baseline = top - style.leading * 0.75
            for line in lines:
                pen.text(left, baseline, line, style.size, tag)
                baseline -= style.leading
            baseline += style.leading
            number = setting.typesetter.line(f" {page}", style)
            pen.text(right - number.width, baseline, number, style.size, tag)
            pen.dots(left + lines[-1].width + _GUTTER, right - number.width - 4, baseline + 1)
            foot = top - style.leading * len(lines)
            pen.link((left, foot, right, top), to, tag, f"{title}, {page}")

        return draw
