"""Prints the register of documents: what was printed between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from resources_app.documents.model import Document, Kind
from resources_app.documents.register_model import Sought
from resources_app.documents.register_queries import documents
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.phrases import capital
from resources_app.printing.facts import Fact
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.register_list import Registered, RegisterList
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require

MOST = 5_000  # documents on one paper: some 700 pages


@printing
def print_register(
    session: Session,
    first: date,
    last: date,
    *,
    kind: Kind | None = None,
    recipient: str = "",
    manner: Manner = ORDINARY,
) -> Job:
    """Print what was printed from `first` to `last`, both included, the first printed first.

    `kind` and `recipient`, whose name has this, narrow it. Printed registers are not listed: each
    would be in the next. Raises BadInput for days the wrong way round, and Refused above MOST.
    """
    require(session, Permission.PRINT)
    if last < first:
        raise BadInput(
            f"{day_text(last)} is before {day_text(first)}.",
            where=Where(field="Last day"),
            remedy="Give a day after it.",
        )
    sought = Sought(kind=kind, recipient=recipient.strip(), first=first, last=last)
    found = documents(session.tables, sought, limit=MOST + 1)
    if len(found) > MOST:
        raise Refused(
            f"There are more than {MOST:,} documents.", remedy="Print fewer days, or one kind."
        )
    listed = [one for one in reversed(found) if one.kind is not Kind.DOCUMENT_REGISTER]
    subject = f"{first.isoformat()} to {last.isoformat()}"
    imprint = imprint_of(session, Kind.DOCUMENT_REGISTER, subject, manner)
    paper = RegisterList(
        imprint=imprint,
        first=day_text(first),
        last=day_text(last),
        count=counted(len(listed), "document"),
        summary=tuple(_summary(sought, listed)),
        documents=tuple(map(_line, listed)),
    )
    asked = " ".join(part for part in (subject, str(kind or ""), sought.recipient) if part)
    return Job(Kind.DOCUMENT_REGISTER, asked, "the team’s file", paper)


def _summary(sought: Sought, listed: list[Document]) -> Iterator[Fact]:
    yield Fact("Kind", capital(sought.kind) if sought.kind else "Every kind")
    yield Fact("Made out to", f"Whose name has “{sought.recipient}”" if sought.recipient else
               "Anybody")  # fmt: skip
    superseded = sum(bool(one.superseded_by) for one in listed)
    pages = counted(sum(one.pages for one in listed), "page")
    yield Fact(
        "In all", f"{counted(len(listed), 'document')} of {pages}, {superseded:,} superseded"
    )


def _line(one: Document) -> Registered:
    return Registered(
        reference=one.reference,
        version=one.version,
        title=capital(one.title),
        about=one.subject_reference,
        made_for=one.made_for,
        printed=local_text(one.made_at),
        printed_by=one.made_by,
        superseded_by=one.superseded_by,
        sha256=one.sha256,
    )
