"""Block contracts on the command line: set up, worked, and what a quarter costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.model import AgreementKind
from resources_app.foundations.dates import Period, financial_year
from resources_app.foundations.quarters import quarter_of
from resources_app.store.store import Store
from resources_app.team.actions import NewOfficer, add_officer, found_store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.beds.register import URNS, buy_elsewhere, enter_homes, place
from tests.cli.conftest import MANAGER, Office
from tests.cli.forms import departures, prints
from tests.conftest import CHEAP, passphrase_of

# The contract is made once, so one worker tries it.
pytestmark = pytest.mark.xdist_group("beds by command")

TODAY = date.today()  # the commands' own clock
START = date(quarter_of(TODAY).year - 1, 4, 1)
A, B = f"{URNS[0]}/B1", f"{URNS[0]}/B2"


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture(scope="module")
def block(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A store with a block contract of two beds, set up by commands."""
    folder = tmp_path_factory.mktemp("block")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RESOURCES_APP_HOME", str(folder / "home"))
        office = Office(folder)
        founded = found_store(
            office.store,
            NewOfficer("Tess Malone", MANAGER),
            passphrase_of(MANAGER),
            partners=("E06000038", "E10000025"),
            key_cost=CHEAP,
        )
        enter_homes(founded.session)
        create_agreement(
            founded.session,
            NewAgreement(
                "CRP",
                "Cross Regional Project",
                Period(START, START.replace(year=START.year + 8)),
                AgreementKind.BLOCK,
                authorities=("E06000038", "E10000025"),
            ),
        )
        for child in (1, 2):
            buy_elsewhere(founded.session, 450_000 + child, START)
        office.names["one"] = place(founded.session, URNS[0], later(-20))
        office.names["two"] = place(founded.session, URNS[0], TODAY, authority_code="E06000038")
        founded.session.store.close()
        yield office


def do(office: Office, command: str, *words: object) -> Any:
    """One command that is done, whose JSON is what is documented."""
    data = office.do(MANAGER, *command.split(), *words)
    assert list(departures(data, prints()[command], command)) == []
    return data


def no(office: Office, *words: object) -> str:
    """What a command that is refused says; nothing is written."""
    before = marker(office)
    said = office.run(MANAGER, *words)
    assert (said.status, said.out) == (2, "")
    assert marker(office) == before
    return said.err


def marker(office: Office) -> int:
    with Store.open(office.store, passphrase=passphrase_of(MANAGER), read_only=True) as store:
        return store.marker()


def test_a_contract_from_its_terms_to_its_recharge(block: Office) -> None:
    set_up(block)
    live_in(block)
    sell_and_close(block)
    look(block)
    print_a_statement(block)


def set_up(block: Office) -> None:
    terms = do(
        block, "beds terms", "CRP", "--school-postcode", "hp12 4qa", "--most-minutes", 45,
        "--therapist-weeks", 6, "--school-name", "Chiltern Gate",
    )  # fmt: skip
    assert (terms["school_postcode"], terms["most_minutes"]) == ("HP12 4QA", 45)
    home = do(block, "beds add-home", "CRP", URNS[0], "--bed", "B1", "--bed", "B2", "--from", START)
    assert home["beds"] == [A, B]
    assert "shares add up to 3 (2 + 0 + 1)" in no(
        block, *"beds allocate CRP --share B=2 --share Reading=1 --from".split(), START
    )
    assert "“Reading” is not a share. Give one such as Reading=2." in no(
        block, *"beds allocate CRP --share Reading --from".split(), START
    )
    shared = do(
        block, "beds allocate", "CRP", "--from", START, "--share", "B=1", "--share", "Reading=1"
    )
    assert [one["beds"] for one in shared["allocations"]] == [1, 1]
    paid = do(block, "beds pay", "CRP", "--annual", "£200,000", "--from", START)
    assert paid["payments"][0]["annual_pence"] == 20_000_000
    assert do(block, "commitments")["block_contracts"] == ["CRP"]
    [way] = do(block, "beds travel", "CRP", "--estimate")
    assert way["estimated"] is True
    [way] = do(block, "beds travel", "CRP", "--urn", URNS[0], "--minutes", 46)
    assert (way["minutes"], way["within"]) == (46, False)
    assert "together" in no(block, "beds", "travel", "CRP", "--minutes", 4)


def live_in(block: Office) -> None:
    one, two = block.names["one"], block.names["two"]
    assert do(block, "beds place", "CRP", A, one)["bed"] == A
    assert f"Bed {A} is not free" in no(block, "beds", "place", "CRP", A, two)
    held = do(
        block, "beds hold", "CRP", B, "--for", "R", "--from", TODAY, "--last-night", later(30),
        "--lapses", later(5), "--reason", "Visit",
    )  # fmt: skip
    assert held["period"]["end"] == later(31).isoformat()
    assert do(block, "beds extend", "CRP", B, "--lapses", later(9))["bed"] == B
    assert do(block, "beds release", "CRP", B)["bed"] == B
    assert f"Bed {B} is not held." in no(block, "beds", "release", "CRP", B)
    do(block, "beds place", "CRP", B, two, "--last-night", later(9))
    assert do(block, "beds leave", "CRP", two, "--on", later(3))["day"] == later(3).isoformat()
    assert do(block, "beds move", "CRP", one, B, "--from", later(5))["bed"] == B
    due = do(block, "beds assessments", "CRP")
    assert [child["placement_reference"] for child in due] == [one, two]
    do(block, "beds assessed", one, "--on", TODAY, "--by", "Ms Lindqvist")
    assert len(do(block, "beds assessments", "CRP")) == 1
    assert len(do(block, "beds assessments", "CRP", "--all")) == 2
    do(block, "beds outcome", one, "--measure", "missing", "--before", 6, "--after", 1)
    assert "before the placement" in no(
        block, *f"beds outcome {one} --measure offending --after 2".split()
    )


def sell_and_close(block: Office) -> None:
    sold = do(
        block, "beds sell", "CRP", "--seller", "Reading", "--buyer", "Oxfordshire",
        "--from", later(40), "--last-night", later(49), "--price", "430",
    )  # fmt: skip
    assert (sold["nights"], sold["pence"]) == (10, 430_000)
    back = do(block, "beds cancel-sale", "CRP", sold["reference"].lower())
    assert back["given_back"] == later(40).isoformat()
    assert "was called off" in no(block, "beds", "cancel-sale", "CRP", sold["reference"])
    do(block, "beds out", "CRP", A, "--from", later(20), "--reason", "Broken window")
    assert "out of service" in no(
        block, *f"beds hold CRP {A} --for B --from".split(), later(20), "--last-night", later(21),
        "--lapses", later(2),
    )  # fmt: skip
    do(block, "beds back", "CRP", A, "--from", later(22))
    last = later(200)
    gone = ("beds end-bed", "CRP", A, "--from", last)
    assert "would no longer add up" in no(block, *gone[0].split(), *gone[1:])
    ended = do(block, *gone, "--share", "Reading=1")
    assert {one["beds"] for one in ended["allocations"]} == {1}


def look(block: Office) -> None:
    assert [one["reference"] for one in do(block, "beds list")] == ["CRP"]
    board = do(block, "beds board", "CRP", "--nights", 30)
    assert [span["state"] for span in board["beds"][0]["spans"]] == [
        "placed", "free", "out of service", "free",
    ]  # fmt: skip
    drawn = block.run(MANAGER, "beds", "board", "CRP", "--nights", 30).out.splitlines()
    assert drawn[2] == "  B1   BBBBB···············xx········"
    assert drawn[3] == "  B2   RRR··BBBBBBBBBBBBBBBBBBBBBBBBB"
    quarter = str(quarter_of(TODAY))
    counted = do(block, "beds occupancy", "CRP", "--quarter", quarter)
    nights = counted["nights"]
    assert nights["beds"] == nights["placed"] + nights["void"] + nights["out_of_service"]
    assert "All homes" in block.run(MANAGER, "beds", "occupancy", "CRP").out
    assert "is not a quarter" in no(block, "beds", "occupancy", "CRP", "--quarter", "May")
    paid = do(block, "recharge", "CRP", "--quarter", quarter)
    assert sum(one["total_pence"] for one in paid["authorities"]) == paid["payment_pence"] > 0
    told = block.run(MANAGER, "recharge", "CRP", "--quarter", quarter).out.splitlines()
    assert told[1].split() == ["Authority", "Nights", "Used", "Its", "share", "Bought", "Sold",
                               "To", "pay"]  # fmt: skip
    year = quarter.split()[0]
    assert do(block, "beds outcomes", "CRP", "--year", year)["placed"] == 2
    saved = do(block, "beds saving", "CRP", "--year", year)
    assert (saved["sample"], saved["prices"][0]["all_ages"]) == (2, True)
    to_come = financial_year(later(800))
    assert do(block, "beds saving", "CRP", "--year", to_come) is None
    assert do(block, "beds outcomes", "CRP", "--year", to_come)["placed"] == 0
    assert "is not a financial year" in no(block, "beds", "saving", "CRP", "--year", "2025")
    assert "There are: CRP." in no(block, "recharge", "CPR", "--quarter", quarter)


def print_a_statement(block: Office) -> None:
    """Printed for a quarter, and made out to one authority."""
    out = block.folder / "statement.pdf"
    quarter = str(quarter_of(TODAY))
    made = do(
        block, "print block-statement", "CRP", "--quarter", quarter, "--authority", "Reading",
        "--out", out,
    )  # fmt: skip
    assert out.read_bytes().startswith(b"%PDF-")
    assert made["version"] == 1


def test_a_role_without_the_permission_is_told_who_may(block: Office) -> None:
    with Store.open(block.store, passphrase=passphrase_of(MANAGER)) as store:
        session = sign_in(store)
        add_officer(session, NewOfficer("Femi Quayle", Role.FINANCE), passphrase_of(Role.FINANCE))
    said = block.run(Role.FINANCE, "beds", "pay", "CRP", "--annual", "1", "--from", START)
    assert said.status == 2
    assert "may not keep agreements and prices" in said.err
