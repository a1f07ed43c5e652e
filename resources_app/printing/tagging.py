"""The structure tree of a tagged PDF, so that a screen reader reads headings, lists and tables.

reportlab writes no tags, so the tree is written here as PDF objects of our own and hung on its
document just before that is saved. Public bodies must publish accessible documents (the Public
Sector Bodies Accessibility Regulations 2018), and a tagged page also reflows on a small screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads to another: `area` is left, foot, right, top in points.

    `to` is a page (from 0) and a height on it. `says` is read out by readers.
    """

    page: int
    area: tuple[float, float, float, float]
    to: tuple[int, float]
    says: str


@dataclass(eq=False, slots=True)
class Tag:
    """An element of the document: a PDF structure type (`P`, `H2`, `TD` …) and what is in it.

    `kids` are further elements, links, or marked content as (page index from 0, number on the
    page).
    """

    role: str
    kids: list[Tag | Link | tuple[int, int]] = field(default_factory=list)
    attributes: str = ""

    def child(self, role: str, attributes: str = "") -> Tag:
        """A new element inside this one, after those it has."""
        tag = Tag(role, attributes=attributes)
        self.kids.append(tag)
        return tag


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose text is ready."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, _document: Any) -> bytes:
        return self.text.encode("ascii")


def write_tags(document: Any, root: Tag, pages: list[list[Tag]]) -> None:
    """Hang the tree under `root` on a reportlab document.

    `pages` names, for each page, the element of each piece of marked content in its order.
    """
    _Tree(document, pages).write(root)


class _Tree:
    """The structure tree of one document, while it is written."""

    def __init__(self, document: Any, pages: list[list[Tag]]) -> None:
        self._document = document
        self._pages = [_page_number(document, at) for at in range(len(pages))]
        self._marked = pages
        self._made: list[tuple[Tag, _Written, int]] = []
        self._numbers: dict[int, int] = {}  # of elements and links, by identity
        self._links: list[tuple[Link, _Written, Tag]] = []

    def write(self, root: Tag) -> None:
        tree, tree_number = self._reserve("StructTree")
        self._number(root, tree_number)
        for tag, written, parent in self._made:
            written.text = self._element(tag, parent)
        for at, (link, written, _) in enumerate(self._links, start=len(self._pages)):
            written.text = self._annotation(link, at)
        tree.text = (
            f"<< /Type /StructTreeRoot /K {self._ref(root)} /ParentTree << /Nums"
            f" [{' '.join(self._parents())}] >>"
            f" /ParentTreeNextKey {len(self._pages) + len(self._links)} >>"
        )
        catalog = self._document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        for at in range(len(self._pages)):
            links = [written for link, written, _ in self._links if link.page == at]
            _mark_page(self._document, at, links)

    def _reserve(self, name: str) -> tuple[_Written, int]:
        written = _Written()
        self._document.Reference(written, name)
        return written, self._document.idToObjectNumberAndVersion[name][0]

    def _number(self, tag: Tag, parent: int) -> None:
        written, number = self._reserve(f"Tag{len(self._made)}")
        self._numbers[id(tag)] = number
        self._made.append((tag, written, parent))
        for kid in tag.kids:
            if isinstance(kid, Tag):
                self._number(kid, number)
            elif isinstance(kid, Link):
                written, self._numbers[id(kid)] = self._reserve(f"Link{len(self._links)}")
                self._links.append((kid, written, tag))

    def _ref(self, one: Tag | Link) -> str:
        return f"{self._numbers[id(one)]} 0 R"

    def _element(self, tag: Tag, parent: int) -> str:
        kids = " ".join([self._kid(kid) for kid in tag.kids])
        return f"<< /S /{tag.role} /P {parent} 0 R {tag.attributes} /K [{kids}] >>"

    def _kid(self, kid: Tag | Link | tuple[int, int]) -> str:
        if isinstance(kid, Tag):
            return self._ref(kid)
        if isinstance(kid, Link):
            return f"<< /Type /OBJR /Pg {self._pages[kid.page]} 0 R /Obj {self._ref(kid)} >>"
        return f"<< /Type /MCR /Pg {self._pages[kid[0]]} 0 R /MCID {kid[1]} >>"

    def _annotation(self, link: Link, key: int) -> str:
        area = " ".join(f"{one:.2f}" for one in link.area)
        to = f"[{self._pages[link.to[0]]} 0 R /XYZ 0 {link.to[1]:.2f} null]"
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [{area}] /Border [0 0 0] /F 4"
            f" /Contents {text_string(link.says)} /StructParent {key} /Dest {to} >>"
        )

    def _parents(self) -> Iterator[str]:
        """Which element each piece of marked content belongs to, and each link."""
        for at, tags in enumerate(self._marked):
            yield f"{at} [{' '.join([self._ref(tag) for tag in tags])}]"
        for at, (_, _, tag) in enumerate(self._links, start=len(self._marked)):
            yield f"{at} {self._ref(tag)}"


def text_string(text: str) -> str:
    """A text as PDF writes it outside pages, in any script."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>"


def _page_name(at: int) -> str:
    return f"Page{at + 1}"  # reportlab's own name for the object


def _page_number(document: Any, at: int) -> int:
    number: int = document.idToObjectNumberAndVersion[_page_name(at)][0]
    return number


def _mark_page(document: Any, at: int, links: list[_Written]) -> None:
    page = document.idToObject[_page_name(at)]
    page.Annots = links
    # reportlab writes the page attributes it knows; this page knows two more.
    page.__NoDefault__ = [*type(page).__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = at
    page.Tabs = pdfdoc.PDFName("S")
