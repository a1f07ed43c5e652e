"""An e-mail is a draft that a mail program opens, with the registered document's own bytes."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from string import Formatter

import pytest

from resources_app.documents.actions import print_referral_pack
from resources_app.documents.emailing import Attachment, attached, save_mails, write_mail
from resources_app.foundations.errors import BadInput, Refused
from resources_app.printing.wording import wording
from resources_app.session import Session

VALUES = {
    "name": "Zoë Ødegård",
    "service": "Hazel House",
    "reference": "REQ-26-A7-0001",
    "pack": "DOC-26-A7-0001",
    "version": "2",
    "reply_by": "27 Nov 2026",
    "reply_to": "placements@example.org",
    "sent_on": "23 Nov 2026",
    "answers": "You asked: Any pets?\nOur answer: None.",
    "signed_by": "Amina Khan",
    "council": "Buckinghamshire Council",
}


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_with_the_pack_as_it_was_registered(
    officer: Session, request_reference: str
) -> None:
    made = print_referral_pack(officer, request_reference)
    mail = write_mail(
        "referral",
        " homes@example.org ",
        VALUES,
        name="Zoë Ødegård",
        attachments=[attached(officer.tables, made.reference)],
        reply_to="placements@example.org",
    )
    message = read(mail.content)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Zoë Ødegård <homes@example.org>"
    assert message["Reply-To"] == "placements@example.org"
    assert message["Subject"] == (
        "OFFICIAL-SENSITIVE: REQ-26-A7-0001, a home sought, reply by 27 Nov 2026"
    )
    assert message["From"] is None  # whoever sends it
    body = message.get_body()
    assert body is not None
    assert "Dear Zoë Ødegård\r\n\r\nWe are looking for a home" in body.get_content()
    (pack,) = message.iter_attachments()
    assert pack.get_content() == made.bytes
    assert pack.get_filename() == (
        f"{made.reference} {request_reference} referral pack anonymised.pdf"
    )
    assert mail.content == mail.content


def test_every_kind_is_filled_by_the_values_its_writers_give() -> None:
    for kind, words in wording("emails")["kinds"].items():
        texts = [words["subject"], *words["body"]]
        named = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        assert {"signed_by", "council"} <= named, kind
        mail = write_mail(kind, "a@example.org", dict.fromkeys(named, "{as it is}"))
        assert "{as it is}" in mail.body


@pytest.mark.parametrize(
    "address",
    ["ann", "ann@@example.org", "ann@example", "a nn@example.org", "a@b.org, c@d.org",
     "a@b.org\nBcc: all@example.org", "Ann <a@b.org>", ""],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_refused_at_its_field(address: str) -> None:
    with pytest.raises(BadInput, match="e-mail address") as refused:
        write_mail("referral", address, VALUES)
    assert refused.value.where is not None
    assert refused.value.where.field == "E-mail"


def test_half_a_character_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match="no alphabet has"):
        write_mail("referral", "a@example.org", VALUES, name="Hazel \udcff House")
    with pytest.raises(BadInput, match="no alphabet has"):
        write_mail("referral", "a@example.org", {**VALUES, "name": "\ud800"})


def test_a_line_break_in_a_value_adds_no_header() -> None:
    broken = {**VALUES, "reference": "REQ\nBcc: everybody@example.org"}
    message = read(write_mail("referral", "a@example.org", broken, name="A\r\nB").content)
    assert message["Bcc"] is None
    assert message["To"] == "A B <a@example.org>"


def test_many_are_saved_and_none_over_another(tmp_path: Path) -> None:
    mail = write_mail(
        "referral", "a@example.org", VALUES, attachments=[Attachment("a.txt", b"x", "text/plain")]
    )
    told: list[tuple[int, int]] = []
    named = [("REQ-26-A7-0001 Oak/Ash: homes?", mail), ("REQ-26-A7-0001 Oak Ash homes", mail)]
    saved = save_mails(named, tmp_path, progress=lambda *so_far: told.append(so_far))
    assert [one.path.name for one in saved] == [
        "REQ-26-A7-0001 Oak Ash homes.eml",
        "REQ-26-A7-0001 Oak Ash homes (2).eml",
    ]
    assert {one.path.read_bytes() for one in saved} == {mail.content}
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(Refused, match="There is no folder"):
        save_mails(named, tmp_path / "nowhere")

    def stopped(done: int, _total: int) -> None:
        if done == 2:
            raise Refused("Stopped.")

    there = sorted(tmp_path.iterdir())
    with pytest.raises(Refused):
        save_mails(named, tmp_path, progress=stopped)
    assert sorted(tmp_path.iterdir()) == there  # all of them, or none
