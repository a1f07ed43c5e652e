"""Writes e-mails as `.eml` files, which the mail program of the desk opens as drafts to send.

Nothing is sent from here: an officer reads each one and presses Send in their own program
(`X-Unsent` says to Outlook and others that it is still to be sent). The words are kept as data,
assets/wording/emails.json. What is attached is a registered document's own bytes, so that what
went out can be shown for ever by its reference.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from resources_app.documents.delivering import Placing, check_place, free_place, placing, plain_name
from resources_app.documents.model import Delivered, Document
from resources_app.documents.queries import document, registered_bytes
from resources_app.foundations.emails import email_address
from resources_app.foundations.errors import BadInput, Where
from resources_app.printing.wording import Changed, filled, words_in
from resources_app.store.tables import Tables

# Folding a long header leaves a space at its start that some programs show.
_UNFOLDED = SMTP.clone(max_line_length=998)


@dataclass(frozen=True)
class Attachment:
    """A file that goes with an e-mail. `media_type` is such as `application/pdf`."""

    file_name: str
    content: bytes
    media_type: str = "application/pdf"


@dataclass(frozen=True)
class Mail:
    """An e-mail still to be sent. `name` is whom it is for, shown beside the address `to`.

    Replies go to `reply_to`, or to whoever sends it when that is empty.
    """

    to: str
    name: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""

    @property
    def content(self) -> bytes:
        """The bytes of the `.eml` file; the same e-mail gives the same bytes."""
        message = EmailMessage(policy=SMTP)
        message["To"] = _address(self.to, self.name)
        if self.reply_to:
            message["Reply-To"] = _address(self.reply_to)
        message["Subject"] = self.subject
        message["X-Unsent"] = "1"
        message.set_content(self.body, charset="utf-8", cte="quoted-printable")
        for one in self.attachments:
            kind, _, subtype = one.media_type.partition("/")
            message.add_attachment(
                one.content, maintype=kind, subtype=subtype, filename=one.file_name
            )
        if self.attachments:
            message.set_boundary(f"={hashlib.sha256(self.body.encode()).hexdigest()[:40]}=")
        return message.as_bytes(policy=_UNFOLDED)


def write_mail(
    kind: str,
    to: str,
    values: Mapping[str, str],
    *,
    name: str = "",
    attachments: Sequence[Attachment] = (),
    reply_to: str = "",
    changed: Changed = (),
) -> Mail:
    """An e-mail of a kind that assets/wording/emails.json has, its words filled in with `values`.

    `changed` are the team's own words (`own_words_queries.changed_words`).

    Raises BadInput for what is no e-mail address and for half a character, and KeyError for a
    value that was not given.
    """
    address = email_address(to, where=Where(field="E-mail"))
    if not address:
        raise BadInput(
            f"There is no e-mail address for {name or 'the recipient'}.",
            where=Where(field="E-mail"),
            remedy="Give one such as name@example.org.",
        )
    words = words_in("emails", None, changed=changed)["kinds"][kind]
    paragraphs = (filled(text, values).strip() for text in words["body"])
    mail = Mail(
        to=address,
        name=" ".join(name.split()),
        # A line break would end the header.
        subject=" ".join(filled(words["subject"], values).split()),
        body="\n\n".join(text for text in paragraphs if text) + "\n",
        attachments=tuple(attachments),
        reply_to=email_address(reply_to),
    )
    _check_letters(mail)
    return mail


def _check_letters(mail: Mail) -> None:
    """Raise BadInput for half a character, as a terminal in other letters gives for one of them."""
    try:
        "".join((mail.name, mail.subject, mail.body)).encode()
    except UnicodeEncodeError as error:
        raise BadInput(
            "The e-mail would have characters in it that no alphabet has.",
            remedy="Type the name again.",
        ) from error


def attached(tables: Tables, reference: str) -> Attachment:
    """A registered document, by its reference, as it was printed. Raises NotFound, StoreProblem."""
    one = document(tables, reference)
    return as_attachment(one, registered_bytes(tables, one))


def as_attachment(one: Document, content: bytes) -> Attachment:
    """A copy of a registered document under the name that its file has in an e-mail."""
    title = plain_name(f"{one.reference} {one.subject_reference} {one.kind}")
    return Attachment(f"{title}.pdf", content)


def save_mails(
    mails: Iterable[tuple[str, Mail]],
    folder: Path,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Delivered, ...]:
    """Write each e-mail into a folder, under its name and `.eml`: all of them, or none.

    A file that is there already is left as it is: another of its name gets a number. `progress`
    is told how many of how many are written. Raises Refused where the folder may not be written.
    """
    with placing() as files:
        return write_mails(files, mails, folder, progress=progress)


def write_mails(
    files: Placing,
    mails: Iterable[tuple[str, Mail]],
    folder: Path,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Delivered, ...]:
    """As `save_mails`, where they come to their places with what writes them down."""
    every = list(mails)
    check_place(folder / "mail.eml")
    written = []
    for number, (name, mail) in enumerate(every, start=1):
        out = free_place(
            folder, f"{plain_name(name)}.eml", lambda path: path.exists() or files.goes_to(path)
        )
        written.append(files.deliver(mail.content, out))
        progress(number, len(every))
    return tuple(written)


def _address(address: str, name: str = "") -> Address:
    user, _, domain = address.rpartition("@")
    return Address(name, user, domain)
