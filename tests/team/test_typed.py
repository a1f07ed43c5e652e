"""What is typed is kept at once, and goes with the very action that saves it."""

from __future__ import annotations

import pytest

from resources_app.foundations.errors import NotFound, Refused
from resources_app.store.verifying import verify
from resources_app.team.model import Role
from resources_app.team.typed import WhereTyped
from resources_app.team.typed_actions import discard_typing, keep_typing, saving
from resources_app.team.typed_queries import typed_at, unfinished
from tests.conftest import SessionFor

OFFER = WhereTyped("request", "REQ-26-A7-0001", "record_offer", title="Record an offer")


def test_typing_is_kept_as_it_stands_and_removed_by_the_action_that_saves_it(
    session_for: SessionFor,
) -> None:
    amina, tess = session_for(Role.PLACEMENT_OFFICER), session_for(Role.TEAM_MANAGER)
    before = amina.store.marker()
    keep_typing(amina, "t1", OFFER, {"available_from": "3 Ja"}, {"available_from": ""})
    keep_typing(amina, "t1", OFFER, {"available_from": "3 Jan 20"}, {"available_from": ""})

    kept = typed_at(amina.tables, amina.officer.id, OFFER)
    assert kept is not None
    assert kept.answers == {"available_from": "3 Jan 20"}
    assert amina.store.marker() == before, "typing is no change of any record"
    # It is the officer's own: a colleague at the same form has nothing there.
    assert typed_at(tess.tables, tess.officer.id, OFFER) is None
    with pytest.raises(NotFound):
        discard_typing(tess, "t1")

    # An action that is refused half-way leaves the typing where it was …
    with pytest.raises(Refused), saving(amina, "t1").act("record_offer"):
        raise Refused("The home is suspended.")
    assert [one.id for one in unfinished(amina.tables, amina.officer.id)] == ["t1"]
    # … and the one that succeeds takes it along.
    with saving(amina, "t1").act("record_offer"):
        pass
    assert unfinished(amina.tables, amina.officer.id) == []
    assert not verify(amina.tables).findings


def test_a_form_emptied_again_and_a_form_discarded_keep_nothing(session_for: SessionFor) -> None:
    amina = session_for(Role.PLACEMENT_OFFICER)
    keep_typing(amina, "t1", OFFER, {"available_from": "3"}, {})
    keep_typing(amina, "t2", WhereTyped("new_request"), {"family_name": "Ash"}, {})
    keep_typing(amina, "t1", OFFER, {}, {})
    assert [one.about for one in unfinished(amina.tables, amina.officer.id)] == ["Ash"]
    discard_typing(amina, "t2")
    assert unfinished(amina.tables, amina.officer.id) == []


def test_a_leaver_whose_window_is_open_changes_nothing(session_for: SessionFor) -> None:
    amina, tess = session_for(Role.PLACEMENT_OFFICER), session_for(Role.TEAM_MANAGER)
    with tess.act("remove_officer") as act:
        act.tables.update("officer", amina.officer.id, {"active": 0})
    with pytest.raises(Refused, match="Amina Khan no longer works in this store"):
        keep_typing(amina, "t1", OFFER, {"available_from": "3"}, {})
