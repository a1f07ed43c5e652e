"""Reads what a printed document says."""

from __future__ import annotations

import io

import pypdf

from resources_app.children.actions import amend_child
from resources_app.session import Session


def text_of(content: bytes) -> str:
    """All that its pages say, in their order, with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def openings(session: Session) -> list[str]:
    """Through what the records of restricted children were opened, in order."""
    rows = session.tables.rows("SELECT through FROM record_opening ORDER BY opened_at, id")
    return [str(row["through"]) for row in rows]


def restrict_all(session: Session) -> None:
    """From now on, whoever opens the record of a child leaves a line of it."""
    for row in session.tables.rows("SELECT id FROM child"):
        amend_child(session, row["id"], {"restricted": True})
