"""The columns of every list of documents."""

from __future__ import annotations

from resources_app.documents.model import Document
from resources_app.foundations.clock import local_text
from ui.pages.wording import sentence
from ui.shell.widgets.columns import Column


def _by_which(one: Document) -> str:
    return f"By {one.superseded_by}" if one.superseded_by else one.signing.words


def _stands(one: Document) -> str:
    return "Superseded" if one.superseded_by else one.signing.words


def _tone(one: Document) -> str:
    if one.superseded_by:
        return "warning"
    return one.signing.tone if one.signing.words else ""


COLUMNS = (
    Column("Reference", lambda one: one.reference, 134),
    Column("Document", lambda one: sentence(one.title), 200, stretch=True),
    Column("About", lambda one: one.subject_reference, 132),
    Column("For", lambda one: one.made_for, 150, stretch=True, hint=lambda one: one.made_for),
    Column("Version", lambda one: str(one.version), 70, number=True, sort=lambda one: one.version),
    Column("Stands", _stands, 116, tone=_tone, hint=_by_which),
    Column("Printed by", lambda one: one.made_by, 116),
    Column("When", lambda one: local_text(one.made_at), 140, sort=lambda one: one.made_at),
)  # fmt: skip
