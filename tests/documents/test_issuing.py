"""Each copy of a document is written down: to whom, how, when, and which bytes it had."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest

from resources_app.children.actions import amend_child
from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issue_queries import issues_of, issues_with_bytes
from resources_app.documents.issuing import note_issue, reprint, save_copy
from resources_app.documents.queries import document, frozen_data
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import SessionFor
from tests.documents.reading import openings


def test_every_copy_is_written_down_with_whom_it_went_to_and_which_bytes(
    officer: Session, request_reference: str, tmp_path: Path
) -> None:
    made = print_referral_pack(officer, request_reference, full=True, for_whom="Hearth Ltd")
    one = document(officer.tables, made.reference)
    assert issues_of(officer.tables, one.id) == []  # printing registers; nothing has gone out yet

    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    save_copy(officer, made.reference, plain)
    save_copy(officer, made.reference, locked, password="three plain words", recipient="Lark")
    handed = Handing(Way.HANDED, "Ms  Bell", note=" At the review. ")
    touched = note_issue(officer, made.reference.lower(), handed).touched
    assert {table for table, _ in touched} == {"document_issue"}

    by_hand, encrypted, saved = issues_of(officer.tables, one.id)
    assert (saved.way, saved.recipient, saved.address) == (Way.SAVED, "Hearth Ltd", "plain.pdf")
    assert (saved.sha256, saved.encrypted) == (made.sha256, False)
    assert plain.read_bytes() == made.bytes
    # An encrypted copy has a hash of its own, by which it is found again.
    assert encrypted.sha256 == sha256(locked.read_bytes()).hexdigest() != made.sha256
    assert (encrypted.recipient, encrypted.encrypted) == ("Lark", True)
    assert issues_with_bytes(officer.tables, encrypted.sha256) == [encrypted]
    assert (by_hand.recipient, by_hand.note) == ("Ms Bell", "At the review.")
    assert {one.issued_by for one in (by_hand, encrypted, saved)} == {officer.officer.name}


def test_a_pack_that_goes_to_somebody_says_so_on_the_copy_and_not_in_the_register(
    officer: Session, request_reference: str, placed: str, tmp_path: Path
) -> None:
    made = print_referral_pack(officer, request_reference)
    copy = save_copy(officer, made.reference, tmp_path / "lark.pdf", recipient=" Lark  Ltd")
    assert copy.how == "marked for Lark Ltd"
    assert copy.file.sha256 == sha256(copy.file.path.read_bytes()).hexdigest() != made.sha256
    said = pypdf.PdfReader(copy.file.path).pages[0].extract_text()
    assert "Copy for Lark Ltd ·" in said
    [issue] = issues_with_bytes(officer.tables, copy.file.sha256)
    assert (issue.recipient, issue.document) == ("Lark Ltd", made.reference)
    assert reprint(officer, made.reference) == made.bytes
    # A contract is signed as it is, whoever has it.
    schedule = print_contract_schedule(officer, placed)
    plain = save_copy(officer, schedule.reference, tmp_path / "c.pdf", recipient="Lark Ltd")
    assert (plain.how, plain.file.sha256) == ("as it was printed", schedule.sha256)


def test_a_copy_that_could_not_be_written_is_not_written_down(
    officer: Session, request_reference: str, tmp_path: Path
) -> None:
    made = print_referral_pack(officer, request_reference)
    one = document(officer.tables, made.reference)
    before = officer.store.marker()
    with pytest.raises(Refused, match="no folder"):
        save_copy(officer, made.reference, tmp_path / "nowhere" / "pack.pdf")
    with pytest.raises(BadInput, match="too short"):
        save_copy(officer, made.reference, tmp_path / "pack.pdf", password="short")
    assert issues_of(officer.tables, one.id) == []
    assert officer.store.marker() == before
    assert list(tmp_path.glob("*.pdf")) == []


def test_what_was_printed_is_kept_as_data_which_the_journal_does_not_hold(
    officer: Session, placed: str
) -> None:
    made = print_contract_schedule(officer, placed)
    one = document(officer.tables, made.reference)
    frozen = officer.tables.value("SELECT frozen_sha256 FROM document WHERE id = ?", (one.id,))
    assert frozen == one.content_sha256
    kept = frozen_data(officer.tables, one)
    assert kept is not None
    said = json.loads(kept)
    template = said[0]
    assert template == one.template_version
    assert "Chiltern Hearth Ltd" in json.dumps(said)
    assert "Ashdown" in json.dumps(said)
    journal = "SELECT count(*) FROM journal_entry WHERE table_name = 'blob' AND changes LIKE ?"
    assert officer.tables.value(journal, ("%Ashdown%",)) == 0


def test_a_restricted_childs_papers_are_opened_in_the_log_by_every_way(
    officer: Session, placed: str, request_reference: str
) -> None:
    child_id = str(officer.tables.value("SELECT child_id FROM placement_request"))
    amend_child(officer, child_id, {"restricted": True})
    # An anonymised pack says nothing of who it is; opening it opens nobody's record.
    nameless = print_referral_pack(officer, request_reference)
    reprint(officer, nameless.reference)
    assert openings(officer) == []
    pack = print_referral_pack(officer, request_reference, full=True)
    schedule = print_contract_schedule(officer, placed)
    assert openings(officer) == [request_reference, placed]
    # Found unchanged, it is read all the same.
    assert not print_referral_pack(officer, request_reference, full=True).fresh
    reprint(officer, pack.reference)
    reprint(officer, schedule.reference)
    assert openings(officer)[2:] == [request_reference, pack.reference, schedule.reference]


def test_who_may_not_print_hands_nothing_out(
    officer: Session, session_for: SessionFor, request_reference: str, tmp_path: Path
) -> None:
    made = print_referral_pack(officer, request_reference)
    auditor = session_for(Role.AUDITOR)
    with pytest.raises(Refused, match="may not print documents"):
        save_copy(auditor, made.reference, tmp_path / "pack.pdf")
    with pytest.raises(Refused, match="may not print documents"):
        note_issue(auditor, made.reference, Handing(Way.PAPER))
