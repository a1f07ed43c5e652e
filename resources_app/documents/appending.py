"""Sets the pages of vetted files in on the pages that a printed document keeps free for them.

Each is made smaller, never larger than it is, and stands in the middle; one that is wider than
high is turned by a quarter, so that it can be read. Only the page is taken, by what it draws.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf

from resources_app.documents.pack_attachment_model import FileGoing
from resources_app.printing.divider import form_name
from resources_app.printing.frame import Printed

Area = tuple[float, float, float, float]  # left, foot, right, top in points


def set_in(printed: Printed, files: Sequence[FileGoing]) -> Printed:
    """The document with the pages of `files`, in their order, where it left room for them.

    The same document and files give the same bytes. A document without openings is left as it is.
    """
    if not printed.openings:
        return printed
    forms = {form_name(*at): (file, page) for at, file, page in _pages(files)}
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf:
        sources = [pikepdf.open(io.BytesIO(one.vetted.pdf)) for one in files]
        for opening in printed.openings:
            file, page = forms[opening.name]
            form, edge = _fitted(pdf, sources[file].pages[page], opening.area)
            onto = pdf.pages[opening.page]
            onto.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/{opening.name}"))
            onto.contents_add(_framed(edge).encode())
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        for source in sources:
            source.close()
    return replace(printed, bytes=target.getvalue())


def _pages(files: Sequence[FileGoing]) -> Iterator[tuple[tuple[int, int], int, int]]:
    """(Number and page from 1, as they are named), and the same from 0."""
    for file, one in enumerate(files):
        for page in range(one.vetted.pages):
            yield (file + 1, page + 1), file, page


def _fitted(pdf: pikepdf.Pdf, page: pikepdf.Page, area: Area) -> tuple[pikepdf.Object, Area]:
    """The page as a drawing that lands in the middle of an area, and where its edge is then."""
    form = pdf.copy_foreign(page.as_form_xobject())
    box = pikepdf.Rectangle(*(float(one) for one in page.mediabox))
    held = pikepdf.Matrix(form.Matrix) if "/Matrix" in form else pikepdf.Matrix()
    shown = held.transform(box)
    if shown.width > shown.height:
        held = held @ pikepdf.Matrix().rotated(90)
        shown = held.transform(box)
    left, foot, right, top = area
    scale = min(1.0, (right - left) / shown.width, (top - foot) / shown.height)
    x = (left + right - shown.width * scale) / 2 - shown.llx * scale
    y = (foot + top - shown.height * scale) / 2 - shown.lly * scale
    placed = pikepdf.Matrix(scale, 0, 0, scale, x, y)
    form.Matrix = (held @ placed).as_array()
    edge = placed.transform(shown)
    return form, (edge.llx, edge.lly, edge.urx, edge.ury)


def _framed(edge: Area) -> str:
    """A hairline about the page, which says where it ends and our paper goes on."""
    left, foot, right, top = edge
    size = f"{right - left:.2f} {top - foot:.2f}"
    return f"\n/Artifact BMC q 0.25 w 0.6 G {left:.2f} {foot:.2f} {size} re S Q EMC"
