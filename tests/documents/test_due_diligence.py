"""A provider is asked for what has run out, runs out soon or was never given; and for no more."""

from __future__ import annotations

import email
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from resources_app.documents.due_diligence import documents_held, print_chaser, save_chaser_mail
from resources_app.documents.model import Kind
from resources_app.documents.queries import document
from resources_app.documents.register_model import Sought
from resources_app.documents.register_queries import documents
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.providers.due_diligence_actions import KINDS, record_document
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY
from tests.documents.reading import text_of

PROVIDER = "Chiltern Hearth Ltd"


@pytest.fixture
def keeper(session_for: Callable[[Role], Session], placed: str) -> Session:
    """A commissioning officer; the provider has given four documents."""
    found = session_for(Role.COMMISSIONING_OFFICER)
    given = {
        "public liability insurance": date(2026, 11, 1),
        "employers’ liability insurance": date(2027, 1, 7),  # 45 days from now
        "safeguarding policy": date(2027, 6, 30),
        "statement of purpose": None,
    }
    for kind, last in given.items():
        record_document(found, PROVIDER, kind, expires_on=last)
    return found


def test_each_document_stands_as_it_is(keeper: Session) -> None:
    held = documents_held(keeper.tables, PROVIDER.upper(), TODAY)
    assert [one.kind for one in held] == list(KINDS)
    assert {one.kind: one.stands for one in held if one.given} == {
        "public liability insurance": "expired",
        "employers’ liability insurance": "runs out soon",
        "safeguarding policy": "in order",
        "statement of purpose": "in order",
    }
    assert {one.stands for one in held if not one.given} == {"missing"}


def test_the_letter_asks_for_what_is_wanting_by_a_day(keeper: Session, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no folder"):
        save_chaser_mail(keeper, PROVIDER, tmp_path / "none" / "chaser.eml")
    assert not documents(keeper.tables, Sought(kind=Kind.DOCUMENT_CHASER))  # refused beforehand
    made = print_chaser(keeper, PROVIDER)
    text = text_of(made.bytes)
    for said in (
        "Chiltern Hearth Ltd 1 Mill Yard Amersham HP6 5AA",
        "Public liability insurance Good to 1 Nov 2026 Expired",
        "Employers’ liability insurance Good to 7 Jan 2027 Runs out soon",
        "Annual accounts None Missing",
        "by 7 Dec 2026",
        "Safeguarding policy: Good to 30 Jun 2027",
        "Statement of purpose: Does not run out",
    ):
        assert said in text, said
    assert document(keeper.tables, made.reference).subject_reference == PROVIDER
    with pytest.raises(BadInput, match="no e-mail address for Chiltern Hearth Ltd"):
        save_chaser_mail(keeper, PROVIDER, tmp_path / "chaser.eml")
    key = keeper.tables.value("SELECT id FROM provider WHERE name = ?", (PROVIDER,))
    with keeper.act("address for a test") as act:
        act.tables.update("provider", str(key), {"email": "office@hearth.example"})
    saved = save_chaser_mail(keeper, PROVIDER, tmp_path / "chaser.eml")
    message = email.message_from_bytes(saved.file.path.read_bytes())
    assert message["To"] == f"{PROVIDER} <office@hearth.example>"
    assert [part.get_content_type() for part in message.walk()][-1] == "application/pdf"
    assert saved.reference == made.reference


def test_nobody_is_asked_who_has_given_everything(keeper: Session) -> None:
    for kind in KINDS:
        record_document(keeper, PROVIDER, kind, expires_on=date(2027, 11, 1))
    with pytest.raises(Refused, match="has given every document"):
        print_chaser(keeper, PROVIDER)
    with pytest.raises(NotFound, match="There is no provider “Nobody”"):
        print_chaser(keeper, "Nobody")
