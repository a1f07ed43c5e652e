"""Whether a file in hand is a document of the register, a copy that was delivered, or neither.

Files are told by their SHA-256, so that one that was opened and saved by another program, printed
to a file, or changed in a single letter is not the registered one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from resources_app.documents.issue_model import Issue
from resources_app.documents.issue_queries import issues_with_bytes
from resources_app.documents.model import Document
from resources_app.documents.queries import document, documents_with_bytes
from resources_app.documents.signature_model import SignedCopy
from resources_app.documents.signature_queries import signed_copies_with_bytes
from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Provenance:
    """What a file is. `document` is None for one that the register does not know.

    `issues` are the deliveries that had exactly these bytes, the last first; `sentence` says all
    of it to a person.
    """

    file: str
    sha256: str
    document: Document | None
    registered: bool  # the registered bytes, and not those of an encrypted or signed copy
    issues: tuple[Issue, ...]
    sentence: str


def provenance_of(tables: Tables, path: Path) -> Provenance:
    """What a file on this machine is. Raises BadInput where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "The file cannot be read.", where=Where(file=path.name), remedy="Give a PDF."
        ) from error
    digest = sha256(content).hexdigest()
    issues = tuple(issues_with_bytes(tables, digest))
    kept = documents_with_bytes(tables, digest)
    signed = signed_copies_with_bytes(tables, digest)
    if kept:
        one: Document | None = kept[0]
    else:
        named = [copy.document for copy in signed] + [issue.document for issue in issues]
        one = document(tables, named[0]) if named else None
    sentence = _sentence(one, bool(kept), issues, signed)
    return Provenance(path.name, digest, one, bool(kept), issues, sentence)


def _sentence(
    one: Document | None,
    registered: bool,
    issues: tuple[Issue, ...],
    signed: Sequence[SignedCopy],
) -> str:
    if one is None:
        return (
            "The register does not know this file: it was not printed here, or it was changed "
            "since."
        )
    what = f"{one.reference}, {one.title}, version {one.version}"
    later = f" It is superseded by {one.superseded_by}." if one.superseded_by else ""
    if registered:
        return f"This is {what}, to the byte as it was registered.{later}"
    if signed:
        shows = f" It shows {joined(signed[0].shows)}." if signed[0].shows else ""
        when = local_text(signed[0].added_at)
        return f"This is the signed copy of {what} that was kept on {when}.{shows}{later}"
    last = issues[0]
    how = "encrypted copy" if last.encrypted else "copy"
    to = f" for {last.recipient}" if last.recipient else ""
    when = local_text(last.issued_at)
    return f"This is the {how} of {what} that went out{to} on {when}, by {last.issued_by}.{later}"
