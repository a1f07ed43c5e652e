"""Signs a document with the team's certificate, where it has one.

The signature is added to a copy (an incremental update), which is kept as a signed copy; the
registered bytes stay as they are. The certificate is a PKCS#12 file that the council's own
authority gave out. Its passphrase is asked for each time and kept nowhere.

Signing is the work of pyHanko, an optional part: `pip install resources-app[signing]`.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from resources_app.documents.issuing import open_document
from resources_app.documents.model import Document
from resources_app.documents.signature_model import CopyKept, CopyKind, SignedHow
from resources_app.documents.signature_queries import our_party, signed_copies, signing_party
from resources_app.documents.signed_copies import CopyFile, keep_signed
from resources_app.documents.signing import check_stands
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.blobs import read_blob
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

NOT_INSTALLED = (
    "Signing with a certificate is not installed here: whoever looks after this machine adds "
    "resources-app[signing]."
)


@dataclass(frozen=True)
class Certificate:
    """A certificate that can sign: the file's bytes, and what is said of it."""

    content: bytes
    passphrase: bytes
    holder: str
    issued_by: str


def why_no_certifying(certificate: Path | None) -> str:
    """Why nothing can be signed with a certificate on this machine; empty when it can be tried."""
    if find_spec("pyhanko") is None:
        return NOT_INSTALLED
    if certificate is None:
        return "No certificate is named: say in Settings which file it is."
    if not certificate.is_file():
        return f"The certificate is not there: {certificate}."
    return ""


def certify(
    session: Session,
    reference: str,
    certificate: Path,
    passphrase: str,
    *,
    places: Collection[int] = (),
    reason: str = "",
) -> CopyKept:
    """Sign a document with a certificate, for the parties in some `places`, and keep the copy.

    The certificate is the council's, and signs for nobody else. A copy that was signed so before is
    signed further, so that it shows every signature. Raises NotFound, Refused for a document that
    is superseded and where signing is not installed, and BadInput for another's place, for what is
    no certificate, a wrong passphrase, and one that is not valid today.
    """
    require(session, Permission.KEEP_SIGNATURES)
    if why := why_no_certifying(certificate):
        raise Refused(why)
    one, registered = open_document(session, reference)
    check_stands(one, "Sign that one.")
    _check_ours(session.tables, one, places)
    held = certificate_in(certificate, passphrase, session.clock.now())
    before = _signed_here(session.tables, one)
    signed = _signed(before[-1] if before else registered, held, len(before) + 1, reason.strip())
    file = CopyFile(
        f"{one.reference} signed.pdf",
        signed,
        CopyKind.DIGITAL,
        SignedHow.DIGITALLY,
        f"By the certificate of {held.holder}, issued by {held.issued_by}",
    )
    return keep_signed(session, one, file, places, None)


def _check_ours(tables: Tables, one: Document, places: Collection[int]) -> None:
    for place in places:
        party = signing_party(tables, one, place)
        if party.party != our_party(tables):
            raise BadInput(
                f"{party.party}: the council’s certificate does not sign for them.",
                where=Where(field="signs"),
                remedy="Name the council’s own place; add the copy that they signed as it comes.",
            )


def certificate_in(path: Path, passphrase: str, now: datetime) -> Certificate:
    """The certificate in a PKCS#12 file, if it can sign now. Raises BadInput, in a sentence."""
    where = Where(file=path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"The file cannot be read: {error.strerror}.", where=where) from error
    if not content.startswith(b"\x30"):  # as everything in DER that holds something begins
        raise BadInput(
            "This is no certificate with its key.",
            where=where,
            remedy="Give a PKCS#12 file; its name ends in .p12 or .pfx.",
        )
    try:
        key, found, _ = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError as error:
        raise BadInput(
            "The passphrase does not open this certificate.",
            where=Where(file=path.name, field="passphrase"),
            remedy="Type it again, or give another file: it may also be damaged.",
        ) from error
    if key is None or found is None:
        raise BadInput(
            "The file holds no key to sign with.",
            where=where,
            remedy="Export the certificate again, together with its private key.",
        )
    _check(found, now, where)
    return Certificate(content, passphrase.encode(), _name(found.subject), _name(found.issuer))


def _check(found: x509.Certificate, now: datetime, where: Where) -> None:
    """Raise BadInput for a certificate that may not sign, or not today."""
    if now < found.not_valid_before_utc:
        day = day_text(local_day(found.not_valid_before_utc))
        raise BadInput(f"The certificate is valid from {day} only.", where=where)
    if now > found.not_valid_after_utc:
        day = day_text(local_day(found.not_valid_after_utc))
        raise BadInput(
            f"The certificate ran out on {day}.", where=where, remedy="Ask for a new one."
        )
    try:
        usage = found.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return  # it may be used for anything
    if not (usage.digital_signature or usage.content_commitment):
        raise BadInput(
            "The certificate may not be used to sign documents.",
            where=where,
            remedy="Ask for one whose key usage is digital signature.",
        )


def _name(name: x509.Name) -> str:
    """What a person calls whoever holds or issued a certificate."""
    common = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def _signed_here(tables: Tables, one: Document) -> list[bytes]:
    """The copies that were signed with a certificate here, the first signed first."""
    return [
        read_blob(tables, copy.sha256)
        for copy in reversed(signed_copies(tables, one.id))
        if copy.kind is CopyKind.DIGITAL
    ]


def _signed(content: bytes, held: Certificate, number: int, reason: str) -> bytes:
    """The PDF with one more signature, the bytes before it unchanged."""
    # Loaded when something is signed: it may not be installed, and takes a moment.
    signers: Any = import_module("pyhanko.sign.signers")
    fields: Any = import_module("pyhanko.sign.fields")
    writer: Any = import_module("pyhanko.pdf_utils.incremental_writer")
    signer = signers.SimpleSigner.load_pkcs12_data(held.content, (), held.passphrase)
    described = signers.PdfSignatureMetadata(
        field_name=f"Signature{number}",
        name=held.holder,
        reason=reason or None,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    made: io.BytesIO = signers.sign_pdf(
        writer.IncrementalPdfFileWriter(io.BytesIO(content)), described, signer
    )
    return made.getvalue()
