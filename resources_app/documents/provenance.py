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
from resources_app.documents.sending_model import Sending
from resources_app.documents.sending_queries import sendings_with_bytes
from resources_app.documents.signature_model import SignedCopy
from resources_app.documents.signature_queries import signed_copies_with_bytes
from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Provenance:
    """What a file is. `document` is None for one that the register does not know.

    `issues` and `sendings` are the deliveries that had exactly these bytes, the last first;
    `sentence` says all of it to a person.
    """

    file: str
    sha256: str
    document: Document | None
    registered: bool  # the registered bytes, and not those of an encrypted or signed copy
    issues: tuple[Issue, ...]
    sendings: tuple[Sending, ...]
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
    sendings = tuple(sendings_with_bytes(tables, digest))
    kept = documents_with_bytes(tables, digest)
    signed = signed_copies_with_bytes(tables, digest)
    if kept:
        one: Document | None = kept[0]
    else:
        named = [copy.document for copy in signed]
        named += [issue.document for issue in issues] + [sent.document for sent in sendings]
        one = document(tables, named[0]) if named else None
    sentence = _sentence(one, bool(kept), _as_copy(issues, sendings, signed))
    return Provenance(path.name, digest, one, bool(kept), issues, sendings, sentence)


def _as_copy(
    issues: Sequence[Issue], sendings: Sequence[Sending], signed: Sequence[SignedCopy]
) -> tuple[str, str]:
    """Which copy it is, and what became of it last, in words; empty for no copy."""
    if signed:
        shows = f" It shows {joined(signed[0].shows)}." if signed[0].shows else ""
        return "signed copy", f"was kept on {local_text(signed[0].added_at)}.{shows}"
    if issues:
        last = issues[0]
        held = list(dict.fromkeys(issue.document for issue in issues))
        if len(held) > 1:
            # One file with the copies of many documents, which went out together.
            went = (
                f"went out on {local_text(last.issued_at)}, by {last.issued_by}, in one file with "
            )
            return "copy", f"{went}{joined(sorted(held[1:]))}."
        to = f" for {last.recipient}" if last.recipient else ""
        went = f"went out{to} on {local_text(last.issued_at)}, by {last.issued_by}."
        return "encrypted copy" if last.encrypted else "copy", went
    if sendings:
        sent = sendings[0]
        when = local_text(sent.sent_at)
        return "copy", f"went out to {sent.service_name} on {when}, by {sent.sent_by}."
    return "", ""


def _sentence(one: Document | None, registered: bool, as_copy: tuple[str, str]) -> str:
    if one is None:
        return (
            "The register does not know this file: it was not printed here, or it was changed "
            "since."
        )
    what = f"{one.reference}, {one.title}, version {one.version}"
    later = f" It is superseded by {one.superseded_by}." if one.superseded_by else ""
    if registered:
        return f"This is {what}, to the byte as it was registered.{later}"
    copy, became = as_copy
    return f"This is the {copy} of {what} that {became}{later}"
