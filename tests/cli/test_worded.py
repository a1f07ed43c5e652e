"""The team's own wording by command: listed, set, checked, taken back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import MANAGER, OFFICER, Office
from tests.cli.forms import departures, prints

CLAUSE = ("contract_schedule", "sections.notice.parts.1.clauses.0")


def test_a_clause_is_set_shown_checked_and_taken_back(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "clause.txt"
    file.write_text("Either party may end this placement by {notice}.\n", "utf-8")
    made = office.do(MANAGER, "wording", "set", *CLAUSE, "--file", str(file))
    assert made["words"] == "Either party may end this placement by {notice}."
    assert (made["needs"], made["problem"]) == (["notice"], "")
    shown = office.do(OFFICER, "wording", "show", "Contract schedule", "--changed")
    assert [one["key"] for one in shown] == [CLAUSE[1]]
    listed = office.do(OFFICER, "wording", "list")
    assert {one["document"]: one["changed"] for one in listed}["contract_schedule"] == 1
    assert office.do(OFFICER, "wording", "check") == []
    history = office.do(OFFICER, "wording", "text", *CLAUSE)
    assert [one["words"] for one in history["history"]] == [made["words"]]
    for name, data in (("set", made), ("show", shown), ("list", listed), ("text", history)):
        assert not list(departures(data, prints()[f"wording {name}"])), name
    told = office.run(OFFICER, "wording", "text", *CLAUSE).out
    assert "{notice}: the notice either party gives" in told
    assert office.do(MANAGER, "wording", "undo", *CLAUSE)["words"] == made["first_words"]

    lacks = office.run(MANAGER, "wording", "set", *CLAUSE, "--words", "In 28 days.")
    assert (lacks.status, lacks.out) == (2, "")
    assert "“Notice and ending › Clauses › 1”: It lacks {notice}. Say the notice" in lacks.err
    again = office.run(MANAGER, "wording", "reset", *CLAUSE)
    assert (again.status, again.err) == (2, "The first words stand there already.\n")
    neither = office.run(MANAGER, "wording", "set", *CLAUSE)
    assert (neither.status, neither.err) == (
        2, "Nothing says which words. Give --words TEXT, or --file FILE.\n"
    )  # fmt: skip
