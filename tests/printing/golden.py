"""Reads printed pages back, as text and as pictures."""

from __future__ import annotations

import pypdfium2

from resources_app.printing.frame import Printed


def text_of(printed: Printed) -> str:
    """The text of every page, a line a line."""
    with pypdfium2.PdfDocument(printed.bytes) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
