"""Joins PDFs into one file: headings, tags and links are kept, and the same parts give the same
bytes.

Each part gets a heading of its own, its own headings below it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem


@dataclass(frozen=True)
class Part:
    """A PDF that goes into the file, under a heading."""

    title: str
    content: bytes


class Joined:
    """One file in the making; parts may be forgotten once they were added."""

    def __init__(self) -> None:
        self._pdf = pikepdf.Pdf.new()
        self._headings: list[OutlineItem] = []
        self._tags: list[pikepdf.Object] = []
        self._tagged: list[pikepdf.Object | int] = []  # number and what is tagged, in turn
        self._next_number = 0

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pdf.pages)

    def add(self, part: Part) -> None:
        """Put a part at the end."""
        first = self.pages
        with pikepdf.open(io.BytesIO(part.content)) as source:
            numbers = {page.obj.objgen: at for at, page in enumerate(source.pages, start=first)}
            places = _places(source)
            links = _links(source, places)
            self._pdf.pages.extend(source.pages)
            with source.open_outline() as outline:
                below = [self._heading(one, numbers, places) for one in outline.root]
            for page, annotation, place in links:
                to = self._pdf.pages[first + page].obj.Annots[annotation]
                for key in ("/A", "/Dest"):
                    if key in to:
                        del to[key]
                to.Dest = self._place(place, numbers)
            if "/StructTreeRoot" in source.Root:
                self._add_tags(source, first)
        heading = OutlineItem(part.title, first)
        heading.children.extend(below)
        heading.is_closed = True
        self._headings.append(heading)

    def _heading(
        self, one: OutlineItem, numbers: dict[tuple[int, int], int], places: dict[str, Array]
    ) -> OutlineItem:
        place = one.destination
        if not isinstance(place, Array):
            place = places.get(str(place), Array([]))
        made = OutlineItem(one.title, self._place(place, numbers) if len(place) else None)
        made.children.extend(self._heading(below, numbers, places) for below in one.children)
        return made

    def _place(self, place: Array, numbers: dict[tuple[int, int], int]) -> Array:
        """The same place on the page as it is in this file."""
        page = self._pdf.pages[numbers[place[0].objgen]].obj
        return Array([page, *(place[at] for at in range(1, len(place)))])

    def _add_tags(self, source: pikepdf.Pdf, first: int) -> None:
        """What a screen reader goes by: the part's tree of tags becomes a branch of this file's."""
        root = self._pdf.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))
        shift = self._next_number
        for page in self._pdf.pages[first:]:
            _shift(page.obj, "/StructParents", shift)
            for annotation in page.obj.get("/Annots", Array()):
                _shift(annotation, "/StructParent", shift)
        for number, tagged in _numbered(root.ParentTree):
            self._tagged += [number + shift, tagged]
            self._next_number = max(self._next_number, number + shift + 1)
        del root["/ParentTree"]
        root.Type, root.S = Name.StructElem, Name.Part
        self._tags.append(root)

    def save(self, title: str, target: BinaryIO) -> None:
        """Write the file, under a title."""
        pdf = self._pdf
        if self._tags:
            root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
            for one in self._tags:
                one.P = root
            root.K = Array(self._tags)
            root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(self._tagged)))
            root.ParentTreeNextKey = self._next_number
            pdf.Root.StructTreeRoot = root
            pdf.Root.MarkInfo = Dictionary(Marked=True)
        with pdf.open_outline() as outline:
            outline.root.extend(self._headings)
        pdf.Root.Lang = "en-GB"
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = title
        pdf.save(
            target,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )


def join(parts: Iterable[Part], title: str, target: BinaryIO) -> int:
    """Join parts into one file under a title, in their order; how many pages it has."""
    joined = Joined()
    for part in parts:
        joined.add(part)
    joined.save(title, target)
    return joined.pages


def _places(source: pikepdf.Pdf) -> dict[str, Array]:
    """The places of a file that have a name."""
    named = [(str(name), place) for name, place in source.Root.get("/Dests", Dictionary()).items()]
    if "/Dests" in source.Root.get("/Names", Dictionary()):
        tree = pikepdf.NameTree(source.Root.Names.Dests)
        named += [(str(name), place) for name, place in tree.items()]
    places = ((name, place.get("/D") if isinstance(place, Dictionary) else place)
              for name, place in named)  # fmt: skip
    return {name: place for name, place in places if isinstance(place, Array)}


def _links(source: pikepdf.Pdf, places: dict[str, Array]) -> list[tuple[int, int, Array]]:
    """Links within a file: page, number of the annotation on it, and where it leads."""
    found = []
    for at, page in enumerate(source.pages):
        for number, one in enumerate(page.obj.get("/Annots", Array())):
            place = one.get("/Dest")
            if place is None and one.get("/A", Dictionary()).get("/S") == Name.GoTo:
                place = one.A.D
            if place is not None and not isinstance(place, Array):
                place = places.get(str(place))
            if isinstance(place, Array):
                found.append((at, number, place))
    return found


def _shift(one: pikepdf.Object, key: str, by: int) -> None:
    if key in one:
        one[key] = int(one[key]) + by


def _numbered(tree: pikepdf.Object) -> list[tuple[int, pikepdf.Object]]:
    numbers = tree.get("/Nums", Array())
    found = [(int(numbers[at]), numbers[at + 1]) for at in range(0, len(numbers), 2)]
    for branch in tree.get("/Kids", Array()):
        found += _numbered(branch)
    return found
