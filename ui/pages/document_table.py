"""The columns of every list of documents."""

from __future__ import annotations

from resources_app.documents.model import Document
from resources_app.foundations.clock import local_text
from resources_app.foundations.phrases import capital
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


def _title(one: Document) -> str:
    return sentence(one.title)


def _made_for(one: Document) -> str:
    return capital(one.made_for)


COLUMNS = (
    Column("Reference", lambda one: one.reference, 132),
    Column("Document", _title, 172, stretch=3, hint=_title),
    Column("About", lambda one: one.subject_reference, 128),
    Column("For", _made_for, 122, stretch=2, hint=_made_for),
    Column("Version", lambda one: str(one.version), 66, number=True, sort=lambda one: one.version),
    Column("Stands", _stands, 118, tone=_tone, hint=_by_which),
    Column("Printed by", lambda one: one.made_by, 110),
    Column("When", lambda one: local_text(one.made_at), 148, sort=lambda one: one.made_at),
)  # fmt: skip
