"""Gathers the letters of an approved uplift: one for each provider whose prices change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.agreements.model import age_words
from resources_app.agreements.uplift_model import RateChange, Uplift, UpliftState
from resources_app.agreements.uplift_queries import changes_of, find_uplift
from resources_app.agreements.uplift_words import how_words
from resources_app.documents.addressing import address_of
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.errors import NotFound, Refused
from resources_app.foundations.phrases import capital
from resources_app.printing.frame import Imprint
from resources_app.printing.uplift_letter import LetterPrice, UpliftLetter
from resources_app.providers.model import Provider
from resources_app.providers.queries import provider
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class Addressed:
    """An uplift's changes for one provider."""

    uplift: Uplift
    provider: Provider
    changes: tuple[RateChange, ...]


def addressed(tables: Tables, reference: str, name: str = "") -> list[Addressed]:
    """Who is written to about an uplift, by name; only one provider where its name is given.

    Raises NotFound, and Refused until the uplift is approved: no letter tells of what may not be.
    """
    uplift = find_uplift(tables, reference)
    if uplift.state is not UpliftState.APPROVED:
        raise Refused(
            f"{uplift.reference} is {uplift.state}.",
            remedy="Letters are printed once it is approved.",
        )
    by_provider: dict[str, list[RateChange]] = {}
    for one in changes_of(tables, uplift.id):
        by_provider.setdefault(one.held.provider_id, []).append(one)
    found = [
        Addressed(uplift, provider(tables, key), tuple(changes))
        for key, changes in by_provider.items()
    ]
    chosen = [one for one in found if name.casefold() in ("", one.provider.name.casefold())]
    if not chosen:
        raise NotFound(f"{uplift.reference} changes no price of “{name}”.")
    return chosen


def gather_letter(tables: Tables, to: Addressed, imprint: Imprint) -> UpliftLetter:
    """The letter to one provider."""
    uplift, one = to.uplift, to.provider
    return UpliftLetter(
        imprint=imprint,
        provider=one.name,
        address=address_of(tables, one),
        agreement=f"{uplift.agreement}: {uplift.agreement_title}",
        reference=uplift.reference,
        how=how_words(uplift),
        source=uplift.index_source or uplift.source_file,
        day=day_text(uplift.effective_from),
        last_day=day_text(inclusive_end(uplift.effective_from)),
        prices=_prices(to.changes),
        reply_to=home_authority(tables).placements_email,
    )


def _prices(changes: Sequence[RateChange]) -> tuple[LetterPrice, ...]:
    in_order = sorted(changes, key=lambda one: (_number(one.held.lot_code), one.held.lot_code))
    return tuple(
        LetterPrice(
            lot=f"Lot {one.held.lot_code} {one.held.lot_title}".strip(),
            service=_service(one),
            bought=_bought(one),
            old_pence=one.old_pence,
            new_pence=one.new_pence,
        )
        for one in in_order
    )


def _service(one: RateChange) -> str:
    """The service with its URN: an agency may have several registrations of one name."""
    name = one.held.service_name or one.held.provider_name
    return f"{name} (URN\u00a0{one.held.urn})" if one.held.urn else name


def _number(code: str) -> int:
    """Lots stand in the order people number them: 2 before 10."""
    digits = "".join(char for char in code if char.isdigit())
    return int(digits) if digits else 0


def _bought(one: RateChange) -> str:
    rate = one.held.rate
    ages = age_words(rate.age_from, rate.age_to)
    return f"{capital(str(rate.element))}, {ages}, {rate.unit.each}"
