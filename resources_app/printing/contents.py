"""The contents of a long document: what is where, each line a link.

They stand before the first section, of every document that is long enough to be looked up in
and of every one that others are appended to. Page numbers are known before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from resources_app.printing.blocks import bookmarked, text_slabs
from resources_app.printing.flow import Draw, Placed, Section, Setting, Slab
from resources_app.printing.pen import Pen
from resources_app.printing.styles import PAGE_HEIGHT, Kind
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Line
from resources_app.printing.wording import wording

# A document of so many pages has contents, when it has sections to name.
FROM_PAGES = 5
_FEWEST_SECTIONS = 3
_GUTTER = 10.0  # points between a title and its dots, and between the dots and the number


@dataclass(frozen=True)
class Appended:
    """A document that follows the printed pages: its title, and its pages with any divider."""

    title: str
    pages: int


def appended_name(at: int) -> str:
    """The name of the destination at which the appended document `at` (from 0) begins."""
    return f"appended-{at + 1}"


def wanted(pages: int, setting: Setting, appended: Sequence[Appended]) -> bool:
    """Whether a document of so many printed pages has contents."""
    if not setting.sections:
        return False
    whole = pages + sum(one.pages for one in appended)
    return bool(appended) or (whole >= FROM_PAGES and len(setting.sections) >= _FEWEST_SECTIONS)


class Contents:
    """The contents of one document, laid before its first section."""

    def __init__(self, setting: Setting, appended: Sequence[Appended]) -> None:
        self._setting = setting
        self._appended = appended
        self._sections = tuple(setting.sections)
        # Where a title leads: a page from 0 and a height on it, or a name; and its page from 1.
        self._leads: list[tuple[tuple[int, float] | str, int]] = []
        self._insert(self._sections[0])

    def find(self, pages: Sequence[Sequence[Placed]]) -> None:
        """Learn where everything stands, once it is shared out over pages."""
        places = {
            id(placed.slab): (at, placed.top) for at, page in enumerate(pages) for placed in page
        }
        for section in self._sections:
            at, top = places[id(section.slab)]
            self._leads.append(((at, top), at + 1))
        first = len(pages) + 1
        for number, one in enumerate(self._appended):
            self._leads.append((appended_name(number), first))
            first += one.pages

    def _insert(self, first: Section) -> None:
        setting = self._setting
        heading, listing = Tag("H2"), Tag("TOC")
        setting.root.kids[first.tag_at : first.tag_at] = [heading, listing]
        name: str = wording("pages")["contents"]
        slabs = text_slabs(setting, name, Kind.HEADING, heading)
        slabs[0].draw = bookmarked(slabs[0].draw, name)
        for slab in slabs:
            slab.keep = True
        titles = [section.title for section in self._sections]
        titles += [one.title for one in self._appended]
        for at, title in enumerate(titles):
            slabs.extend(self._entry(at, title, listing.child("TOCI")))
        slabs[-2].keep = True
        setting.slabs[first.at : first.at] = slabs

    def _entry(self, at: int, title: str, item: Tag) -> list[Slab]:
        """A title in one slab, however many lines it takes."""
        setting = self._setting
        style = setting.styles[Kind.BODY]
        tag = item.child("Reference").child("Link")
        number = setting.typesetter.width("0000", style) + _GUTTER
        lines = setting.typesetter.lines(title, style, setting.width - number - _GUTTER)
        return [Slab(style.leading * len(lines), self._draw(at, title, lines, tag))]

    def _draw(self, at: int, title: str, lines: Sequence[Line], tag: Tag) -> Draw:
        setting = self._setting
        style = setting.styles[Kind.BODY]
        left, right = setting.left, setting.left + setting.width

        def draw(pen: Pen, top: float) -> None:
            to, page = self._leads[at]
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


def mark_appended(pdf: pikepdf.Pdf, appended: Sequence[Appended], first: int) -> None:
    """Let the contents lead to what was appended from the page `first` (from 0), and bookmark it.

    Without it a reader that follows such a link stays where it is.
    """
    names = pdf.Root.get("/Dests", pikepdf.Dictionary())
    with pdf.open_outline() as outline:
        for number, one in enumerate(appended):
            page = pdf.pages[first].obj
            place = pikepdf.Array([page, pikepdf.Name.XYZ, 0, PAGE_HEIGHT, None])
            names[f"/{appended_name(number)}"] = place
            outline.root.append(pikepdf.OutlineItem(one.title, first))
            first += one.pages
    pdf.Root.Dests = names
