"""Files and e-mails kept with a request: whole, once, found by their words, never in a pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from resources_app.casework.attaching import (
    keep_on_file,
    keep_with_request,
    open_attachment,
    remove_attachment,
)
from resources_app.casework.attachment_model import MOST_BYTES, AttachmentKind
from resources_app.casework.attachment_queries import attachments_of_child, attachments_of_request
from resources_app.casework.contacting import log_contact_about
from resources_app.casework.finding import FoundKind, find
from resources_app.casework.history import history
from resources_app.children.actions import amend_child, record_child
from resources_app.children.contacts import Contact
from resources_app.children.queries import contacts_of
from resources_app.documents.actions import print_referral_pack
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.mail.letters import mail

SessionFor = Callable[[Role], Session]


def letter() -> EmailMessage:
    return mail("A home from Friday", "The aunt in Marlow wrote.")


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_an_e_mail_is_kept_whole_read_and_its_files_beside_it(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    inner = mail("The plan", "As agreed.")
    inner.add_attachment(b"%PDF-1.7 plan", "application", "pdf", filename="Plan.pdf")
    made = letter()
    made.add_attachment(inner)
    path = saved(tmp_path, "A home.eml", made.as_bytes())
    (kept,) = keep_with_request(officer, submitted.lower(), [path]).kept
    one = kept.attachment
    assert (one.reference, one.kind, one.title) == (
        "FIL-26-" + officer.store.origin + "-0001", AttachmentKind.EMAIL, "A home from Friday"
    )  # fmt: skip
    assert one.sent_at == datetime(2026, 11, 23, 17, 42, tzinfo=UTC)
    assert (one.body_text, one.added_by) == ("The aunt in Marlow wrote.", "Amina Khan")
    of_request = attachments_of_request(officer.tables, one.request_id)
    assert [(each.title, each.part_of) for each in of_request] == [
        ("A home from Friday", ""),
        ("The plan", one.reference),
        ("Plan.pdf", of_request[1].reference),
    ]
    assert attachments_of_child(officer.tables, one.child_id) == of_request
    done = history(officer.tables, reference=submitted)
    assert sum(line.did == "kept a file or an e-mail" for line in done) == 3
    assert open_attachment(officer, one.reference)[1] == made.as_bytes()
    assert open_attachment(officer, of_request[2].reference)[1] == b"%PDF-1.7 plan"


def test_the_same_bytes_are_kept_once_with_each_record(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, "note.txt", b"She rang.")
    (first,) = keep_with_request(officer, submitted, [path]).kept
    again = keep_with_request(officer, submitted, [saved(tmp_path, "other.txt", b"She rang.")])
    assert (again.kept[0].attachment, again.kept[0].already_there) == (first.attachment, True)
    assert not again.changes.touched
    (elsewhere,) = keep_on_file(officer, "40517", [path]).kept
    assert not elsewhere.already_there
    assert officer.tables.value("SELECT count(*) FROM blob") == 1


def test_an_e_mail_that_cannot_be_read_is_kept_with_why(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    paths = [saved(tmp_path, "a.eml", b"no head"), saved(tmp_path, "b.msg", b"\xd0\xcf\x11")]
    kept = [one.attachment for one in keep_with_request(officer, submitted, paths).kept]
    assert {one.kind for one in kept} == {AttachmentKind.FILE}
    assert all("not an e-mail" in one.unread_why for one in kept)
    assert open_attachment(officer, kept[0].reference)[1] == b"no head"


def test_one_file_that_cannot_be_kept_keeps_the_others_out(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    good = saved(tmp_path, "good.txt", b"good")
    with (tmp_path / "huge.mov").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    bad = {
        "huge.mov": "At most 40 MB are kept",
        "empty.txt": "The file is empty",
        "gone.txt": "cannot be read",
        ".": "This is a folder",
    }
    saved(tmp_path, "empty.txt", b"")
    for name, said in bad.items():
        with pytest.raises(BadInput, match=said):
            keep_with_request(officer, submitted, [good, tmp_path / name])
    assert not attachments_of_request(officer.tables, request(officer.tables, submitted).id)


def test_its_words_find_it_but_not_a_restricted_childs(
    officer: Session, session_for: SessionFor, submitted: str, tmp_path: Path
) -> None:
    (kept,) = keep_with_request(
        officer, submitted, [saved(tmp_path, "A home.eml", letter().as_bytes())]
    ).kept

    def found(by: Session) -> list[tuple[str, str]]:
        hits = find(by.tables, "aunt marlow", by.officer)
        return [(one.reference, one.title) for one in hits if one.kind is FoundKind.FILE]

    it = [(kept.attachment.reference, "A home from Friday")]
    assert found(officer) == it
    manager = session_for(Role.TEAM_MANAGER)
    asked = request(officer.tables, submitted)
    for hidden in (asked.child_id, *asked.sibling_ids):
        amend_child(officer, hidden, {"restricted": True})
        assert (found(officer), found(manager)) == ([], it)
        marker = officer.store.marker()
        open_attachment(officer, kept.attachment.reference)
        assert officer.store.marker() > marker
        amend_child(officer, hidden, {"restricted": False})


def test_a_pack_is_the_same_whatever_was_kept(
    officer: Session, authorised: str, tmp_path: Path
) -> None:
    before = print_referral_pack(officer, authorised, full=True)
    keep_with_request(officer, authorised, [saved(tmp_path, "a.eml", letter().as_bytes())])
    after = print_referral_pack(officer, authorised, full=True)
    assert (after.reference, after.fresh) == (before.reference, False)


def test_what_was_kept_with_the_wrong_child_is_taken_away_and_the_journal_knows(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    made = letter()
    made.add_attachment(b"x", "text", "plain", filename="x.txt")
    (kept,) = keep_with_request(
        officer, submitted, [saved(tmp_path, "a.eml", made.as_bytes())]
    ).kept
    with pytest.raises(BadInput, match="Say why"):
        remove_attachment(officer, kept.attachment.reference, reason=" ")
    remove_attachment(officer, kept.attachment.reference, reason="It is about another child.")
    assert not attachments_of_request(officer.tables, kept.attachment.request_id)
    assert not find(officer.tables, "aunt marlow", officer.officer)
    with pytest.raises(NotFound):
        open_attachment(officer, kept.attachment.reference)
    said = officer.tables.value(
        "SELECT reason FROM journal_action WHERE action = 'remove_attachment'"
    )
    assert said == "It is about another child."


def test_who_may_not_keep_requests_keeps_no_files(
    session_for: SessionFor, submitted: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, "a.txt", b"a")
    for role in (Role.AUDITOR, Role.FINANCE):
        with pytest.raises(Refused):
            keep_with_request(session_for(role), submitted, [path])
        with pytest.raises(Refused):
            keep_on_file(session_for(role), "40517", [path])


def test_a_contact_points_at_the_request_or_the_file_it_was_about(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    child_id = request(officer.tables, submitted).child_id
    path = saved(tmp_path, "a.eml", letter().as_bytes())
    (kept,) = keep_with_request(officer, submitted, [path]).kept
    said = Contact(date(2026, 11, 20), "Mina Doshi", "She sent the plan.")
    for about in (submitted, kept.attachment.reference.lower(), ""):
        log_contact_about(officer, child_id, replace(said, about=about))
    found = [one.about for one in contacts_of(officer.tables, child_id)]
    assert found == ["", kept.attachment.reference, submitted]
    with pytest.raises(Refused, match="A logged contact points at"):
        remove_attachment(officer, kept.attachment.reference, reason="Another child.")
    record_child(officer, {
        "local_identifier": "9", "given_name": "Iris", "family_name": "Vale",
        "date_of_birth": "2012-12-01", "sex": "2",
    })  # fmt: skip
    other = officer.tables.value("SELECT id FROM child WHERE local_identifier = '9'")
    for about, why in (
        (submitted, "is not about this child"),
        (kept.attachment.reference, "is not about this child"),
        ("REQ-26-A7-9999", "There is no request"),
        ("FIL-26-A7-9999", "No file was kept"),
    ):
        with pytest.raises(BadInput, match=why):
            log_contact_about(officer, other, replace(said, about=about))
