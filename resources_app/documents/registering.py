"""Prints a document under its imprint and registers it; the same text is never printed twice.

A version is one text. Printing the same text for the same recipient again gives the document
that is registered already; printing a changed one, or one made out to somebody else, makes the
next version. When it was printed and by whom is no part of the text. Large print and plain
language are variants of one version, each a document by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import update_wrapper
from typing import Concatenate, Generic, ParamSpec

from resources_app.casework.opening_records import note_opening
from resources_app.documents.issue_queries import children_named
from resources_app.documents.kinds import KINDS, Content, Traits
from resources_app.documents.model import Document, Kind
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.queries import (
    document,
    last_document,
    next_version,
    registered_bytes,
    variant_of,
)
from resources_app.documents.signature_queries import signed_as
from resources_app.documents.signing import seed_parties
from resources_app.foundations.clock import stamp
from resources_app.foundations.errors import BadInput
from resources_app.foundations.phrases import joined
from resources_app.printing.copies import marked_preview
from resources_app.printing.frame import Imprint, Printed
from resources_app.printing.look import Look
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.wording import digest_of
from resources_app.session import Session
from resources_app.store.blobs import keep_blob
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.council import council_name, logo_of
from resources_app.team.queries import setting
from resources_app.team.references import coming_reference, next_reference

NOT_REGISTERED = "Preview: not registered"

P = ParamSpec("P")


@dataclass(frozen=True)
class DocumentMade:
    """A document printed, or found registered already: then `fresh` is False.

    `by_hand` are scripts that no font draws: words in them are to be written in on paper.
    """

    reference: str
    version: int
    pages: int
    sha256: str
    bytes: bytes
    fresh: bool
    changes: Changes
    by_hand: tuple[str, ...] = ()

    @property
    def to_write_in(self) -> str:
        """What a person has to write in by hand, as a sentence; empty for nothing."""
        return f"Write in by hand what is in {joined(self.by_hand)} script." if self.by_hand else ""


def _nothing(_printed: Printed) -> None:
    """No check of what was printed."""


def _as_it_is(printed: Printed) -> Printed:
    """Nothing is set in from elsewhere."""
    return printed


@dataclass(frozen=True)
class Job:
    """A document to print and register: what it says, about what, and to whom.

    `complete` sets in what comes from elsewhere. `check` looks at what was printed before it is
    registered, and raises to stop it.
    """

    kind: Kind
    subject_id: str
    made_for: str
    content: Content
    check: Callable[[Printed], None] = _nothing
    complete: Callable[[Printed], Printed] = _as_it_is

    @property
    def traits(self) -> Traits:
        return KINDS[self.kind]

    @property
    def content_sha256(self) -> str:
        """Of what it says: two jobs with the same hash are one document."""
        return content_of(self.kind, self.content)

    def printed(self, reference: str, version: int) -> Printed:
        """Print it under a reference and a version. Raises what the check does."""
        under = replace(self.content.imprint, reference=reference, version=version)
        printed = self.traits.render(replace(self.content, imprint=under))
        whole = self.complete(printed)
        self.check(whole)
        return whole


@dataclass(frozen=True)
class Preview:
    """What would be printed. It is on no record, has no reference, and says so on every page.

    `version` is the one that it would have. `registered` is the document that printing would
    find instead of making another, as nothing was changed since.
    """

    name: str
    bytes: bytes
    pages: int
    version: int
    registered: Document | None = None


class Printing(Generic[P]):
    """An action that prints a document and registers it. `job` only gathers and checks it."""

    def __init__(self, job: Callable[Concatenate[Session, P], Job]) -> None:
        self.job = job
        update_wrapper(self, job)

    def __call__(self, session: Session, *given: P.args, **named: P.kwargs) -> DocumentMade:
        return print_and_register(session, self.job(session, *given, **named))

    def preview(self, session: Session, *given: P.args, **named: P.kwargs) -> Preview:
        """What the action would print now; nothing is registered. Raises what the action does."""
        return preview_of(session, self.job(session, *given, **named))


#: Makes of a function that gathers a `Job` the action that prints and registers it.
printing = Printing


def imprint_of(session: Session, kind: Kind, subject: str, manner: Manner = ORDINARY) -> Imprint:
    """The imprint without its reference and version, which registering gives it.

    Raises BadInput for plain language where the kind of document has none, and where the team's
    own wording cannot be printed.
    """
    if manner.plain and not KINDS[kind].plain:
        raise BadInput(
            f"“{KINDS[kind].name}” has no variant in plain language.",
            remedy="Print it in its ordinary words.",
        )
    return Imprint(
        council=council_name(session.tables),
        document_name=f"{KINDS[kind].name}, in plain language"
        if manner.plain
        else KINDS[kind].name,
        reference="",
        version=0,
        subject=subject,
        printed_by=session.officer.name,
        printed_at=session.clock.now(),
        manner=manner,
        relied_days=KINDS[kind].relied_days,
        changed=changed_words(session.tables, *KINDS[kind].worded_in),
        look=Look(setting(session.tables, "council_colour"), logo_of(session.tables)),
    )


def frozen(kind: Kind, content: Content) -> bytes:
    """What a document says as data, whatever its manner: without its reference and version, and
    who printed it when. Its wording is part of it.
    """
    said, imprint, traits = asdict(content), content.imprint, KINDS[kind]
    del said["imprint"]
    digests = [digest_of(name, imprint.changed) for name in traits.worded_in]
    told = [traits.template_version, imprint.council, [digests, imprint.changed], said]
    return json.dumps(told, sort_keys=True).encode()


def content_of(kind: Kind, content: Content) -> str:
    """SHA-256 of what a document says."""
    return hashlib.sha256(frozen(kind, content)).hexdigest()


@dataclass(frozen=True)
class Edition:
    """The version that a text has, and the document where it is registered in its manner."""

    version: int
    registered: Document | None = None


def edition_of(tables: Tables, job: Job) -> Edition:
    """The last version made out to this recipient where it says the same, else the next one.

    A copy in another manner, such as large print, is of the same version.
    """
    last = last_document(tables, job.kind, job.subject_id, job.made_for)
    if last is None or last.content_sha256 != job.content_sha256:
        return Edition(next_version(tables, job.kind, job.subject_id))
    return Edition(last.version, variant_of(tables, last, job.content.imprint.manner.variant))


def print_and_register(session: Session, job: Job) -> DocumentMade:
    """Print a document and register it, or find it where the same is registered already.

    Its data are kept beside its bytes. The opening of a restricted child's record that it names is
    written down first. Raises Refused where that cannot be.
    """
    [made] = print_together(session, [job])
    return made


def print_together(session: Session, jobs: Sequence[Job]) -> list[DocumentMade]:
    """The same for documents about one subject that go out together, in one action: where one is
    stopped, none is registered.
    """
    note_openings(session, jobs, through=jobs[0].content.imprint.subject)
    found = [_found(session.tables, job) for job in jobs]
    there = [one for one in found if one]
    if len(there) == len(jobs):
        return there
    action = next(job.traits.action for job, one in zip(jobs, found, strict=True) if not one)
    with session.act(action) as act:
        made = [
            one or register(session, act.tables, job) for job, one in zip(jobs, found, strict=True)
        ]
    return [replace(one, changes=act.changes) if one.fresh else one for one in made]


def _found(tables: Tables, job: Job) -> DocumentMade | None:
    """What is registered of a job already; None where it says something new."""
    one = edition_of(tables, job).registered
    return _again(tables, job, one) if one else None


def _again(tables: Tables, job: Job, one: Document) -> DocumentMade:
    content, nothing = registered_bytes(tables, one), Changes(job.traits.action)
    return DocumentMade(one.reference, one.version, one.pages, one.sha256, content, False, nothing)


def register(session: Session, tables: Tables, job: Job) -> DocumentMade:
    """Print a document and register it, inside an action. A check that stops it takes no
    reference.

    Where another window or program registered the same since it was gathered, that one is found.
    """
    edition = edition_of(tables, job)
    if edition.registered:
        return _again(tables, job, edition.registered)
    data = frozen(job.kind, job.content)
    reference = coming_reference(session, tables, "DOC")
    printed = job.printed(reference, edition.version)
    next_reference(session, tables, "DOC")
    sha256 = keep_blob(tables, printed.bytes)
    tables.insert(
        "document",
        {
            "id": session.new_id(),
            "reference": reference,
            "kind": job.kind,
            "variant": job.content.imprint.manner.variant,
            "subject_table": job.traits.subject_table,
            "subject_id": job.subject_id,
            "version": edition.version,
            "template_version": job.traits.template_version,
            "made_by": session.officer.id,
            "made_at": stamp(job.content.imprint.printed_at),
            "made_for": job.made_for,
            "pages": printed.pages,
            "sha256": sha256,
            "content_sha256": hashlib.sha256(data).hexdigest(),
            "frozen_sha256": keep_blob(tables, data),
        },
    )
    _seed_signatures(session, tables, job, reference)
    changes = Changes(job.traits.action)
    return DocumentMade(
        reference,
        edition.version,
        printed.pages,
        sha256,
        printed.bytes,
        True,
        changes,
        printed.by_hand,
    )


def preview_of(session: Session, job: Job) -> Preview:
    """What printing a job would give, or find registered already; nothing is registered.

    It never has the bytes of a registered document: those leave by `outgoing` alone.
    It shows whom it names: openings are written down as for printing.
    """
    note_openings(session, [job], through=job.content.imprint.subject)
    tables, name = session.tables, job.content.imprint.document_name
    edition = edition_of(tables, job)
    printed = job.printed(NOT_REGISTERED, edition.version)
    marked = marked_preview(printed.bytes, NOT_REGISTERED)
    return Preview(name, marked, printed.pages, edition.version, edition.registered)


def _seed_signatures(session: Session, tables: Tables, job: Job, reference: str) -> None:
    """Whoever has a signature block is to sign: once a version, in large print or not. A copy in
    plain language has none.
    """
    if not job.traits.signed_by or job.content.imprint.manner.plain:
        return
    one = document(tables, reference)
    if not signed_as(tables, one):
        seed_parties(session, tables, one, getattr(job.content, "signatories", ()))


def note_openings(session: Session, jobs: Iterable[Job], *, through: str) -> None:
    """Write down which restricted children's records these documents open."""
    people = (
        one
        for job in jobs
        for one in children_named(
            session.tables, job.kind, job.traits.subject_table, job.subject_id
        )
    )
    note_opening(session, people, through=through)
