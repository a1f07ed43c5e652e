"""The search box: any record from a few letters, best first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources_app.casework import finding_queries
from resources_app.casework.finding import FoundKind, find
from resources_app.session import Session
from resources_app.store.searching import SEARCHED
from resources_app.team.model import Role
from tests.casework.made_up import add_service, ask


def titles(session: Session, text: str, limit: int = 50) -> list[str]:
    return [one.title for one in find(session.tables, text, session.officer, limit=limit)]


@pytest.fixture
def homes(session: Session) -> Session:
    for urn, name in (
        ("SC1", "The Hollies, Alder Rise"),
        ("SC2", "Alder Rise House"),
        ("SC3", "Alder Rise"),
        ("SC4", "Alderney Rise"),
    ):
        add_service(session, urn, name=name, postcode="HP13 6PG")
    return session


def test_the_very_words_come_first_then_their_beginning_then_words_elsewhere(
    homes: Session,
) -> None:
    assert titles(homes, "alder rise") == [
        "Alder Rise",
        "Alder Rise House",
        "Alderney Rise",
        "The Hollies, Alder Rise",
    ]


def test_a_short_list_holds_the_best(homes: Session) -> None:
    assert titles(homes, "Alder Rise", limit=1) == ["Alder Rise"]


@pytest.mark.parametrize("typed", ["sc3", "HP13", "hp13 6pg", "Rise  Alder"])
def test_a_number_a_postcode_or_words_in_any_order_find_a_home(homes: Session, typed: str) -> None:
    assert "Alder Rise" in titles(homes, typed)


@pytest.mark.parametrize("typed", ["Aldr Rise", "Alder Risse"])
def test_a_name_typed_nearly_right_is_found(homes: Session, typed: str) -> None:
    assert titles(homes, typed)[0] == "Alder Rise"


@pytest.mark.parametrize("typed", ["a", "", "%%", "!!", "Zebra", "' OR 1 --"])
def test_what_answers_to_nothing_finds_nothing(homes: Session, typed: str) -> None:
    assert titles(homes, typed) == []


@pytest.mark.parametrize("typed", ["ashdown", "Rowan", "rowan ash"])
def test_a_childs_name_finds_the_child_and_their_requests_once(
    session: Session, session_for: Callable[[Role], Session], typed: str
) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    reference = ask(officer, head)
    found = find(officer.tables, typed, officer.officer)
    assert [(one.kind, one.reference) for one in found] == [
        (FoundKind.CHILD, "40517"),
        (FoundKind.REQUEST, reference),
    ]
    assert find(officer.tables, reference, officer.officer)[0].id == found[1].id


def test_every_kind_of_record_is_in_the_index() -> None:
    sources = finding_queries._SOURCES
    assert {source.kind for source in sources} == {str(kind) for kind in FoundKind}
    assert {table for source in sources for table, _ in source.found_by} <= SEARCHED.keys()
