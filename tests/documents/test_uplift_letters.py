"""The letters of an approved uplift: one a provider, registered, and the same to the byte again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources_app.agreements.uplift_model import Method, UpliftAsked
from resources_app.casework.uplifting import approve_uplift, preview_uplift, propose_uplift
from resources_app.documents.batch_choosing import letters_of_uplift as letters_to
from resources_app.documents.batches import BatchMade, print_batch
from resources_app.documents.gathering_uplift import addressed
from resources_app.documents.issuing import reprint
from resources_app.documents.model import Kind
from resources_app.documents.queries import letters_of_uplift
from resources_app.foundations.errors import NotFound, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.uplift_case import FRAMEWORK, NEXT_APRIL, make_framework
from tests.documents.reading import text_of

SessionFor = Callable[[Role], Session]


@pytest.fixture
def proposed(session: Session, session_for: SessionFor) -> str:
    make_framework(session)
    contracts = session_for(Role.COMMISSIONING_OFFICER)
    asked = UpliftAsked(
        FRAMEWORK, NEXT_APRIL, Method.CAPPED_INDEX, 250, "CPI", "ONS, series D7G7, February 2027"
    )
    preview = preview_uplift(contracts, asked)
    return propose_uplift(contracts, preview, reason="By the agreement.").reference


@pytest.fixture
def approved(proposed: str, session_for: SessionFor) -> str:
    approve_uplift(session_for(Role.HEAD_OF_SERVICE), proposed)
    return proposed


def printed(session: Session, uplift: str) -> BatchMade:
    return print_batch(session, letters_to(session, uplift))


def test_each_provider_is_told_its_own_prices_old_beside_new(
    session: Session, approved: str
) -> None:
    abbot, birch = printed(session, approved).documents
    text = text_of(reprint(session, abbot.reference))
    for said in (
        "Abbot Care",
        "Your prices from 1 Apr 2027",
        "CPI of 2.5 %",
        "ONS, series D7G7, February 2027",
        "up to and including 31 Mar 2027",
        "Oak House (URN SC1001) Core weekly fee, ages 0 to 10, a week £1,000.00 £1,025.00",
        "ages 11 to 17, a week £1,400.00 £1,435.00",
        f"Quote {approved}",
        "Tess Malone, for Buckinghamshire Council",
    ):
        assert said in text
    assert "Elm House" not in text
    assert "£2,050.00" in text_of(reprint(session, birch.reference))


def test_letters_are_registered_once_and_reprinted_to_the_byte(
    session: Session, approved: str
) -> None:
    first = printed(session, approved)
    (uplift_id,) = {one.uplift.id for one in addressed(session.tables, approved)}
    letters = letters_of_uplift(session.tables, uplift_id)
    assert [(one.kind, one.made_for, one.version, one.subject_reference) for one in letters] == [
        (Kind.UPLIFT_LETTER, "Abbot Care", 1, approved),
        (Kind.UPLIFT_LETTER, "Birch Homes", 1, approved),
    ]
    assert [one.sha256 for one in first.documents] == [one.sha256 for one in letters]
    again = printed(session, approved)
    assert [one.fresh for one in first.documents] == [True, True]
    assert [one.fresh for one in again.documents] == [False, False]
    assert [one.reference for one in again.documents] == [one.reference for one in first.documents]
    assert again.changes.touched == frozenset()


def test_nobody_is_written_to_before_it_is_approved(session: Session, proposed: str) -> None:
    with pytest.raises(Refused, match="is proposed"):
        printed(session, proposed)
    assert session.tables.value("SELECT count(*) FROM document") == 0


def test_one_provider_by_name_and_one_that_has_no_price(session: Session, approved: str) -> None:
    (one,) = addressed(session.tables, approved, "birch homes")
    assert one.provider.name == "Birch Homes"
    with pytest.raises(NotFound, match="changes no price of “Nobody”"):
        addressed(session.tables, approved, "Nobody")


def test_only_those_who_print_do(approved: str, session_for: SessionFor) -> None:
    with pytest.raises(Refused, match="print documents"):
        printed(session_for(Role.AUDITOR), approved)
