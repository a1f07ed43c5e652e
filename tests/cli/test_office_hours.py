"""When the team is at work, by command."""

from __future__ import annotations

from tests.cli.conftest import MANAGER, OFFICER, Office
from tests.cli.forms import departures, prints


def test_office_hours_are_set_and_listed(office: Office) -> None:
    given = ("--opens", "8.45", "--closes", "17:15", "--from", "2020-04-01")
    made = office.do(MANAGER, "office-hours", "set", *given)
    assert made == {"opens": "08:45", "closes": "17:15", "effective_from": "2020-04-01"}
    listed = office.do(OFFICER, "office-hours", "list")
    assert listed == [made]
    assert not list(departures(listed, prints()["office-hours list"]))
    assert "08:45 to 17:15 from 1 Apr 2020" in office.run(OFFICER, "office-hours", "list").out
    before = office.marker()
    for role, words, said in (
        (OFFICER, given, "may not manage officers"),
        (MANAGER, ("--opens", "25:00", *given[2:]), "not a time of day"),
        (MANAGER, ("--opens", "18:00", *given[2:]), "close before it opens"),
    ):
        refused = office.run(role, "office-hours", "set", *words)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err
    assert office.marker() == before
