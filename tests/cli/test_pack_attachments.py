"""Files that go with a request's referral pack, by command."""

from __future__ import annotations

from tests.cli.conftest import AUDITOR, OFFICER, Office
from tests.cli.forms import departures, prints
from tests.documents import odd_files as odd


def test_files_go_with_a_pack_in_an_order_and_are_read_where_no_search_can(office: Office) -> None:
    request = office.names["draft"]
    plan, drawing = office.folder / "plan.pdf", office.folder / "drawing.png"
    plan.write_bytes(odd.pdf_saying("Seen at 27 Hatters Rise, HP13 6PG"))
    drawing.write_bytes(odd.picture("PNG", (300, 200)))
    kept = office.do(OFFICER, "file", "keep", plan, drawing, "--request", request)["kept"]
    first, second = (one["attachment"]["reference"] for one in kept)

    said = office.run(OFFICER, "pack", "attachments", request).out
    assert said == "Nothing goes with the pack but the pack itself.\n"
    said = office.run(
        OFFICER, "pack", "attach", request, first, "--kind", "education", "--title", "Plan",
        "--dated", "2026-03-03",
    ).out  # fmt: skip
    assert said.splitlines()[:2] == [
        f"1  {first}  “Plan”, dated 3 Mar 2026",
        "   education, 1 page; plan.pdf",
    ]
    attached = office.do(OFFICER, "pack", "attach", request, second, "--kind", "other")
    ordered = office.do(OFFICER, "pack", "order", request, second, "--place", "1")
    assert [one["file_reference"] for one in ordered["attachments"]] == [second, first]

    listed = office.do(AUDITOR, "pack", "attachments", request)
    assert {one["file"] for one in listed["findings"]} == {first, second}
    said = office.run(OFFICER, "pack", "attachments", request).out
    assert "No search can read page 1; nobody said they did." in said
    assert "The anonymised pack stops at “Plan”, page 1" in said
    assert "HP13 6PG" not in said

    read = office.do(OFFICER, "pack", "read", request, second, "--note", "A dog, no words.")
    gone = office.do(OFFICER, "pack", "detach", request, first)
    assert office.do(OFFICER, "pack", "attachments", request)["findings"] == []
    for name, data in (
        ("attach", attached), ("order", ordered), ("attachments", listed), ("read", read),
        ("detach", gone),
    ):  # fmt: skip
        assert not list(departures(data, prints()[f"pack {name}"]))
    office.do(OFFICER, "pack", "detach", request, second)


def test_what_cannot_go_with_a_pack_is_said_in_a_sentence(office: Office) -> None:
    request = office.names["draft"]
    locked = office.folder / "locked.pdf"
    locked.write_bytes(odd.locked("secret"))
    kept = office.do(OFFICER, "file", "keep", locked, "--request", request)["kept"]
    reference, before = kept[0]["attachment"]["reference"], office.marker()
    both = ("--full-only", "--anonymised-only")
    for words, said in (
        (("attach", request, reference, "--kind", "health"), "locked.pdf: It is protected"),
        (("attach", request, reference, "--kind", "health", *both), "leave no pack"),
        (("attach", request, "FIL-26-A7-9999", "--kind", "health"), "No file was kept"),
        (("detach", request, reference), "does not go with this pack"),
        (("order", request, reference, "--place", "0"), "counted from 1"),
        (("read", request, reference, "--note", ""), "Say what you read"),
    ):
        refused = office.run(OFFICER, "pack", *words)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err
    assert office.marker() == before
