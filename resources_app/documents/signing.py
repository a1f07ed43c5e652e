"""Keeps how each signature of a document stands: asked for, given, declined, or not needed.

Whoever is to sign is taken from the document's own signature blocks when it is registered. A later
version to the same recipient takes over: nobody is asked for the earlier one any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Document, Kind
from resources_app.documents.queries import document
from resources_app.documents.signature_model import (
    SignatureKept,
    SignatureState,
    SignedHow,
    SigningParty,
)
from resources_app.documents.signature_queries import (
    open_parties_before,
    signing_parties,
    signing_party,
)
from resources_app.foundations.dates import day_text
from resources_app.foundations.emails import email_address
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.working_days import add_working_days
from resources_app.printing.signature import Signatory
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# Working days within which a signature is expected, unless another day is named when it is asked
# for. It is the team's own time. To add a kind that has another: a row.
SIGNED_WITHIN = 10
_OTHER_TIMES: Mapping[Kind, int] = {Kind.VARIATION: 5}

# What is put back when a signature stands otherwise than was written down.
UNSETTLED: Mapping[str, object] = {
    "signed_on": None,
    "signed_how": "",
    "declined_on": None,
    "declined_why": "",
    "not_needed_why": "",
}


def due_for(kind: Kind, asked_on: date) -> date:
    """The last day on which a signature asked for on a day is expected."""
    return add_working_days(asked_on, _OTHER_TIMES.get(kind, SIGNED_WITHIN))


def seed_parties(
    session: Session, tables: Tables, one: Document, signatories: Sequence[Signatory]
) -> None:
    """Write down who is to sign a document that is being registered, inside that action."""
    tables.insert_many(
        "signature_party",
        [
            {
                "id": session.new_id(),
                "document_id": one.id,
                "place": place,
                "party": signatory.for_whom,
                "name": signatory.name,
                "position": signatory.position,
            }
            for place, signatory in enumerate(signatories, start=1)
        ],
    )
    for party_id in open_parties_before(tables, one):
        tables.update(
            "signature_party", party_id, {"not_needed_why": f"Superseded by {one.reference}"}
        )


def check_stands(one: Document, remedy: str) -> None:
    """Raise Refused for a document that is superseded: its signatures are wanted no more."""
    if one.superseded_by:
        raise Refused(f"{one.reference} is superseded by {one.superseded_by}.", remedy=remedy)


def why_nobody_signs(kind: Kind) -> str:
    """Why a kind of document has no parties who sign, in a sentence; empty where it has."""
    return "" if KINDS[kind].signed_by else f"Nobody signs this: {KINDS[kind].name.lower()}."


def add_party(
    session: Session,
    reference: str,
    party: str,
    *,
    name: str = "",
    position: str = "",
    email: str = "",
) -> SignatureKept:
    """Add somebody who is to sign a document, after those who are. Raises NotFound, BadInput,
    and Refused for a kind of document that nobody signs.
    """
    require(session, Permission.ASK_SIGNATURES)
    if not party.strip():
        raise BadInput("Say for whom they sign.", where=Where(field="party"))
    one = document(session.tables, reference)
    if why := why_nobody_signs(one.kind):
        raise Refused(why)
    with session.act("add_signing_party") as act:
        place = len(signing_parties(act.tables, one.id)) + 1
        act.tables.insert(
            "signature_party",
            {
                "id": session.new_id(),
                "document_id": one.id,
                "place": place,
                "party": " ".join(party.split()),
                "name": " ".join(name.split()),
                "position": " ".join(position.split()),
                "email": email_address(email, where=Where(field="email")),
            },
        )
        kept = signing_party(act.tables, one, place)
    return SignatureKept(kept, act.changes)


def ask_signature(
    session: Session,
    reference: str,
    place: int,
    *,
    on: date | None = None,
    due: date | None = None,
    email: str = "",
) -> SignatureKept:
    """Say that a party was asked to sign, on a day (today), and by when it is expected.

    Raises NotFound, BadInput where the last day is before the day of asking, and Refused once the
    signature is there or was declined.
    """
    one, party = _to_settle(session, reference, place, Permission.ASK_SIGNATURES)
    asked = on or session.today()
    last = due or due_for(one.kind, asked)
    if last < asked:
        raise BadInput(
            f"The signature would be due on {day_text(last)}, before it is asked for.",
            where=Where(field="due"),
        )
    address = email_address(email, where=Where(field="email"))
    return _settle(
        session,
        "ask_signature",
        one,
        party,
        {"asked_on": asked, "due_on": last, "email": address or party.email},
    )


def record_signature(
    session: Session,
    reference: str,
    place: int,
    *,
    on: date | None = None,
    how: SignedHow = SignedHow.BY_HAND,
) -> SignatureKept:
    """Say that a party has signed, on a day (today). Raises NotFound, BadInput for a day to come,
    and Refused once it is settled."""
    one, party = _to_settle(session, reference, place)
    day = _not_later(session, on)
    return _settle(
        session, "record_signature", one, party, {"signed_on": day, "signed_how": str(how)}
    )


def decline_signature(
    session: Session, reference: str, place: int, *, why: str, on: date | None = None
) -> SignatureKept:
    """Say that a party will not sign, and why. Raises as `record_signature`, and without a why."""
    one, party = _to_settle(session, reference, place)
    changed = {"declined_on": _not_later(session, on), "declined_why": _reason(why)}
    return _settle(session, "decline_signature", one, party, changed)


def waive_signature(session: Session, reference: str, place: int, *, why: str) -> SignatureKept:
    """Say why a party need not sign. Raises as `decline_signature`."""
    one, party = _to_settle(session, reference, place)
    return _settle(session, "waive_signature", one, party, {"not_needed_why": _reason(why)})


def reopen_signature(session: Session, reference: str, place: int, *, why: str) -> SignatureKept:
    """Take back what was written down of a party's signature. Raises NotFound, BadInput without a
    why, and Refused where nothing was."""
    require(session, Permission.KEEP_SIGNATURES)
    one = document(session.tables, reference)
    party = signing_party(session.tables, one, place)
    if party.is_open:
        raise Refused(f"{party.party}: the signature is still {party.state}.")
    return _settle(session, "reopen_signature", one, party, dict(UNSETTLED), reason=_reason(why))


def _to_settle(
    session: Session,
    reference: str,
    place: int,
    permission: Permission = Permission.KEEP_SIGNATURES,
) -> tuple[Document, SigningParty]:
    require(session, permission)
    one = document(session.tables, reference)
    party = signing_party(session.tables, one, place)
    if not party.is_open:
        remedy = "Take that back first, if it is not so."
        raise Refused(f"{party.party}: {_settled(party)}.", remedy=remedy)
    return one, party


def _settled(party: SigningParty) -> str:
    if party.state is SignatureState.SIGNED:
        return f"signed on {day_text(party.signed_on)}"
    if party.state is SignatureState.DECLINED:
        return f"declined on {day_text(party.declined_on)}"
    return f"not needed: {party.not_needed_why}"


def _settle(
    session: Session,
    action: str,
    one: Document,
    party: SigningParty,
    changed: dict[str, object],
    *,
    reason: str = "",
) -> SignatureKept:
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in changed.items()
    }
    with session.act(action, reason=reason) as act:
        act.tables.update("signature_party", party.id, values)
        kept = signing_party(act.tables, one, party.place)
    return SignatureKept(kept, act.changes)


def _not_later(session: Session, on: date | None) -> date:
    day = on or session.today()
    if day > session.today():
        raise BadInput(
            f"{day_text(day)} is still to come.",
            where=Where(field="on"),
            remedy="Give the day on which it happened.",
        )
    return day


def _reason(why: str) -> str:
    if not why.strip():
        raise BadInput("Say why.", where=Where(field="why"))
    return why.strip()
