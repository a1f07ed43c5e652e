"""What each command says to wrong input: one sentence, exit 2, and nothing is changed.

To add one: a row in `REFUSED` — who, the command as typed, and what the sentence must say: what is
wrong, where, and what would be right.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Any

import pytest

from resources_app.team.model import Role
from tests.cli.conftest import AUDITOR, HEAD, MANAGER, OFFICER, Office
from tests.cli.samples import Json, decision_data, offer_data, request_data

UNKNOWN = "REQ-26-ZZ-9999"

REFUSED: tuple[tuple[Role, str, tuple[str, ...]], ...] = (
    # No such record
    (OFFICER, f"request show {UNKNOWN}", (UNKNOWN,)),
    (OFFICER, f"match {UNKNOWN}", (UNKNOWN,)),
    (OFFICER, f"release {UNKNOWN}", (UNKNOWN,)),
    (HEAD, f"authorise {UNKNOWN}", (UNKNOWN,)),
    (HEAD, f"approve {UNKNOWN}", (UNKNOWN,)),
    (OFFICER, f"offer list {UNKNOWN}", (UNKNOWN,)),
    (OFFICER, "offer withdraw nothing --reason price", ("offer",)),
    (OFFICER, f"place {UNKNOWN} --start 2026-12-07", (UNKNOWN,)),
    (OFFICER, f"print referral-pack {UNKNOWN} --out {{folder}}/no.pdf", (UNKNOWN,)),
    (OFFICER, "print contract-schedule PLC-26-ZZ-9999 --out {folder}/no.pdf", ("PLC-26-ZZ-9999",)),
    (OFFICER, "print again DOC-26-ZZ-9999 --out {folder}/no.pdf", ("DOC-26-ZZ-9999",)),
    (AUDITOR, f"journal show {UNKNOWN}", (UNKNOWN, "such as REQ-26")),
    (OFFICER, "match {searching} --explain 9999999", ("9999999",)),
    (OFFICER, "release {searching} --urn 9999999", ("9999999",)),
    (OFFICER, "respond {searching} 9999999 --decline no-place", ("9999999",)),
    (OFFICER, "price --agreement NONE --lot 1 --urn {urn} --age 9 --on 2026-12-07", ("NONE",)),
    # Not now: the state does not allow it
    (OFFICER, "match {draft}", ("Not yet", "authori")),
    (OFFICER, "release {submitted}", ("Not yet", "authori")),
    (OFFICER, "release {authorised}", ("Not yet", "Search for a home first")),
    (OFFICER, "match {searching} --limit none", ("--limit", "none")),
    (HEAD, "authorise {draft}", ("Not yet", "submitted")),
    (HEAD, "authorise {searching}", ("authorised",)),
    (OFFICER, "submit {searching}", ("submitted",)),
    (HEAD, "approve {searching}", ("Not yet",)),
    (OFFICER, "place {decided} --start 2026-12-07", ("funding has not been approved",)),
    (OFFICER, "request resume {searching}", ("hold",)),
    (
        OFFICER,
        "release {searching} --rung spot",
        ("tier 2 and tier 3", "say why they are passed over"),
    ),
    (OFFICER, "decide {searching} --offer {urn} --reasons good", ("Not yet", "offer")),
    # Not you
    (MANAGER, "approve {decided}", ("Tess Malone made this decision", "nobody approves their own")),
    (OFFICER, "approve {decided}", ("placement officer", "team manager")),
    (OFFICER, "authorise {submitted}", ("placement officer", "head of service")),
    (AUDITOR, "match {searching}", ("auditor", "search for a home")),
    (OFFICER, "journal verify", ("placement officer", "auditor")),
    (AUDITOR, "limit set --role auditor --weekly 1 --annual 1 --from 2026-04-01", ("auditor",)),
    (OFFICER, "approve {decided} --kind 'at a distance'", ("director",)),
    # Not so: values
    (OFFICER, "place {decided} --start soon", ("--start", "“soon” is not a date", "3 Apr 2026")),
    (OFFICER, "place {decided} --start 2026-02-30", ("--start", "2026-02-30")),
    (OFFICER, "release {searching} --reply-due 31/02/2027", ("--reply-due", "31/02/2027")),
    (HEAD, "limit set --role auditor --weekly lots --annual 1 --from 2026-04-01", ("lots",)),
    (HEAD, "limit set --role auditor --weekly 1.005 --annual 1 --from 2026-04-01", ("1.005",)),
    (HEAD, "limit set --role auditor --weekly -- -5 --annual 1 --from 2026-04-01", ("",)),
    (OFFICER, "request list --state lost", ("lost", "draft", "placed")),
    (OFFICER, "request hold {searching} --reason boredom", ("boredom",)),
    (OFFICER, "request withdraw {searching} --reason boredom", ("boredom",)),
    (OFFICER, "request close {searching} --reason boredom", ("boredom",)),
    (OFFICER, "respond {searching} {urn} --decline boredom", ("boredom",)),
    (OFFICER, "respond {searching} {urn}", ("--decline CODE", "--query TEXT")),
    (OFFICER, "respond {searching}", ("Whose reply is it?", "--file FILE")),
    (OFFICER, "respond {searching} {urn} --file replies.csv", ("either", "--file")),
    (OFFICER, "price --agreement CRP-2026 --lot 1 --urn 1 --age 99 --on 2026-12-07", ("--age",)),
    (OFFICER, "decide {decided} --funding 'social care=lots'", ("lots", "social care=60")),
    (MANAGER, "officer add 'Tom Moss' --role wizard", ("wizard", "auditor")),
    (MANAGER, "officer add 'Tom Moss' --role auditor", ("--new-passphrase-file",)),
    # Not there
    (MANAGER, "import register {folder}/none.xlsx", ("no file", "none.xlsx")),
    (MANAGER, "import prices {folder}/none.xlsx --agreement A", ("no file", "none.xlsx")),
    (OFFICER, "request add {folder}/none.json", ("none.json",)),
    (OFFICER, "offer add {searching} {folder}/none.json", ("none.json",)),
    (OFFICER, "decide {decided} --file {folder}/none.json", ("none.json",)),
    (OFFICER, "print referral-pack {searching} --out {folder}/none/a.pdf", ("no folder", "none")),
    (OFFICER, "print referral-pack {searching} --out {folder}", ("is a folder",)),
    (MANAGER, "import register {folder}", ("is a folder",)),
    (OFFICER, "request add {folder}", ("directory",)),
    # Not a command
    (OFFICER, "matc {searching}", ("matc", "match")),
    (OFFICER, "request lits", ("lits", "list")),
    (OFFICER, "match", ("REFERENCE", "match --help")),
    (OFFICER, "match {searching} --mils 20", ("--mils", "--miles")),
    (OFFICER, "search", ("TEXT",)),
)


def refused(office: Office, role: Role, *words: object) -> str:
    """What the command says; checks that it says it in one line and has changed nothing."""
    before = office.marker()
    for options in ([], ["--json"]):
        said = office.run(role, *options, *words)
        assert (said.status, said.out) == (2, ""), said
        assert office.marker() == before
    # One line, or a line and the fields under it.
    first, *fields = said.err.splitlines()
    assert all(line.startswith("  ") for line in fields)
    assert bool(fields) == first.endswith("putting right:")
    assert not any(code in said.err for code in ("Traceback", "Error:", "SQLITE", "None"))
    return said.err


@pytest.mark.parametrize(
    ("role", "typed", "sayings"), REFUSED, ids=[typed for _, typed, _ in REFUSED]
)
def test_refused_in_a_sentence(
    office: Office, role: Role, typed: str, sayings: tuple[str, ...]
) -> None:
    said = refused(office, role, *shlex.split(typed.format(**office.names)))
    for saying in sayings:
        assert saying.casefold() in said.casefold()


def change(whole: Json, *path: object, to: object) -> Json:
    """The data with one value changed, at the end of the path."""
    inner: Any = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return whole


# The command, the file as it should be, what is changed in it, and what must be said.
WRONG_JSON: tuple[tuple[str, Callable[[], Json], tuple[object, ...], object, tuple[str, ...]], ...]
WRONG_JSON = (
    ("request add", request_data, ("request", "shoe_size"), 9, ("shoe_size",)),
    ("request add", request_data, ("request", "strengths"), 9, ("strengths",)),
    ("request add", request_data, ("request", "pets"), "Perhaps", ("pets", "Perhaps", "Yes - can")),
    ("request add", request_data, ("request", "needed_by_date"), "soon", ("soon", "date")),
    ("request add", request_data, ("child", "date_of_birth"), "2013-02-30", ("2013-02-30",)),
    (
        "request add",
        request_data,
        ("child", "local_identifier"),
        "",
        ("local_identifier",),
    ),
    ("request add", request_data, ("child",), None, ("child",)),
    ("request add", request_data, ("request",), [], ("request",)),
    ("offer add {searching}", lambda: offer_data("1", 1), ("urn",), "9999999", ("9999999",)),
    (
        "offer add {searching}",
        lambda: offer_data("1", 1),
        ("prices", 0, "amount"),
        "lots",
        ("lots", "amount"),
    ),
    (
        "offer add {searching}",
        lambda: offer_data("1", 1),
        ("prices", 0, "amount"),
        10.005,
        ("10.005", "amount"),
    ),
    (
        "offer add {searching}",
        lambda: offer_data("1", 1),
        ("prices", 0, "unit"),
        "fortnight",
        ("fortnight", "week"),
    ),
    ("offer add {searching}", lambda: offer_data("1", 1), ("prices",), [], ("prices",)),
    (
        "decide {decided} --file",
        lambda: decision_data("1"),
        ("reasons",),
        "",
        ("reasons",),
    ),
    (
        "decide {decided} --file",
        lambda: decision_data("1"),
        ("funding",),
        {"social care": 60},
        ("60 %", "100 %"),
    ),
)


@pytest.mark.parametrize(("typed", "right", "path", "wrong", "sayings"), WRONG_JSON)
def test_json_files_are_refused_by_field(
    office: Office,
    typed: str,
    right: Callable[[], Json],
    path: tuple[object, ...],
    wrong: object,
    sayings: tuple[str, ...],
) -> None:
    file = office.file("wrong.json", change(right(), *path, to=wrong))
    said = refused(office, OFFICER, *shlex.split(typed.format(**office.names)), file)
    for saying in sayings:
        assert saying.casefold() in said.casefold()


@pytest.mark.parametrize(
    ("content", "saying"),
    [
        (b'{"child": {', "row 1"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"[1, 2]", "begins with {"),
        (b"\xff\xfe\x00", "text"),
        (b'{"child": {}, "child": {}}', "child"),
        (b"PK\x03\x04", "JSON"),
    ],
)
@pytest.mark.parametrize(
    "typed", ["request add", "offer add {searching}", "decide {decided} --file"]
)
def test_files_that_are_not_json_are_said_to_be(
    office: Office, typed: str, content: bytes, saying: str
) -> None:
    file = office.folder / "not.json"
    file.write_bytes(content)
    said = refused(office, OFFICER, *shlex.split(typed.format(**office.names)), file)
    assert "not.json" in said
    assert saying in said


def test_a_request_that_cannot_be_submitted_is_not_taken_in_at_all(office: Office) -> None:
    data = change(request_data("1009"), "request", "connected_persons_explored", to="")
    file = office.file("early.json", data)
    said = refused(office, OFFICER, "request", "add", file, "--submit")
    assert "family and friends explored" in said.casefold()
    assert "1009" not in {one["reference"] for one in office.do(OFFICER, "search", "1009")}
