"""What waits for whom: nobody is told of a colleague's draft, nor asked to approve their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resources_app.requests import actions
from resources_app.requests.list_queries import list_requests
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from ui.pages.counting import waiting
from ui.pages.today_lists import MINE, OTHERS, lists_of

DATA = Path(__file__).parents[1] / "data"
WAITS = "Complete and submit", "Authorise the search", "Search and send to providers"


def _lists(session: Session) -> tuple[list[str], list[str]]:
    """What waits for this officer and what for others; the rail counts what waits for them."""
    found = list_requests(session.tables, session.today()).requests
    lists = lists_of(found, session.officer, session.today())
    mine = [row.what for row in lists[MINE]]
    counts = waiting(session.tables, session.officer, session.today())
    assert counts == {"today": len(mine), "requests": len(mine), "finance": 0}
    return mine, [row.what for row in lists[OTHERS]]


def _drafted(session: Session) -> str:
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    return actions.create_request(session, data).reference


def test_a_draft_waits_for_whoever_writes_it(session_for: SessionFor) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    reference = _drafted(officer)
    draft, authority, search = WAITS
    assert _lists(officer) == ([draft], [])
    assert _lists(head) == ([], [draft])
    actions.submit_request(officer, reference)
    assert _lists(officer) == ([], [authority])
    assert _lists(head) == ([authority], [])
    actions.authorise_request(head, reference)
    assert _lists(officer) == ([search], [])


def test_what_comes_back_is_its_writers_again(session_for: SessionFor) -> None:
    officer, head = session_for(Role.PLACEMENT_OFFICER), session_for(Role.HEAD_OF_SERVICE)
    reference = _drafted(officer)
    actions.submit_request(officer, reference)
    actions.return_to_draft(head, reference, reason="The school is missing.")
    assert _lists(officer) == ([WAITS[0]], [])
    assert _lists(head) == ([], [WAITS[0]])


@pytest.mark.parametrize("other", [Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR])
def test_nobody_is_asked_to_authorise_their_own(session_for: SessionFor, other: Role) -> None:
    (writer,) = {Role.HEAD_OF_SERVICE, Role.SERVICE_DIRECTOR} - {other}
    manager = session_for(writer)
    actions.submit_request(manager, _drafted(manager))
    assert _lists(manager) == ([], [WAITS[1]])
    assert _lists(session_for(other)) == ([WAITS[1]], [])
