"""A draft from the command line: what is still missing, answers added, typing found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources_app.store.store import Store
from resources_app.team.signing_in import sign_in
from resources_app.team.typed import WhereTyped
from resources_app.team.typed_actions import keep_typing
from tests.cli.conftest import MANAGER, OFFICER, Office, founded
from tests.cli.forms import departures, prints
from tests.cli.samples import request_data
from tests.conftest import passphrase_of


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path / "home"))
    return founded(tmp_path)


def test_unfinished_typing_is_found_and_discarded_by_whoever_typed_it(office: Office) -> None:
    with Store.open(office.store, passphrase=passphrase_of(OFFICER)) as store:
        where = WhereTyped("new_request", title="New request")
        keep_typing(sign_in(store), "piece", where, {"given_name": "Robin", "sex": "1"}, {})

    found = office.do(OFFICER, "request", "unfinished")
    assert list(departures(found, prints()["request unfinished"], "request unfinished")) == []
    (piece,) = found["unfinished"]
    assert (piece["id"], piece["answers"]) == ("piece", {"given_name": "Robin", "sex": "1"})
    assert "New request  Robin" in office.run(OFFICER, "request", "unfinished").out
    assert office.do(MANAGER, "request", "unfinished")["unfinished"] == []
    refused = office.run(MANAGER, "request", "unfinished", "--discard", "piece")
    assert (refused.status, "no such unfinished typing of yours" in refused.err) == (2, True)
    assert office.do(OFFICER, "request", "unfinished", "--discard", "piece")["unfinished"] == []


def test_a_draft_is_completed_from_files_and_says_what_it_lacks(office: Office) -> None:
    forms, whole = prints(), request_data()
    strengths = whole["request"].pop("strengths")
    reference = office.do(OFFICER, "request", "add", office.file("r.json", whole))["reference"]

    lacks = office.do(OFFICER, "request", "missing", reference.lower())
    assert list(departures(lacks, forms["request missing"], "request missing")) == []
    assert (lacks["needed"] - lacks["answered"], lacks["reference"]) == (1, reference)
    assert [(one["field"], one["label"]) for one in lacks["missing"]] == [
        ("strengths", "Strengths and likes")
    ]
    wrong = office.file("wrong.json", {"strenghts": "Football"})
    refused = office.run(OFFICER, "request", "edit", reference, wrong)
    assert (refused.status, "Did you mean “strengths”?" in refused.err) == (2, True)
    answers = office.file("answers.json", {"strengths": strengths})
    done = office.do(OFFICER, "request", "edit", reference, answers)
    assert list(departures(done, forms["request edit"], "request edit")) == []
    assert (done["missing"], done["changed"]) == ([], True)
    assert office.do(OFFICER, "request", "edit", reference, answers)["changed"] is False
    assert "can be submitted" in office.run(OFFICER, "request", "missing", reference).out
