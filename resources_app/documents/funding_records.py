"""Prints the record of a request's funding approval: the decision and who approved it.

What stands in it is all that was known when it was printed: a decision that is set aside later,
or a spoken word that is confirmed, makes the next version.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from resources_app.approvals.checklists import item_words
from resources_app.approvals.model import Approval, ApprovalKind, Recommendation
from resources_app.approvals.queries import limits_of
from resources_app.approvals.recommendation_queries import recommendations_of
from resources_app.casework.journey import RequestWhole, gather_whole
from resources_app.casework.put_up import subject_of
from resources_app.documents.describing import born, homes, long_day
from resources_app.documents.model import Kind
from resources_app.documents.pricing import shares_of
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.clock import local_text
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital, curled, joined
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.funding_record import FundingRecord, OfferMade, PricedLine, Step
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.requests.costs import cost_of
from resources_app.requests.model import Decision, Offer, OfferPrice, OfferStatus
from resources_app.requests.panel_model import PanelItem
from resources_app.requests.panel_queries import panel_items_of
from resources_app.requests.price_words import amount_text, asked_text
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import DelegatedLimit, Permission
from resources_app.team.permissions import require


@printing
def print_funding_record(session: Session, reference: str, *, manner: Manner = ORDINARY) -> Job:
    """Print the funding approval record of a request.

    Raises NotFound for an unknown request, and Refused until its funding is approved: before that
    there is nothing to record.
    """
    require(session, Permission.PRINT)
    whole = gather_whole(session, reference)
    decision = whole.decision
    if decision is None:
        raise Refused("Not yet: nothing is decided.", remedy="Decide between the offers first.")
    if not any(_is_yes(one, decision) for one in whole.approvals):
        raise Refused(
            "Not yet: the funding is not approved.", remedy="Have it approved within a limit."
        )
    about = whole.request.reference
    imprint = imprint_of(session, Kind.FUNDING_RECORD, about, manner)
    record = _record(session.tables, whole, decision, imprint)
    return Job(Kind.FUNDING_RECORD, whole.request.id, "the request’s file", record)


def _is_yes(one: Approval, decision: Decision) -> bool:
    """Whether it is a yes to exactly this decision's money."""
    money = one.kind is ApprovalKind.MONEY and one.outcome == "approved"
    return money and one.subject == subject_of(decision)


def _record(
    tables: Tables, whole: RequestWhole, decision: Decision, imprint: Imprint
) -> FundingRecord:
    chosen = next(one for one in whole.offers if one.id == decision.offer_id)
    return FundingRecord(
        imprint=imprint,
        headline=_headline(whole, decision),
        summary=tuple(_summary(whole, decision, chosen)),
        asked=tuple(_asked(whole)),
        considered=tuple(one.sentence for one in whole.considered),
        searched=tuple(_searched(whole)),
        offers=tuple(_offer(one, chosen) for one in whole.offers),
        reasons=decision.reasons,
        prices=tuple(map(_line, chosen.prices)),
        above_contract=chosen.above_contract_reason,
        funding=shares_of(decision.funding, decision.weekly_pence, decision.annual_pence),
        alternatives=decision.alternatives,
        child_views=decision.child_views,
        family_views=decision.family_views,
        value_for_money=decision.value_for_money,
        steps=tuple(_steps(tables, whole, decision)),
        earlier=tuple(map(_set_aside, whole.decisions_set_aside)),
        bound=decision.bound_sha256,
    )


def _headline(whole: RequestWhole, decision: Decision) -> str:
    ways = [one for one in (whole.placement_reference, whole.ipa_reference) if one]
    placed = f"; placed under {joined(ways)}" if ways else ""
    return f"The decision of {local_text(decision.decided_at)}{placed}"


def _summary(whole: RequestWhole, decision: Decision, chosen: Offer) -> Iterator[Fact]:
    yield born((whole.child, *whole.siblings))
    yield Fact("Legal status", whole.legal_status)
    yield Fact("Home", f"{chosen.service_name}, Ofsted URN {chosen.urn}")
    yield Fact("From", day_text(chosen.available_from))
    yield Fact("A week", pounds(decision.weekly_pence))
    once = f", and {pounds(decision.one_off_pence)} once" if decision.one_off_pence else ""
    yield Fact("Twelve months", f"{pounds(decision.annual_pence)}{once}")


def _asked(whole: RequestWhole) -> Iterator[Fact]:
    asked = whole.request
    yield Fact("Sought", capital(joined(homes(asked.provision_sought), "or").lower()))
    when = long_day(asked.needed_by_date) or asked.needed_by
    yield Fact("Needed by", f"{when}, {asked.urgency.value}" if when else asked.urgency.value)
    if asked.expected_weeks:
        yield Fact("Expected stay", counted(asked.expected_weeks, "week"))
    if asked.authorised_at is not None:
        yield Fact(
            "Authority to search", f"{whole.authorised_by}, {local_text(asked.authorised_at)}"
        )
    if asked.authority_note:
        yield Fact("In their words", asked.authority_note)
    for one in whole.exceptions:
        yield Fact("Setting not registered", one.sentence)


def _searched(whole: RequestWhole) -> Iterator[str]:
    """Each round of the search, and what kept a rung from being asked."""
    for sent in whole.releases:
        answered = sum(one.responded_at is not None for one in sent.recipients)
        why = sent.skipped_reason
        skipped = f" Rungs before it were passed over: {why}" if why else ""
        yield (
            f"Round {sent.round_number}, {sent.rung}, {local_text(sent.released_at)}: "
            f"{counted(len(sent.recipients), 'home')} asked, {answered} replied.{skipped}"
        )


def _offer(one: Offer, chosen: Offer) -> OfferMade:
    cost = cost_of(one.prices, one.available_from)
    if one.id == chosen.id:
        standing = "Chosen"
    elif one.status is OfferStatus.WITHDRAWN:
        why = words(CodeList.OFFER_WITHDRAWN_REASONS, one.withdrawn_reason)
        standing = f"Withdrawn: {why}" if one.withdrawn_reason else "Withdrawn"
    else:
        standing = "Not chosen"
    return OfferMade(one.service_name, standing, cost.weekly_pence, cost.annual_pence)


def _line(one: OfferPrice) -> PricedLine:
    contract = "" if one.contract_pence is None else amount_text(one.contract_pence, one.unit)
    return PricedLine(one.description or capital(one.element), asked_text(one), contract)


def _set_aside(one: Decision) -> str:
    assert one.set_aside_at is not None
    return (
        f"Decided {local_text(one.decided_at)}, {pounds(one.weekly_pence)} a week; set aside "
        f"{local_text(one.set_aside_at)}: {one.set_aside_reason or 'no reason is recorded'}"
    )


@dataclass(frozen=True)
class _At:
    """A step with the moment that it stands at."""

    moment: datetime
    step: Step


def _steps(tables: Tables, whole: RequestWhole, decision: Decision) -> Iterator[Step]:
    """What panels recommended, then what was put up and said yes or no to, in its order."""
    for item in panel_items_of(tables, whole.request.id):
        yield _panel(item)
    put = recommendations_of(tables, subject_of(decision), ApprovalKind.MONEY)
    limits = limits_of(tables, [one.id for one in whole.approvals])
    every = [_At(one.at, _put_up(one)) for one in put]
    every += [
        _At(one.decided_at, _approval(whole, one, limits.get(one.id))) for one in whole.approvals
    ]
    for one in sorted(every, key=lambda one: one.moment):
        yield one.step


def _panel(item: PanelItem) -> Step:
    said = str(item.outcome) if item.outcome else "nothing is recorded yet"
    facts = [
        Fact("Panel", f"{item.panel}, {day_text(item.held_on)}"),
        Fact("Asked", item.question),
        Fact("In its words", item.words),
        Fact("A panel’s word", "Is advice. It approves nothing."),
    ]
    return Step(f"Panel: {said}", tuple(fact for fact in facts if fact.value))


def _put_up(one: Recommendation) -> Step:
    facts = (
        Fact("By", f"{one.officer_name}, {curled(str(one.role))}"),
        Fact("When", local_text(one.at)),
        Fact("In their words", one.words),
    )
    return Step("Funding: recommended to whoever may approve it", facts)


# What each approval is called at the head of its step. To add a kind: a row here.
_APPROVALS = {
    ApprovalKind.MONEY: "Funding",
    ApprovalKind.OUT_OF_AREA: "Home outside the area (regulation 11(2))",
    ApprovalKind.AT_A_DISTANCE: "Home at a distance (regulation 11(3))",
    ApprovalKind.SPOT_EXEMPTION: "Exemption from contract standing orders",
}


def _approval(whole: RequestWhole, one: Approval, limit: DelegatedLimit | None) -> Step:
    facts = [
        Fact("By", f"{one.approver_name}, {curled(str(one.approver_role))}"),
        Fact("When", local_text(one.decided_at)),
    ]
    if one.cost:
        facts.append(
            Fact(
                "Of",
                f"{pounds(one.cost.weekly_pence)} a week, {pounds(one.cost.annual_pence)} in the "
                "first twelve months with what is paid once",
            )
        )
    if limit:
        facts.append(Fact("Within the limit", _limit_words(limit, one.for_whom)))
    if one.spoken:
        facts.append(Fact("Spoken", _spoken_words(one)))
    facts.append(Fact("In their words", one.words))
    checks = tuple(
        Fact(item_words(check.item), f"{check.answer}\n{check.answered_by}, "
             f"{day_text(check.answered_on)}")
        for check in whole.checks
        if check.approval_id == one.id
    )  # fmt: skip
    return Step(f"{_APPROVALS[one.kind]}: {one.outcome}", tuple(facts), checks)


def _limit_words(limit: DelegatedLimit, lent_by: str) -> str:
    whose = curled(str(limit.role)) + (f", lent by {lent_by}" if lent_by else "")
    return (
        f"{pounds(limit.weekly_pence)} a week, {pounds(limit.annual_pence)} a year ({whose}), "
        f"in force from {day_text(limit.effective_from)}"
    )


def _spoken_words(one: Approval) -> str:
    written = f"Written down by {one.recorded_by}. " if one.recorded_by else ""
    if one.confirmed_at is None:
        return f"{written}Not confirmed yet."
    return f"{written}Confirmed by whoever gave it, {local_text(one.confirmed_at)}."
