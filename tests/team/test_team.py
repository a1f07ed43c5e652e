"""Founding a store, adding officers, limits, and who may do what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, NotFound, Refused, StoreProblem
from resources_app.session import Actor, Session
from resources_app.store.store import Store
from resources_app.team.actions import (
    NewOfficer,
    add_officer,
    found_store,
    set_limit,
)
from resources_app.team.model import ALLOWED, Permission, Role
from resources_app.team.permissions import may, require, why_not
from resources_app.team.queries import (
    authorities,
    home_authority,
    limit_for,
    officer,
    officers,
)
from resources_app.team.references import next_reference
from resources_app.team.signing_in import sign_in
from tests.conftest import CHEAP, TODAY, SessionFor, passphrase_of


def test_a_new_store_knows_its_council_its_founder_and_the_starting_limits(
    session: Session,
) -> None:
    assert home_authority(session.tables).name == "Buckinghamshire"
    assert [officer.name for officer in officers(session.tables)] == ["Tess Malone"]
    limit = limit_for(session.tables, Role.TEAM_MANAGER, TODAY)
    assert limit is not None
    assert limit.weekly_pence == 150_000


def test_each_officer_opens_the_store_with_their_own_passphrase(
    session: Session, clock: FixedClock
) -> None:
    amina = add_officer(
        session, NewOfficer("Amina Khan", Role.PLACEMENT_OFFICER), "a passphrase of her own"
    )
    with_hers = Store.open(session.store.path, passphrase="a passphrase of her own", clock=clock)
    try:
        assert sign_in(with_hers, clock=clock).officer == Actor(
            amina.id, "Amina Khan", "AK", "placement officer"
        )
    finally:
        with_hers.close()


def test_nobody_acts_in_anothers_name(session: Session) -> None:
    somebody_else = Actor("somebody", "Some Body", "SB", Role.DIRECTOR)
    with pytest.raises(Refused, match="not opened by Some Body"):
        Session(session.store, somebody_else)


def test_someone_who_left_cannot_sign_in(session: Session, session_for: SessionFor) -> None:
    auditor = session_for(Role.AUDITOR)
    with session.act("officer leaves") as act:
        act.tables.update("officer", auditor.officer.id, {"active": 0})
    with pytest.raises(Refused, match="no longer works"):
        sign_in(auditor.store)


def test_initials_are_one_persons(session: Session) -> None:
    with pytest.raises(BadInput, match="TM already belong to Tess Malone"):
        add_officer(session, NewOfficer("Tom Marsh", Role.FINANCE), "whatever it may be")
    other = add_officer(
        session, NewOfficer("Tom Marsh", Role.FINANCE, initials="TM2"), "whatever it is"
    )
    assert officer(session.tables, other.id).initials == "TM2"


def test_an_officer_who_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound, match="no such officer"):
        officer(session.tables, "Nobody")


def test_founding_over_an_existing_file_changes_nothing(session: Session, store_path: Path) -> None:
    before = store_path.read_bytes()
    with pytest.raises(StoreProblem):
        found_store(store_path, NewOfficer("X Y", Role.DIRECTOR), "something else", key_cost=CHEAP)
    assert store_path.read_bytes() == before


@pytest.mark.parametrize("permission", list(Permission))
def test_every_permission_belongs_to_somebody_and_the_refusal_says_to_whom(
    permission: Permission,
) -> None:
    holders = [role for role in Role if permission in ALLOWED[role]]
    assert holders
    for role in Role:
        reason = why_not(Actor("x", "Pat", "P", role), permission)
        assert bool(reason) == (role not in holders)
        assert not reason or all(str(holder) in reason for holder in holders)


def test_an_unknown_role_may_do_nothing() -> None:
    assert not any(may(Actor("x", "Pat", "P", "owner"), one) for one in Permission)


def test_an_auditor_changes_nothing(session_for: SessionFor) -> None:
    auditor = session_for(Role.AUDITOR)
    with pytest.raises(Refused, match="may not keep placement requests"):
        require(auditor, Permission.KEEP_REQUESTS)
    assert ALLOWED[Role.AUDITOR] == {Permission.READ_JOURNAL}


def test_a_limit_is_followed_by_another_and_the_days_before_keep_the_old(
    session: Session,
) -> None:
    april = date(2027, 4, 1)
    set_limit(
        session,
        Role.HEAD_OF_SERVICE,
        weekly_pence=700_000,
        annual_pence=40_000_000,
        effective_from=april,
    )
    before = limit_for(session.tables, Role.HEAD_OF_SERVICE, date(2027, 3, 31))
    after = limit_for(session.tables, Role.HEAD_OF_SERVICE, april)
    assert before is not None
    assert after is not None
    assert (before.weekly_pence, after.weekly_pence) == (600_000, 700_000)


def test_nobody_raises_the_limit_of_their_own_role(session: Session) -> None:
    with pytest.raises(Refused, match="own role"):
        set_limit(
            session,
            Role.TEAM_MANAGER,
            weekly_pence=9,
            annual_pence=9,
            effective_from=date(2027, 4, 1),
        )


def test_a_new_store_knows_every_authority_and_its_neighbours(session: Session) -> None:
    known = authorities(session.tables)
    assert known[0].name == "Buckinghamshire"
    assert {"Oxfordshire", "Reading", "Leeds", "Cardiff"} <= {one.name for one in known}
    neighbours = session.tables.rows(
        """SELECT name FROM authority_adjacency JOIN authority ON ons_code = adjoins_code
           WHERE authority_code = 'E06000060' ORDER BY name"""
    )
    # DOMAIN, Law that the software enforces: out of area.
    assert [row["name"] for row in neighbours] == [
        "Central Bedfordshire",
        "Hertfordshire",
        "Hillingdon",
        "Milton Keynes",
        "Oxfordshire",
        "Slough",
        "West Northamptonshire",
        "Windsor and Maidenhead",
        "Wokingham",
    ]


def test_a_store_for_no_authority_is_not_made(store_path: Path) -> None:
    with pytest.raises(BadInput, match="E99999999"):
        found_store(
            store_path, NewOfficer("X Y", Role.DIRECTOR), "something", home_code="E99999999"
        )
    assert not store_path.exists()


def test_references_have_no_gaps_and_carry_the_installations_code(session: Session) -> None:
    with session.act("number two requests") as act:
        first = next_reference(session, act.tables, "REQ")
        second = next_reference(session, act.tables, "REQ")
    assert first == f"REQ-26-{session.store.origin}-0001"
    assert second.endswith("-0002")


def test_a_number_is_not_used_up_by_an_action_that_fails(session: Session) -> None:
    def number_and_fail() -> None:
        with session.act("fails") as act:
            next_reference(session, act.tables, "PLC")
            act.tables.update("authority", "no such authority", {"name": "Nowhere"})

    with pytest.raises(NotFound):
        number_and_fail()
    with session.act("succeeds") as act:
        assert next_reference(session, act.tables, "PLC").endswith("-0001")


def test_the_passphrase_of_another_role_opens_its_own_session(session_for: SessionFor) -> None:
    director = session_for(Role.DIRECTOR)
    assert director.officer.role == Role.DIRECTOR
    assert passphrase_of(Role.DIRECTOR) != passphrase_of(Role.FINANCE)


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.AUDITOR])
def test_two_officers_never_share_a_passphrase(
    session: Session, session_for: SessionFor, role: Role
) -> None:
    session_for(role)
    with pytest.raises(BadInput, match="opens this store already"):
        add_officer(session, NewOfficer("Noor Second", Role.DIRECTOR), passphrase_of(role))


@pytest.mark.parametrize(
    ("name", "passphrase", "why"),
    [("Noor Second", "a", "too short"), ("  ", "long enough for anybody", "needs a name")],
)
def test_an_officer_has_a_name_and_a_passphrase_that_holds(
    session: Session, name: str, passphrase: str, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        add_officer(session, NewOfficer(name, Role.DIRECTOR, initials="NS"), passphrase)
