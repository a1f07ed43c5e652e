"""The structure tree of a tagged PDF, so that a screen reader reads headings, lists and tables.

reportlab writes no tags, so the tree is written here as PDF objects of our own and hung on its
document just before that is saved. Public bodies must publish accessible documents (the Public
Sector Bodies Accessibility Regulations 2018), and a tagged page also reflows on a small screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc


@dataclass(eq=False, slots=True)
class Tag:
    """An element of the document: a PDF structure type (`P`, `H2`, `TD` …) and what is in it.

    `kids` are further elements, or marked content as (page index from 0, number on the page).
    """

    role: str
    kids: list[Tag | tuple[int, int]] = field(default_factory=list)
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
    numbers: dict[int, int] = {}
    made: list[tuple[Tag, _Written, int]] = []
    tree, tree_number = _reserve(document, "StructTree")
    _number(document, root, tree_number, numbers, made)
    page_numbers = [_page_number(document, at) for at in range(len(pages))]
    for tag, written, parent in made:
        written.text = _element(tag, parent, numbers, page_numbers)
    nums = " ".join(
        f"{at} [{' '.join(f'{numbers[id(tag)]} 0 R' for tag in tags)}]"
        for at, tags in enumerate(pages)
    )
    tree.text = (
        f"<< /Type /StructTreeRoot /K {numbers[id(root)]} 0 R"
        f" /ParentTree << /Nums [{nums}] >> /ParentTreeNextKey {len(pages)} >>"
    )
    catalog = document.Catalog
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    for at in range(len(pages)):
        _mark_page(document, at)


def _reserve(document: Any, name: str) -> tuple[_Written, int]:
    written = _Written()
    document.Reference(written, name)
    return written, document.idToObjectNumberAndVersion[name][0]


def _number(
    document: Any,
    tag: Tag,
    parent: int,
    numbers: dict[int, int],
    made: list[tuple[Tag, _Written, int]],
) -> None:
    written, number = _reserve(document, f"Tag{len(made)}")
    numbers[id(tag)] = number
    made.append((tag, written, parent))
    for kid in tag.kids:
        if isinstance(kid, Tag):
            _number(document, kid, number, numbers, made)


def _element(tag: Tag, parent: int, numbers: dict[int, int], pages: list[int]) -> str:
    kids = " ".join(
        f"{numbers[id(kid)]} 0 R"
        if isinstance(kid, Tag)
        else f"<< /Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]} >>"
        for kid in tag.kids
    )
    return f"<< /S /{tag.role} /P {parent} 0 R {tag.attributes} /K [{kids}] >>"


def _page_name(at: int) -> str:
    return f"Page{at + 1}"  # reportlab's own name for the object


def _page_number(document: Any, at: int) -> int:
    number: int = document.idToObjectNumberAndVersion[_page_name(at)][0]
    return number


def _mark_page(document: Any, at: int) -> None:
    page = document.idToObject[_page_name(at)]
    # reportlab writes the page attributes it knows; this page knows two more.
    page.__NoDefault__ = [*type(page).__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = at
    page.Tabs = pdfdoc.PDFName("S")
