"""Prints a document under its imprint and registers it; the same text is never printed twice.

A version is one text. Printing the same text for the same recipient again gives the document
that is registered already; printing a changed one, or one made out to somebody else, makes the
next version. When it was printed and by whom is no part of the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from resources_app.documents.model import Kind
from resources_app.documents.queries import last_document, next_version, registered_bytes
from resources_app.foundations.clock import stamp
from resources_app.printing.frame import Imprint, Printed
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority, setting
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class DocumentMade:
    """A document printed, or found registered already: then `fresh` is False."""

    reference: str
    version: int
    pages: int
    sha256: str
    bytes: bytes
    fresh: bool
    changes: Changes


@dataclass(frozen=True)
class Job:
    """A document to print and register. `render` prints it under an imprint, or refuses."""

    action: str
    kind: Kind
    subject_table: str
    subject_id: str
    template_version: str
    made_for: str
    content_sha256: str
    imprint: Imprint
    render: Callable[[Imprint], Printed]


def imprint_of(session: Session, name: str, subject: str, *, large_print: bool) -> Imprint:
    """The imprint without its reference and version, which registering gives it."""
    return Imprint(
        council=council_name(session.tables),
        document_name=name,
        reference="",
        version=0,
        subject=subject,
        printed_by=session.officer.name,
        printed_at=session.clock.now(),
        large_print=large_print,
    )


def council_name(tables: Tables) -> str:
    """The council's name as it signs; the setting `council_name`, or made from the authority's."""
    return setting(tables, "council_name") or f"{home_authority(tables).name} Council"


def print_and_register(session: Session, job: Job) -> DocumentMade:
    last = last_document(session.tables, job.kind, job.subject_id, job.made_for)
    if last is not None and last.content_sha256 == job.content_sha256:
        content = registered_bytes(session.tables, last)
        nothing = Changes(job.action)
        return DocumentMade(
            last.reference, last.version, last.pages, last.sha256, content, False, nothing
        )
    with session.act(job.action) as act:
        reference = next_reference(session, act.tables, "DOC")
        version = next_version(act.tables, job.kind, job.subject_id)
        printed = job.render(replace(job.imprint, reference=reference, version=version))
        sha256 = _register(session, act.tables, job, printed, reference, version)
    return DocumentMade(reference, version, printed.pages, sha256, printed.bytes, True, act.changes)


def _register(
    session: Session, tables: Tables, job: Job, printed: Printed, reference: str, version: int
) -> str:
    sha256 = hashlib.sha256(printed.bytes).hexdigest()
    tables.insert("blob", {"sha256": sha256, "bytes": printed.bytes, "size": len(printed.bytes)})
    tables.insert(
        "document",
        {
            "id": session.new_id(),
            "reference": reference,
            "kind": job.kind,
            "subject_table": job.subject_table,
            "subject_id": job.subject_id,
            "version": version,
            "template_version": job.template_version,
            "made_by": session.officer.id,
            "made_at": stamp(job.imprint.printed_at),
            "made_for": job.made_for,
            "pages": printed.pages,
            "sha256": sha256,
            "content_sha256": job.content_sha256,
        },
    )
    return sha256
