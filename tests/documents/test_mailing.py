"""A document goes out as a draft; under a password, which is nowhere in the mail."""

from __future__ import annotations

import email
import io
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pikepdf
import pytest

from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.checking_again import NoLongerSafe
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.issuing import reprint
from resources_app.documents.mailing import mail_document
from resources_app.documents.queries import document
from resources_app.foundations.errors import BadInput
from resources_app.session import Session
from tests.documents.reading import text_of

PASSWORD = "three plain words"


def _read(path: Path) -> tuple[EmailMessage, bytes]:
    """The draft, and the file that is attached to it."""
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    (file,) = message.iter_attachments()
    content = file.get_content()
    assert isinstance(content, bytes)
    return message, content


def test_it_goes_to_whom_the_record_names_as_it_was_printed(
    officer: Session, placed: str, tmp_path: Path
) -> None:
    made = print_contract_schedule(officer, placed)
    out = tmp_path / "draft.eml"
    with pytest.raises(BadInput, match="no e-mail address on record"):
        mail_document(officer, made.reference, out)
    assert not out.exists()
    with officer.act("test") as act:
        key = act.tables.value("SELECT id FROM service")
        act.tables.update("service", key, {"referral_email": "ann@hazel.example"})
    mailed = mail_document(officer, made.reference, out)
    message, attached = _read(out)
    assert (mailed.to, mailed.name) == ("ann@hazel.example", "Chiltern Hearth Ltd")
    assert message["To"] == "Chiltern Hearth Ltd <ann@hazel.example>"
    assert message["X-Unsent"] == "1"
    assert made.reference in message["Subject"]
    assert "Ashdown" not in message["Subject"]
    assert attached == reprint(officer, made.reference)
    (issue,) = issues_of(officer.tables, document(officer.tables, made.reference).id)
    assert (issue.way, issue.address, issue.encrypted) == ("e-mail", "ann@hazel.example", False)


def test_under_a_password_the_draft_says_that_it_is_told_separately_and_never_what_it_is(
    officer: Session, request_reference: str, tmp_path: Path
) -> None:
    made = print_referral_pack(officer, request_reference)
    out = tmp_path / "draft.eml"
    with pytest.raises(BadInput, match="too short"):
        mail_document(officer, made.reference, out, to="ann@hazel.example", password="word")
    mail_document(
        officer, made.reference, out, to="ann@hazel.example", name="Hazel House", password=PASSWORD
    )
    message, attached = _read(out)
    body = message.get_body()
    assert body is not None
    assert "a password, which we tell you separately" in " ".join(body.get_content().split())
    assert PASSWORD.encode() not in out.read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(attached))
    opened = io.BytesIO()
    with pikepdf.open(io.BytesIO(attached), password=PASSWORD) as pdf:
        assert pdf.encryption.R == 6  # AES-256
        pdf.save(opened)
    # A referral pack carries whom it went to.
    assert "Hazel House" in text_of(opened.getvalue())
    (issue,) = issues_of(officer.tables, document(officer.tables, made.reference).id)
    assert issue.encrypted


def test_an_anonymised_pack_that_is_no_longer_safe_is_not_mailed(
    officer: Session, request_reference: str, tmp_path: Path
) -> None:
    pack, full = (
        print_referral_pack(officer, request_reference, full=one).reference for one in (False, True)
    )
    out = tmp_path / "draft.eml"
    child = officer.tables.value("SELECT child_id FROM placement_request")
    with officer.act("test") as act:  # a nickname that stands in the pack: “has football”
        act.tables.update("child", child, {"known_as": "Football"})
    with pytest.raises(NoLongerSafe, match="nickname"):
        mail_document(officer, pack, out, to="ann@hazel.example")
    assert not out.exists()
    mail_document(officer, full, out, to="ann@hazel.example")
    assert out.exists()
