"""Makes a page of somebody's PDF a plain one: what it draws, with what, and how large it is.

Names of parts are those of ISO 32000-2. What is taken over is listed; the rest stays behind.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator

import pikepdf

from resources_app.documents.vetting_limits import check_limit
from resources_app.foundations.errors import BadInput, Where

# What a page draws with. `Properties` (layers, and words hidden behind others) is not among it.
_RESOURCES = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading")
# What does not come along, wherever it hangs: the PDF standard allows most of it almost anywhere.
_LEFT_BEHIND = (
    "/A", "/AA", "/AF", "/Alternates", "/JS", "/LastModified", "/Metadata", "/OC", "/OPI",
    "/OpenAction", "/PieceInfo", "/Properties", "/Ref", "/StructParent", "/StructParents", "/Thumb",
)  # fmt: skip
# In what draws: which layer it is of, and words that are read in place of those that are seen.
_MARKS = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})
_HAS_MARKS = re.compile(rb"\b(?:BDC|BMC|EMC|DP|MP)\b")
_SMALLEST, _LARGEST = 10.0, 20_000.0  # points: a stamp, and seven metres


def plain_page(pdf: pikepdf.Pdf, page: pikepdf.Page, where: Where) -> pikepdf.Page:
    """The page with nothing that acts or hides. Raises BadInput for one of an impossible size."""
    box, turned = _box(page, where), _turned(page)
    page.contents_coalesce()
    drawing = page.obj.get("/Contents")
    resources = _resources(page.obj.get("/Resources"))
    for key in list(page.obj.keys()):
        if key not in ("/Type", "/Parent", "/Group"):
            del page.obj[key]
    page.obj.MediaBox = pikepdf.Array(box)
    page.obj.Rotate = turned
    page.obj.Resources = resources
    page.obj.Contents = drawing if drawing is not None else pdf.make_stream(b"")
    _clean(page.obj, where)
    return page


def _clean(top: pikepdf.Object, where: Where) -> None:
    """Leave behind, in everything that a page draws with, what does not come along."""
    _clean_drawing(top.Contents, where)
    for one in _reached(top):
        for key in _LEFT_BEHIND:
            if key in one:
                del one[key]
        if "/PS" in (one.get("/Subtype"), one.get("/Subtype2")):
            raise BadInput(
                "A part of it is a program for a printer (PostScript).",
                where=where,
                remedy="Open it, print it to a new PDF, and put that in.",
            )
        if isinstance(one, pikepdf.Stream) and (
            one.get("/Subtype") == "/Form" or one.get("/PatternType") == 1
        ):
            _clean_drawing(one, where)
        for letter in one.get("/CharProcs", {}).values():
            _clean_drawing(letter, where)


def _clean_drawing(one: pikepdf.Object, where: Where) -> None:
    content = one.read_bytes()
    check_limit("drawing", len(content), where)
    if _HAS_MARKS.search(content):
        with warnings.catch_warnings():
            # What cannot be read to its end would lose what stands behind.
            warnings.filterwarnings("error", module="pikepdf")
            instructions = pikepdf.parse_content_stream(one)
        kept = [each for each in instructions if str(each.operator) not in _MARKS]
        one.write(pikepdf.unparse_content_stream(kept))


def _reached(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream that can be reached, `top` among them; the page tree is not."""
    seen: set[tuple[int, int]] = set()
    waiting: list[pikepdf.Object] = [top]
    while waiting:
        one = waiting.pop()
        if one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            values = [value for key, value in one.items() if key != "/Parent"]
        else:
            values = list(one)
        waiting.extend(
            value
            for value in values
            if isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)
        )


def _resources(given: pikepdf.Object | None) -> pikepdf.Dictionary:
    kept = pikepdf.Dictionary()
    for key in _RESOURCES:
        if given is not None and key in given:
            kept[key] = given[key]
    return kept


def _box(page: pikepdf.Page, where: Where) -> list[float]:
    """What is seen of a page: its crop box as far as it lies on the sheet."""
    media, crop = _ordered(page.mediabox), _ordered(page.cropbox)
    seen = [max(media[0], crop[0]), max(media[1], crop[1]),
            min(media[2], crop[2]), min(media[3], crop[3])]  # fmt: skip
    if not all(math.isfinite(one) for one in seen):
        seen = [0.0, 0.0, 0.0, 0.0]
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise BadInput(
            f"A page of it measures {width:,.0f} by {height:,.0f} points.",
            where=where,
            remedy="Open it, print it to a new PDF on A4, and put that in.",
        )
    return seen


def _ordered(box: pikepdf.Object) -> list[float]:
    left, foot, right, top = (float(one) for one in box)
    return [min(left, right), min(foot, top), max(left, right), max(foot, top)]


def _turned(page: pikepdf.Page) -> int:
    turned = int(page.obj.get("/Rotate", 0))
    return turned % 360 if turned % 90 == 0 else 0
