"""Reads what a printed document says."""

from __future__ import annotations

import io

import pypdf


def text_of(content: bytes) -> str:
    """All that its pages say, in their order, with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
