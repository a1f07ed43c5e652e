"""Backups, passphrases, leavers and alerts, as commands on real stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resources_app.casework.alerts import take_register
from resources_app.foundations.errors import StoreProblem
from resources_app.providers.queries import service_by_urn
from resources_app.providers.register_actions import preview_register_workbook
from resources_app.store.store import Store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook
from tests.cli.conftest import AUDITOR, HEAD, MANAGER, OFFICER, Office, founded
from tests.cli.forms import departures, prints
from tests.cli.running import Said, passphrase_file, run
from tests.cli.samples import REGISTER
from tests.conftest import passphrase_of

NEW = "three other long words"
HOME = "2751533"  # Cedar Rise, active and Good


@pytest.fixture
def team(tmp_path: Path) -> Office:
    """Tess (team manager), Amina (placement officer), Hugh (head of service), Audrey (auditor)."""
    return founded(tmp_path)


def do(office: Office, role: Role, command: str, *words: object) -> Any:
    """What a command prints, which is what it says it prints."""
    data = office.do(role, *command.split(), *words)
    assert list(departures(data, prints()[command], command)) == []
    return data


def opens(store: Path, passphrase: str) -> bool:
    try:
        Store.open(store, passphrase=passphrase, read_only=True).close()
    except StoreProblem as problem:
        if "passphrase does not open" in problem.what:
            return False
        raise
    return True


def refused(said: Said, *sayings: str) -> None:
    assert (said.status, said.out) == (2, "")
    for saying in sayings:
        assert saying.casefold() in said.err.casefold()


# ---- backup ---------------------------------------------------------------------------


def test_a_backup_opens_with_the_passphrases_of_its_day(team: Office, tmp_path: Path) -> None:
    copy = tmp_path / "copy.resources"
    made = do(team, OFFICER, "store backup", copy)
    assert Path(made["keys"]).exists()
    new = passphrase_file(tmp_path, "new", NEW)
    team.do(OFFICER, "store", "passphrase", "--new-passphrase-file", new)
    do(team, MANAGER, "officer leave", "HO")
    for role in (OFFICER, HEAD, MANAGER, AUDITOR):
        assert opens(copy, passphrase_of(role))
    assert not opens(copy, NEW)
    copied = replace(team, folder=tmp_path / "elsewhere")
    copied.folder.mkdir()
    for name in (copy, Path(made["keys"])):
        name.rename(copied.folder / name.name.replace("copy", "county"))
    assert do(copied, AUDITOR, "journal verify")["clean"]


def test_a_backup_overwrites_nothing_and_needs_a_folder(team: Office, tmp_path: Path) -> None:
    taken = tmp_path / "taken.resources"
    taken.write_text("mine", "utf-8")
    refused(team.run(OFFICER, "store", "backup", taken), "already something called", "another name")
    assert taken.read_text("utf-8") == "mine"
    refused(team.run(OFFICER, "store", "backup", tmp_path / "none" / "copy"), "folder exists")


# ---- one's own passphrase -------------------------------------------------------------


def test_a_changed_passphrase_opens_the_store_and_the_old_one_does_not(
    team: Office, tmp_path: Path
) -> None:
    new = passphrase_file(tmp_path, "new", NEW)
    assert do(team, OFFICER, "store passphrase", "--new-passphrase-file", new)["initials"] == "AK"
    refused(team.run(OFFICER, "officer", "list"), "passphrase")
    said = run("--store", team.store, "--passphrase-file", new, "officer", "list")
    assert said.status == 0
    assert opens(team.store, passphrase_of(HEAD))


@pytest.mark.parametrize(
    ("words", "saying"), [("short", "too short"), (passphrase_of(HEAD), "opens this store already")]
)
def test_a_passphrase_that_is_short_or_taken_changes_nothing(
    team: Office, tmp_path: Path, words: str, saying: str
) -> None:
    new = passphrase_file(tmp_path, "new", words)
    refused(team.run(OFFICER, "store", "passphrase", "--new-passphrase-file", new), saying)
    assert opens(team.store, passphrase_of(OFFICER))


def test_a_new_passphrase_is_asked_for_where_nobody_types(team: Office) -> None:
    refused(team.run(OFFICER, "store", "passphrase"), "--new-passphrase-file")


# ---- leaving --------------------------------------------------------------------------


def test_a_leaver_no_longer_opens_the_store_and_the_others_do(team: Office) -> None:
    left = do(team, MANAGER, "officer leave", "amina khan")
    assert (left["officer"]["initials"], left["officer"]["active"]) == ("AK", False)
    assert not opens(team.store, passphrase_of(OFFICER))
    for role in (MANAGER, HEAD, AUDITOR):
        assert opens(team.store, passphrase_of(role))
    assert opens(team.store, left["recovery_key"])
    assert do(team, AUDITOR, "journal verify")["clean"]
    assert {one["initials"]: one["active"] for one in do(team, HEAD, "officer list")} == {
        "AK": False, "TM": True, "HO": True, "AL": True,
    }  # fmt: skip
    actions = {line["action"] for line in do(team, AUDITOR, "journal show")}
    assert "remove_officer" in actions
    refused(team.run(HEAD, "officer", "leave", "AK"), "Amina Khan has left already")


def test_leaving_in_words_gives_the_new_recovery_key_once(team: Office) -> None:
    said = team.run(MANAGER, "officer", "leave", "HO")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Hugh Oyelaran (HO) has left")
    (key,) = [line.split(": ")[1] for line in said.out.splitlines() if "shown once" in line]
    assert opens(team.store, key)


def test_who_may_not_be_removed_and_by_whom(team: Office) -> None:
    before = team.marker()
    refused(team.run(OFFICER, "officer", "leave", "HO"), "placement officer", "team manager")
    refused(team.run(MANAGER, "officer", "leave", "TM"), "Nobody removes themselves", "Hugh")
    refused(team.run(MANAGER, "officer", "leave", "ZZ"), "Nobody in this store is called “ZZ”")
    assert team.marker() == before
    team.do(MANAGER, "officer", "leave", "HO")
    refused(team.run(MANAGER, "officer", "leave", "tess malone"), "the last who may manage")


def test_two_of_one_name_are_told_apart_by_initials(team: Office, tmp_path: Path) -> None:
    file = passphrase_file(tmp_path, "new", NEW)
    team.do(
        MANAGER, "officer", "add", "Amina Khan", "--role", "auditor", "--initials", "AK2",
        "--new-passphrase-file", file,
    )  # fmt: skip
    refused(team.run(MANAGER, "officer", "leave", "Amina Khan"), "AK and AK2")
    assert do(team, MANAGER, "officer leave", "ak2")["officer"]["role"] == "auditor"
    assert opens(team.store, passphrase_of(OFFICER))


def test_a_removal_that_another_program_stops_is_finished_by_the_same_command(
    team: Office,
) -> None:
    with Store.open(team.store, passphrase=passphrase_of(AUDITOR)) as elsewhere:
        assert elsewhere.tables.value("SELECT COUNT(*) FROM officer") == 4
        said = team.run(MANAGER, "officer", "leave", "AK")
        refused(said, "Amina Khan is marked as having left", "remove them again")
    refused(team.run(OFFICER, "officer", "list"), "Amina Khan no longer works in this store")
    do(team, MANAGER, "officer leave", "AK")
    assert not opens(team.store, passphrase_of(OFFICER))
    assert do(team, AUDITOR, "journal verify")["clean"]


# ---- alerts ---------------------------------------------------------------------------


def _month(grade: str) -> Workbook:
    """The register's first ten services, with this grade for HOME."""
    whole = read_workbook(REGISTER)
    sheet = whole.sheets[0]
    rows = [list(row) for row in sheet.rows[:11]]
    home = next(row for row in rows if str(row[1]).startswith(HOME))
    home[rows[0].index("Overall effectiveness")] = grade
    return replace(whole, sheets=(replace(sheet, rows=rows),))


@pytest.fixture
def alerted(team: Office) -> Office:
    """The home where a child lives was Good and is Inadequate."""
    with Store.open(team.store, passphrase=passphrase_of(MANAGER)) as store:
        session = sign_in(store)
        take_register(session, preview_register_workbook(session, _month("Good")))
        with session.act("settle in") as act:
            act.tables.insert("child", {
                "id": "child", "local_identifier": "77", "given_name": "Ash",
                "family_name": "Moor", "date_of_birth": "2013-05-01", "sex": "1",
                "authority_code": "E06000060",
            })  # fmt: skip
            act.tables.insert("placement", {
                "id": "placement", "reference": "PLC-26-TT-0001", "child_id": "child",
                "service_id": service_by_urn(act.tables, HOME).id,
                "start_date": date(2026, 9, 1).isoformat(), "authority_code": "E06000060",
            })  # fmt: skip
        taken = take_register(session, preview_register_workbook(session, _month("Inadequate")))
        assert taken.alerts == 1
    return team


def test_an_alert_is_listed_until_it_is_settled_with_a_note(alerted: Office) -> None:
    (alert,) = do(alerted, OFFICER, "alert list")
    assert (alert["service_name"], alert["reference"]) == ("Cedar Rise", "PLC-26-TT-0001")
    listed = alerted.run(OFFICER, "alert", "list").out
    assert all(said in listed for said in ("Cedar Rise", "PLC-26-TT-0001", alert["id"]))
    said = alerted.run(OFFICER, "alert", "settle", alert["id"], "--note", " ")
    refused(said, "The note is missing")
    refused(alerted.run(AUDITOR, "alert", "list"), "auditor", "placement officer")
    refused(alerted.run(AUDITOR, "alert", "settle", alert["id"], "--note", "Seen."), "auditor")
    settled = do(alerted, OFFICER, "alert settle", alert["id"], "--note", "Visited; she stays.")
    assert settled == {"alert": alert, "note": "Visited; she stays."}
    assert alerted.run(OFFICER, "alert", "list").out == "No alert is open.\n"
    again = alerted.run(OFFICER, "alert", "settle", alert["id"], "--note", "Again.")
    refused(again, "No open alert", "alert list")
    reasons = [line["reason"] for line in do(alerted, AUDITOR, "journal show")]
    assert "Visited; she stays." in reasons
