"""From offers to placement: `offer`, `decide`, `approve`, `place`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.agreements.charge_model import AccountCharge
from resources_app.approvals.checklists import CHECKLISTS
from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import (
    approve_area,
    approve_decision,
    approve_spot,
    reject_decision,
    up_for_approval,
)
from resources_app.casework.put_up import approval_sentence
from resources_app.cli.commands import RoomGroup, Row
from resources_app.cli.context import DATE, FILE, Invocation, example, one_code, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput
from resources_app.placements.actions import place_child
from resources_app.placements.charge_words import final_text
from resources_app.placements.model import PlacementTerms
from resources_app.requests.actions.deciding import decide_offer, decide_offer_from_file
from resources_app.requests.actions.offering import record_offer_from_file, withdraw_offer
from resources_app.requests.comparison import Comparison
from resources_app.requests.costs import Cost, cost_of, cost_text
from resources_app.requests.lots import OtherLot
from resources_app.requests.model import (
    Decision,
    FundingShare,
    NewDecision,
    Offer,
    OfferStatus,
    State,
)
from resources_app.requests.offer_queries import offer as offer_with_id
from resources_app.requests.offer_queries import offers
from resources_app.requests.price_words import line_text
from resources_app.requests.queries import request as request_with


@dataclass(frozen=True)
class OfferTaken:
    """An offer as it is stored, and what it costs. `already_there`: it was recorded before.

    `other_lots` are those it could be held against as well, when nobody named one.
    """

    offer: Offer
    cost: Cost
    already_there: bool
    other_lots: tuple[OtherLot, ...]


@dataclass(frozen=True)
class OfferNow:
    """Where an offer stands now."""

    offer_id: str
    status: OfferStatus


@dataclass(frozen=True)
class Decided:
    """A decision that waits for approval; `who_may_approve` is the lowest role, or empty."""

    reference: str
    decision: Decision
    cost: Cost
    who_may_approve: str


@dataclass(frozen=True)
class Approved:
    """An approval as it was given: `outcome` is approved or refused, `by` the officer's name."""

    reference: str
    kind: ApprovalKind
    outcome: str
    state: State
    by: str


@dataclass(frozen=True)
class PlacementMade:
    """A placement and its agreement, and what the law still wants done about it.

    `final` is what the last month costs of a placement that ended to make room.
    """

    reference: str
    ipa_reference: str
    start: date
    still_due: tuple[str, ...]
    final: tuple[AccountCharge, ...]


PRINTS = {
    "offer add": OfferTaken,
    "offer list": list[Offer],
    "offer compare": Comparison,
    "offer withdraw": OfferNow,
    "decide": Decided,
    "approve": Approved,
    "place": PlacementMade,
}


# What lays offers side by side needs the search and the map.
_COMPARING = (
    Row("compare", "comparing", "offer_compare", "Lay the offers for a request side by side."),
)


@click.group("offer", cls=RoomGroup, later=_COMPARING)
def offer_group() -> None:
    """Offers of homes."""


@offer_group.command("add", epilog=example("offer add REQ-26-A7-0042 offer.json"))
@click.argument("reference")
@click.argument("file", type=FILE)
@with_invocation
def offer_add(here: Invocation, reference: str, file: Path) -> None:
    """Record an offer from a JSON FILE; its prices are set beside the contract's."""
    with at_work(here) as session:
        made = record_offer_from_file(session, reference, file)
        offer = offer_with_id(session.tables, made.id)
    cost = cost_of(offer.prices, offer.available_from)
    data = OfferTaken(offer, cost, made.already_there, made.other_lots)
    lines = [f"{offer.service_name} offers a home from {day_text(offer.available_from)}."]
    if offer.lot:
        lines.append(f"  Held against {offer.lot} {offer.lot_title}, tier {offer.tier}.")
    lines += [f"  Or name another lot in the file: {one}" for one in made.other_lots]
    lines += [f"  {line.element}: {line_text(line)}" for line in offer.prices]
    report(here.json, data, "\n".join([*lines, f"  {cost_text(cost)}"]))


@offer_group.command("list")
@click.argument("reference")
@with_invocation
def offer_list(here: Invocation, reference: str) -> None:
    """List the offers made for a request."""
    with at_work(here, read_only=True) as session:
        found = offers(session.tables, request_with(session.tables, reference).id)
    rows = [
        (
            one.urn,
            one.service_name,
            str(one.status),
            f"from {day_text(one.available_from)}",
            cost_text(cost_of(one.prices, one.available_from)),
        )
        for one in found
    ]
    report(here.json, found, columns(rows) or "No offer has come in.")


@offer_group.command("withdraw")
@click.argument("offer_id")
@one_code("--reason", CodeList.OFFER_WITHDRAWN_REASONS, "Why.", required=True)
@with_invocation
def offer_withdraw(here: Invocation, offer_id: str, reason: str) -> None:
    """Take an offer back; a decision for it is set aside."""
    with at_work(here) as session:
        withdraw_offer(session, offer_id, reason=reason)
    report(here.json, OfferNow(offer_id, OfferStatus.WITHDRAWN), "The offer is withdrawn.")


@click.command(epilog=example("decide REQ-26-A7-0042 --file decision.json"))
@click.argument("reference")
@click.option("--file", type=FILE, help="JSON file of the decision; else give the options below.")
@click.option("--offer", default="", help="The chosen offer: its id, or the service's URN.")
@click.option("--reasons", default="", help="Why this home.")
@click.option("--alternatives", default="", help="What else was considered, and why not.")
@click.option("--value-for-money", default="", help="What is had for the price.")
@click.option("--child-views", default="", help="What the child wants, or why not asked.")
@click.option("--family-views", default="", help="What the family wants, or why not asked.")
@click.option(
    "--funding",
    default="social care=100",
    show_default=True,
    help="Who pays how many per cent: “social care=60,education=40”.",
)
@with_invocation
def decide(here: Invocation, reference: str, file: Path | None, **words: str) -> None:
    """Choose between the offers; what it costs is put up for approval."""
    with at_work(here) as session:
        if file is not None:
            decided = decide_offer_from_file(session, reference, file)
        else:
            funding = _funding(words.pop("funding"))
            decided = decide_offer(session, reference, NewDecision(funding=funding, **words))
        up = up_for_approval(session, reference)
    data = Decided(up.request.reference, up.decision, decided.cost, up.who_may)
    who = f"a {up.who_may}" if up.who_may else "nobody: no limit is high enough"
    report(here.json, data, f"{approval_sentence(up.offer)} It can be approved by {who} or above.")


def _funding(text: str) -> tuple[FundingShare, ...]:
    """Read `social care=60,education=40`. Raises BadInput."""
    shares = []
    for part in text.split(","):
        funder, _, per_cent = part.partition("=")
        try:
            shares.append(FundingShare(funder.strip(), round(float(per_cent) * 100)))
        except ValueError as error:
            raise BadInput(
                f"“{part.strip()}” is not a share of the funding.",
                remedy="Write “social care=60,education=40”.",
            ) from error
    return tuple(shares)


@click.command(epilog=example('approve REQ-26-A7-0042 --words "Agreed."'))
@click.argument("reference")
@click.option("--words", default="", help="What you say with it.")
@click.option("--refuse", is_flag=True, help="Refuse the funding instead; --words say why.")
@click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in ApprovalKind]),
    default=str(ApprovalKind.MONEY),
    show_default=True,
    help="Money is by delegated limit; the others are the law's and standing orders'.",
)
@click.option(
    "--check",
    "checks",
    multiple=True,
    metavar="ITEM=ANSWER",
    help="How an item of a statutory approval's checklist was met, or why it does not arise: "
    f"{', '.join(one.code for one in CHECKLISTS)}.",
)
@with_invocation
def approve(
    here: Invocation, reference: str, words: str, refuse: bool, kind: str, checks: tuple[str, ...]
) -> None:
    """Approve a decision's funding (never your own), or give an approval the law asks for."""
    answers = dict(_answer(one) for one in checks)
    with at_work(here) as session:
        if kind == ApprovalKind.SPOT_EXEMPTION:
            approve_spot(session, reference, words=words)
        elif kind != ApprovalKind.MONEY:
            approve_area(session, reference, ApprovalKind(kind), words=words, checks=answers)
        elif refuse:
            reject_decision(session, reference, words=words)
        else:
            approve_decision(session, reference, words=words)
        state = request_with(session.tables, reference).state
        name = session.officer.name
    outcome = "refused" if refuse else "approved"
    data = Approved(reference.strip().upper(), ApprovalKind(kind), outcome, state, name)
    what = "Funding" if kind == ApprovalKind.MONEY else kind.capitalize()
    report(here.json, data, f"{what} {outcome} by {name}; the request is {state}.")


def _answer(text: str) -> tuple[str, str]:
    """Read `relatives=His aunt was asked on 24 Nov 2026.` Raises BadInput."""
    item, equals, answer = text.partition("=")
    if not equals:
        raise BadInput(f"“{text}” answers no item.", remedy="Write “relatives=His aunt agrees.”.")
    return item.strip(), answer


@click.command(epilog=example("place REQ-26-A7-0042 --start 2026-12-07"))
@click.argument("reference")
@click.option("--start", type=DATE, required=True, help="The first night.")
@click.option("--expected-end", type=DATE, help="The day the child is expected to leave.")
@click.option("--placement-code", default="", help="SSDA903 placement type, for example K2.")
@click.option("--delegated-authority", default="", help="What the carers may decide themselves.")
@click.option("--special-terms", default="", help="Printed in the contract schedule.")
@click.option(
    "--preferred-place/--other-place", "preferability_location", default=None,
    help="Whether the home is where it was preferred, as the national standard asks.",
)  # fmt: skip
@click.option(
    "--school-goes-on/--school-changes", "education_continuity", default=None,
    help="Whether the child stays at the same school, as the national standard asks.",
)  # fmt: skip
@click.option("--end-current", is_flag=True, help="End the child's present placement on that day.")
@one_code("--end-code", CodeList.REASON_PLACEMENT_CHANGED, "Why it ends.", default="")
@click.option("--end-reason", default="", help="What happened, in words.")
@click.option("--notice-given", "notice_given_on", type=DATE, help="The day notice was given.")
@click.option(
    "--notice-by",
    "notice_given_by",
    type=click.Choice(["council", "provider"]),
    help="Who gave it.",
)
@click.option("--broke-down", "disrupted", is_flag=True, help="It ended as it could not go on.")
@with_invocation
def place(here: Invocation, reference: str, start: date, **given: object) -> None:
    """Make the placement and its individual placement agreement (IPA)."""
    given["notice_given_by"] = given["notice_given_by"] or ""
    terms = PlacementTerms(start=start, **given)  # type: ignore[arg-type]
    with at_work(here) as session:
        placed = place_child(session, reference, terms)
    data = PlacementMade(
        placed.reference, placed.ipa_reference, start, placed.still_due, placed.final
    )
    text = [f"{placed.reference} starts on {day_text(start)} under {placed.ipa_reference}."]
    text += map(final_text, placed.final)
    text += [f"Still due: {one}" for one in placed.still_due]
    report(here.json, data, "\n".join(text))
