"""Files and e-mails kept with a request, by command."""

from __future__ import annotations

from tests.cli.conftest import AUDITOR, OFFICER, Office
from tests.cli.forms import departures, prints
from tests.mail.letters import mail


def test_an_e_mail_is_kept_listed_shown_copied_and_taken_away(office: Office) -> None:
    request = office.names["draft"]
    made = mail()
    made.add_attachment(b"%PDF-1.7", "application", "pdf", filename="Plan.pdf")
    letter = office.folder / "A home.eml"
    letter.write_bytes(made.as_bytes())

    said = office.run(OFFICER, "file", "keep", letter, "--request", request)
    assert "“Rowan: a home from Friday” is kept with 1 file." in said.out
    again = office.do(OFFICER, "file", "keep", letter, "--request", request)
    assert again["kept"][0]["already_there"]
    listed = office.do(AUDITOR, "file", "list", "--request", request)
    assert [one["file_name"] for one in listed] == ["A home.eml", "Plan.pdf"]
    assert office.do(OFFICER, "file", "list", "--child", "1001") == listed

    reference, out = listed[0]["reference"], office.folder / "copy.eml"
    assert "Until Friday." in office.run(OFFICER, "file", "show", reference).out
    shown = office.do(OFFICER, "file", "show", reference, "--out", out)
    assert out.read_bytes() == made.as_bytes()
    gone = office.do(OFFICER, "file", "remove", reference, "--reason", "Another child.")
    assert office.do(OFFICER, "file", "list", "--request", request) == []
    for name, data in (
        ("file keep", again), ("file list", listed), ("file show", shown), ("file remove", gone)
    ):  # fmt: skip
        assert not list(departures(data, prints()[name]))


def test_what_cannot_be_kept_is_said_in_a_sentence(office: Office) -> None:
    request, before = office.names["draft"], office.marker()
    for words, said in (
        (("keep", office.folder / "gone.pdf", "--request", request), "cannot be read"),
        (("keep", office.folder, "--request", request), "This is a folder."),
        (("keep", office.store), "Give a request or a child."),
        (("list", "--child", "99999"), "There is no child"),
        (("show", "FIL-26-A7-9999"), "No file was kept as FIL-26-A7-9999."),
    ):
        refused = office.run(OFFICER, "file", *words)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err
    assert office.marker() == before
