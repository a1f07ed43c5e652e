"""Chooses what is printed together. To add a batch: a function that gives a `Batch`, its command in
cli/batches.py, and its button in ui/pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from resources_app.agreements.uplift_model import Uplift, UpliftState
from resources_app.agreements.uplift_queries import changes_of, find_uplift
from resources_app.documents.actions import (
    print_contract_schedule,
    print_referral_pack,
    print_uplift_letter,
)
from resources_app.documents.batch_queries import live_agreements_of, live_agreements_under
from resources_app.documents.batches import Batch, Item
from resources_app.documents.gathering_uplift import Addressed, addressed
from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Kind
from resources_app.documents.registering import Job
from resources_app.finance.claim_queries import find_provider
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import NotFound, Refused
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session


def schedules_of_provider(session: Session, name: str, manner: Manner = ORDINARY) -> Batch:
    """The contract schedules of a provider's placements that go on, by name or supplier number.

    Raises NotFound for an unknown provider and for one without such a placement.
    """
    provider_id, found = find_provider(session.tables, name)
    every = live_agreements_of(session.tables, provider_id, session.today())
    return _schedules(f"Contract schedules of {found}", every, manner)


def schedules_after_uplift(session: Session, reference: str, manner: Manner = ORDINARY) -> Batch:
    """The contract schedules of every placement whose prices an uplift has raised, by provider.

    Raises NotFound, and Refused before the day from which its prices hold: what is printed until
    then would still say the old ones.
    """
    uplift = find_uplift(session.tables, reference)
    _check_holds(session, uplift)
    members = {one.held.rate.membership_id for one in changes_of(session.tables, uplift.id)}
    every = live_agreements_under(session.tables, members, session.today())
    return _schedules(f"Contract schedules after {uplift.reference}", every, manner)


def _check_holds(session: Session, uplift: Uplift) -> None:
    if uplift.state is not UpliftState.APPROVED:
        raise Refused(
            f"{uplift.reference} is {uplift.state}.",
            remedy="Schedules with its prices are printed once it is approved.",
        )
    if uplift.effective_from > session.today():
        day = day_text(uplift.effective_from)
        raise Refused(
            f"Not yet: the prices of {uplift.reference} hold from {day}, and a schedule that is "
            "printed before says the old ones.",
            remedy=f"Print them from {day} on; its letters tell the new prices now.",
        )


def schedules_of(
    references: Sequence[str], manner: Manner = ORDINARY, *, to: Sequence[str] = ()
) -> Batch:
    """The contract schedules of placements or agreements, by their references, as they are named.

    `to` names the provider of each, where that is known already.

    One that is unknown refuses when its turn comes, and stops no other.
    """
    return _schedules("Contract schedules", list(zip_longest(references, to, fillvalue="")), manner)


def _schedules(title: str, every: Sequence[tuple[str, str]], manner: Manner) -> Batch:
    if not every:
        raise NotFound(f"{title}: there is none; no placement goes on there.")
    items = (
        Item(about, to, partial(_schedule, reference=about, manner=manner))
        for about, to in dict.fromkeys(every)
    )
    return Batch(title, KINDS[Kind.CONTRACT_SCHEDULE].action, tuple(items))


def _schedule(session: Session, reference: str, manner: Manner) -> Job:
    return print_contract_schedule.job(session, reference, manner=manner)


def packs_of(references: Sequence[str], manner: Manner = ORDINARY, *, full: bool = False) -> Batch:
    """The referral packs of requests, by their references, for nobody in particular."""
    if not references:
        raise NotFound("No request was named.")
    items = (
        Item(one, "", partial(_pack, reference=one, full=full, manner=manner))
        for one in dict.fromkeys(references)
    )
    kind = Kind.FULL_REFERRAL_PACK if full else Kind.REFERRAL_PACK
    title = "Referral packs, full" if full else "Referral packs, anonymised"
    return Batch(title, KINDS[kind].action, tuple(items))


def packs_of_release(
    session: Session, reference: str, round_number: int, manner: Manner = ORDINARY
) -> Batch:
    """The anonymised pack of a request for every service of one round: one document, and a copy
    for each that carries its name.

    Raises NotFound for an unknown request or round.
    """
    asked = request(session.tables, reference)
    rounds = {one.round_number: one for one in releases(session.tables, asked.id)}
    if round_number not in rounds:
        there = ", ".join(str(one) for one in sorted(rounds)) or "none yet"
        raise NotFound(
            f"{asked.reference} has no round {round_number}.", remedy=f"Its rounds: {there}."
        )
    items = (
        Item(
            asked.reference,
            to.service_name,
            partial(_pack, reference=asked.reference, full=False, manner=manner),
            to.service_id,
        )
        for to in rounds[round_number].recipients
    )
    title = f"Packs of {asked.reference}, round {round_number}"
    return Batch(title, KINDS[Kind.REFERRAL_PACK].action, tuple(items))


def _pack(session: Session, reference: str, full: bool, manner: Manner) -> Job:
    return print_referral_pack.job(session, reference, full=full, manner=manner)


def letters_of_uplift(
    session: Session, reference: str, provider: str = "", manner: Manner = ORDINARY
) -> Batch:
    """The letters of an approved uplift, by provider; only one's where its whole name is given.

    Raises NotFound, and Refused until the uplift is approved.
    """
    every = addressed(session.tables, reference, provider)
    items = (
        Item(
            to.uplift.reference,
            to.provider.name,
            partial(_letter, to=to, manner=manner),
        )
        for to in every
    )
    title = f"Letters of {every[0].uplift.reference}"
    return Batch(title, KINDS[Kind.UPLIFT_LETTER].action, tuple(items))


def _letter(session: Session, to: Addressed, manner: Manner) -> Job:
    return print_uplift_letter.job(session, to, manner=manner)
