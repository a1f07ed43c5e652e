"""The columns of every list of documents."""

from __future__ import annotations

from resources_app.documents.model import Document
from resources_app.foundations.clock import local_text
from ui.pages.wording import sentence
from ui.shell.widgets.columns import Column


def standing(one: Document) -> str:
    """Whether a document stands, or by which one it is superseded."""
    return f"By {one.superseded_by}" if one.superseded_by else ""


COLUMNS = (
    Column("Reference", lambda one: one.reference, 140),
    Column("Document", lambda one: sentence(one.title), 200, stretch=True),
    Column("About", lambda one: one.subject_reference, 140),
    Column("For", lambda one: one.made_for, 130, stretch=True),
    Column("Version", lambda one: str(one.version), 80, number=True, sort=lambda one: one.version),
    Column("Superseded", standing, 158, tone=lambda one: "warning" if one.superseded_by else ""),
    Column("Pages", lambda one: str(one.pages), 66, number=True, sort=lambda one: one.pages),
    Column("Printed by", lambda one: one.made_by, 124),
    Column("When", lambda one: local_text(one.made_at), 146, sort=lambda one: one.made_at),
)
