"""A document signed with a certificate made here: valid to pyHanko, the registered bytes within."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from resources_app.documents.actions import print_contract_schedule
from resources_app.documents.certifying import certify, why_no_certifying
from resources_app.documents.provenance import provenance_of
from resources_app.documents.queries import document, registered_bytes
from resources_app.documents.signature_queries import signatures_of
from resources_app.documents.signed_copies import open_signed, remove_signed
from resources_app.documents.signing import add_party
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session
from resources_app.team.model import Role

reader = pytest.importorskip("pyhanko.pdf_utils.reader")
validation = pytest.importorskip("pyhanko.sign.validation")
context = pytest.importorskip("pyhanko_certvalidator")

PASSPHRASE = "three plain words"
Make = Callable[..., Path]


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    """Who may print, and sign for the council."""
    return session_for(Role.TEAM_MANAGER)


@pytest.fixture
def make(tmp_path: Path, officer: Session) -> Make:
    """Call to get a PKCS#12 file with a self-made certificate, valid for a year from yesterday."""

    def made(
        holder: str = "Hugh Oyelaran", *, since: int = -1, days: int = 365, signs: bool = True
    ) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, holder)])
        begins: datetime = officer.clock.now() + timedelta(days=since)
        usage = x509.KeyUsage(
            digital_signature=signs, content_commitment=signs, key_encipherment=not signs,
            data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=days))
            .add_extension(usage, critical=True)
            .sign(key, hashes.SHA256())
        )
        path = tmp_path / f"{holder}.p12"
        lock = BestAvailableEncryption(PASSPHRASE.encode())
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(holder.encode(), key, certificate, None, lock)
        )
        return path

    return made


def test_a_signature_is_added_to_a_copy_and_is_valid(
    officer: Session, placed: str, make: Make, tmp_path: Path
) -> None:
    reference = print_contract_schedule(officer, placed).reference
    one = document(officer.tables, reference)
    registered = registered_bytes(officer.tables, one)

    kept = certify(officer, reference, make(), PASSPHRASE, places=(1,), reason="Agreed")
    assert kept.copy.shows == ("For Buckinghamshire Council",)
    assert kept.copy.note == "By the certificate of Hugh Oyelaran, issued by Hugh Oyelaran"
    with pytest.raises(BadInput, match="does not sign for them"):
        certify(officer, reference, make(), PASSPHRASE, places=(2,))
    add_party(officer, reference, "For Buckinghamshire Council", name="Ravi Anand")
    certify(officer, reference, make("Ravi Anand"), PASSPHRASE, places=(3,))
    # The registered bytes stay, and each signed copy begins with those before it.
    assert registered_bytes(officer.tables, one) == registered
    found = signatures_of(officer.tables, one)
    assert [party.signed_how for party in found.parties] == ["digitally", "", "digitally"]
    second, first = (open_signed(officer, reference, copy.id)[1] for copy in found.copies)
    assert first.startswith(registered)
    assert second.startswith(first)

    signed = reader.PdfFileReader(io.BytesIO(second)).embedded_signatures
    assert [one.field_name for one in signed] == ["Signature1", "Signature2"]
    for signature in signed:
        trusted = context.ValidationContext(trust_roots=[signature.signer_cert])
        status = validation.validate_pdf_signature(signature, trusted)
        assert status.intact
        assert status.valid
    altered = bytearray(second)
    at = altered.index(b"%PDF-1") + 20
    altered[at] = altered[at] ^ 1
    broken = reader.PdfFileReader(io.BytesIO(bytes(altered)), strict=False).embedded_signatures
    assert not validation.validate_pdf_signature(broken[0], trusted).intact

    mine = tmp_path / "signed.pdf"
    mine.write_bytes(second)
    asked = provenance_of(officer.tables, mine)
    assert f"the signed copy of {reference}" in asked.sentence
    with pytest.raises(Refused, match="signed here"):
        remove_signed(officer, reference, kept.copy.id, reason="Not ours.")


def test_a_certificate_that_cannot_sign_is_refused_in_a_sentence(
    officer: Session, placed: str, make: Make, tmp_path: Path
) -> None:
    reference = print_contract_schedule(officer, placed).reference
    letter = tmp_path / "letter.p12"
    letter.write_text("Dear colleague", "utf-8")
    before = officer.store.marker()
    for path, passphrase, said in (
        (make(), "another word", "passphrase does not open"),
        (make(since=-400), PASSPHRASE, "ran out on"),
        (make("Coming", since=2), PASSPHRASE, "valid from .* only"),
        (make("Other", signs=False), PASSPHRASE, "may not be used to sign"),
        (letter, PASSPHRASE, "no certificate with its key"),
    ):
        with pytest.raises(BadInput, match=said):
            certify(officer, reference, path, passphrase)
    with pytest.raises(Refused, match="is not there"):
        certify(officer, reference, tmp_path / "gone.p12", PASSPHRASE)
    assert officer.store.marker() == before
    assert "No certificate is named" in why_no_certifying(None)
