"""Warns before a panel's paper or a comparison of offers is printed: its free texts are printed as
they were typed, and may name somebody.

Such papers stay within the council and are not stopped. A panel's paper knows children by their
initials; a comparison says who the child is, so that only others are looked for in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from resources_app.documents.finding_model import LeakFinding, Secret, Whose, numbered
from resources_app.documents.gathering_referral import subjects_of
from resources_app.documents.leaks import find_leaks
from resources_app.documents.pack_checking import secrets_about
from resources_app.foundations.counting import counted
from resources_app.requests.model import Offer, OfferStatus
from resources_app.requests.offer_queries import offers
from resources_app.requests.panel_queries import panel
from resources_app.requests.queries import request
from resources_app.session import Session


def warnings_of_panel(session: Session, reference: str) -> tuple[LeakFinding, ...]:
    """Every place in what was typed for a panel that names somebody. Raises NotFound."""
    found = panel(session.tables, reference)
    # Who sits on it may be named.
    allowed = _with_parts((found.chair, *found.attendees))
    warnings: list[LeakFinding] = []
    every: dict[Secret, None] = {}
    for one in found.items:
        secrets = _secrets(session, one.reference)
        every |= dict.fromkeys(secrets)
        texts = [
            (f"{one.reference}, what is asked", one.question),
            (f"{one.reference}, what the panel said", one.words),
        ]
        warnings += find_leaks(texts, secrets, allowed)
    whole = [("Title", found.title), ("Minutes", found.minutes)]
    warnings += find_leaks(whole, tuple(every), allowed)
    return tuple(warnings)


def _with_parts(names: Iterable[str]) -> tuple[str, ...]:
    """Names and their parts, the longest first."""
    every = {part for name in names for part in (name, *name.split()) if len(part) > 1}
    return tuple(sorted(every, key=lambda one: (-len(one), one)))


def warnings_of_comparison(session: Session, reference: str) -> tuple[LeakFinding, ...]:
    """Every place in what services wrote that names somebody but the child. Raises NotFound."""
    tables = session.tables
    secrets = [one for one in _secrets(session, reference) if one.whose is not Whose.CHILD]
    made = offers(tables, request(tables, reference).id)
    standing = (one for one in made if one.status is not OfferStatus.WITHDRAWN)
    return find_leaks((text for one in standing for text in _of_offer(one)), secrets)


def _of_offer(one: Offer) -> Iterator[tuple[str, str]]:
    yield f"{one.service_name}, how needs would be met", one.how_needs_met
    yield f"{one.service_name}, why above the contract price", one.above_contract_reason
    for line in one.prices:
        yield f"{one.service_name}, what a price buys", line.description


def _secrets(session: Session, reference: str) -> tuple[Secret, ...]:
    tables = session.tables
    subjects = subjects_of(tables, request(tables, reference), session.today())
    return secrets_about(tables, subjects)


def warning_text(findings: Sequence[LeakFinding]) -> str:
    """What is said before printing: how many places, and each, masked; empty for none."""
    if not findings:
        return ""
    return f"{counted(len(findings), 'place')} in it may name somebody:\n{numbered(findings)}"
