"""Time limits of law and contract: which were missed, and which are to come.

To add a source: a function that yields its limits up to a day, and its name in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from resources_app.beds.following_queries import assessments
from resources_app.beds.model import Assessment, BlockContract
from resources_app.beds.queries import block_contract, block_contracts
from resources_app.casework.clock_queries import running_clocks
from resources_app.casework.signature_watch_queries import signatures_awaited
from resources_app.casework.spoken_queries import SpokenOn, unconfirmed_decisions
from resources_app.casework.statutory_watch_queries import running_out
from resources_app.finance.invoice_queries import unpaid_summaries
from resources_app.finance.model import InvoiceSummary, PaidLate
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.placements.duties import OwedDuty
from resources_app.placements.duty_queries import open_duties
from resources_app.placements.notice_queries import notices_running
from resources_app.placements.review_queries import reviews_due
from resources_app.placements.reviews import REVIEW_RULES, REVIEW_WORDS, ReviewKind
from resources_app.placements.staying_on import ASKED_BEFORE
from resources_app.placements.staying_queries import near_adults
from resources_app.requests.clocks import Clock
from resources_app.requests.offer_queries import silent_rounds
from resources_app.store.tables import Tables
from resources_app.team.model import Permission

AHEAD_DAYS = 28  # as far as a list looks unless it is asked for more


class LimitKind(StrEnum):
    """Where a time limit comes from."""

    LAW = "law"
    CONTRACT = "contract"
    TEAM = "team"


@dataclass(frozen=True)
class TimeLimit:
    """Something that must be done by a day (included); `days_late` is 0 until it has passed.

    `reference` is the record it stands at; `duty_id` names the duty, where it is one. `whose`
    are the permissions of those whose work it is; one of them is enough. `officer_id` names the
    one whose work it is alone until the day has passed; then it escalates to all of `whose`.
    `met_on` is the day on which it was met after all, `days_late` by how much.
    """

    what: str
    kind: LimitKind
    rule: str
    reference: str
    due_on: date
    days_late: int
    whose: tuple[Permission, ...]
    duty_id: str = ""
    officer_id: str = ""
    met_on: date | None = None
    action: str = ""  # the one that meets it, where neither duty nor officer says so

    @property
    def deed(self) -> str:
        """The action that meets it; empty where there is more to it than one."""
        if self.action:
            return self.action
        if self.duty_id:
            return "complete_duty"
        return "confirm_spoken" if self.officer_id else ""


def time_limits(tables: Tables, today: date, *, ahead: int = AHEAD_DAYS) -> list[TimeLimit]:
    """Every limit that was missed or falls due within `ahead` days, the longest missed first."""
    until = today + timedelta(days=ahead)
    found = [one for source in SOURCES for one in source(tables, today, until)]
    return sorted(found, key=lambda one: (one.due_on, one.reference, one.what))


def of_duty(one: OwedDuty, on: date) -> TimeLimit:
    """A placement's duty as it stands, or stood, on a day."""
    return TimeLimit(
        one.words,
        LimitKind.LAW,
        one.rule,
        one.placement_reference,
        one.due_on,
        _late(one.due_on, on),
        (Permission.PLACE,),
        one.id,
    )


def of_assessment(contract: BlockContract, one: Assessment, on: date) -> TimeLimit:
    """A therapist's assessment as it stands, or stood, on a day."""
    return TimeLimit(
        f"Therapist’s assessment of {one.child} at {one.home}",
        LimitKind.CONTRACT,
        f"{contract.reference}: {contract.therapist_weeks} weeks from arrival",
        one.placement_reference,
        one.due_on,
        _late(one.due_on, on),
        (Permission.KEEP_BEDS,),
    )


def of_spoken(one: SpokenOn, on: date) -> TimeLimit:
    """An approval given by word, as it stands, or stood, on a day; silence escalates."""
    return TimeLimit(
        f"{one.approval.approver_name} confirms an approval given by word",
        LimitKind.LAW,
        "spoken approvals by the next working day",
        one.request_reference,
        one.due_on,
        _late(one.due_on, on),
        (Permission.APPROVE_FUNDING,),
        officer_id=one.approval.approver_id,
    )


def of_invoice(one: InvoiceSummary | PaidLate, on: date) -> TimeLimit:
    """An invoice's payment as it stands, or stood, on a day (DOMAIN: Payment)."""
    return TimeLimit(
        f"Pay invoice {one.number} of {one.provider_name}",
        LimitKind.LAW,
        "undisputed invoices within 30 days",
        one.reference,
        one.pay_by,
        _late(one.pay_by, on),
        (Permission.KEEP_INVOICES, Permission.APPROVE_INVOICES),
    )


def of_search(reference: str, clock: Clock, on: date) -> TimeLimit:
    """The first search for a request, as it stands on a day; its `search_due` is given."""
    assert clock.search_due is not None
    due = clock.search_due.date()
    return TimeLimit(
        f"Search for a home by {clock.search_due:%H:%M}",
        LimitKind.TEAM,
        "the team’s own: every service is searched within two hours, or two working days",
        reference,
        due,
        _late(due, on),
        (Permission.SEARCH,),
    )


def of_home(reference: str, needed_by: date, on: date) -> TimeLimit:
    """The day by which a child needs a home, as it stands on a day."""
    return TimeLimit(
        "A home is needed",
        LimitKind.TEAM,
        "the day asked for",
        reference,
        needed_by,
        _late(needed_by, on),
        (Permission.PLACE,),
    )


def _late(due: date, on: date) -> int:
    return max((on - due).days, 0)


def _duties(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    for one in open_duties(tables, until):
        yield of_duty(one, today)


def _reviews(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """Of children's cases, and of agreements; recorded in the placement they are due in."""
    for one in reviews_due(tables, today, until):
        law = one.kind is ReviewKind.CHILD
        yield TimeLimit(
            REVIEW_WORDS[one.kind],
            LimitKind.LAW if law else LimitKind.CONTRACT,
            REVIEW_RULES[one.kind],
            one.placement_reference,
            one.due_on,
            _late(one.due_on, today),
            (Permission.PLACE,),
            action="record_review",
        )


def _notices(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """The day on which notice has run out: the child sleeps somewhere else by then."""
    for one in notices_running(tables, today, until):
        yield TimeLimit(
            f"Another home: the notice of the {one.given_by} runs out",
            LimitKind.CONTRACT,
            f"notice given on {day_text(one.given_on)}",
            one.placement_reference,
            one.runs_to,
            _late(one.runs_to, today),
            (Permission.PLACE,),
        )


def _at_18(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """What follows at 18 is agreed some weeks before the birthday: the home may be kept."""
    for one in near_adults(tables, today, until + ASKED_BEFORE):
        due = one.birthday - ASKED_BEFORE
        yield TimeLimit(
            f"Agree what follows at 18, on {day_text(one.birthday)}",
            LimitKind.LAW,
            "Staying Put (section 23CZA), Staying Close",
            one.placement_reference,
            due,
            _late(due, today),
            (Permission.PLACE,),
            action="propose_staying",
        )


def _assessments(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    for contract, one in every_assessment(tables, today):
        if one.done_on is None and one.due_on <= until:
            yield of_assessment(contract, one, today)


def every_assessment(tables: Tables, today: date) -> Iterator[tuple[BlockContract, Assessment]]:
    """The assessments of every block contract, done or not."""
    for summary in block_contracts(tables):
        contract = block_contract(tables, summary.reference, today)
        for one in assessments(tables, contract, today):
            yield contract, one


def _spoken(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    for one in unconfirmed_decisions(tables):
        if one.due_on <= until:
            yield of_spoken(one, today)


def _invoices(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """Undisputed lines: while a question about one is open its clock stands."""
    for one in unpaid_summaries(tables, today):
        if not one.clock_stands and one.pay_by <= until:
            yield of_invoice(one, today)


def _authority(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """Orders and approvals under which a child lives somewhere."""
    for one in running_out(tables, until):
        yield TimeLimit(
            one.what,
            LimitKind.LAW,
            one.rule,
            one.placement_reference,
            one.last_day,
            _late(one.last_day, today),
            (Permission.PLACE,),
        )


def _requests(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    for reference, clock in running_clocks(tables, until):
        if clock.search_due is not None and clock.search_due.date() <= until:
            yield of_search(reference, clock, today)
        if clock.needed_by is not None and clock.needed_by <= until:
            yield of_home(reference, clock.needed_by, today)


def _replies(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """Answers that providers owe by their agreements' response times; a reminder is said."""
    for one in silent_rounds(tables, until):
        reminded = f", reminded {day_text(one.reminded_on)}" if one.reminded_on else ""
        yield TimeLimit(
            f"{counted(one.silent, 'reply', 'replies')} of {one.rung} (round {one.round_number})"
            + reminded,
            LimitKind.CONTRACT,
            "the agreements’ response times",
            one.reference,
            one.reply_due,
            _late(one.reply_due, today),
            (Permission.RELEASE,),
            action="remind",
        )


def _signatures(tables: Tables, today: date, until: date) -> Iterator[TimeLimit]:
    """Signatures of contracts that were asked for; who is late is chased."""
    for one in signatures_awaited(tables, until):
        chased = f", chased {counted(one.chased, 'time')}" if one.chased else ""
        yield TimeLimit(
            f"{one.party}: signature of a {one.kind}",
            LimitKind.CONTRACT,
            f"asked for on {day_text(one.asked_on)}{chased}",
            one.document,
            one.due_on,
            _late(one.due_on, today),
            (Permission.PLACE, Permission.KEEP_AGREEMENTS),
            action="chase_signatures",
        )


SOURCES: tuple[Callable[[Tables, date, date], Iterator[TimeLimit]], ...] = (
    _spoken,
    _duties,
    _reviews,
    _notices,
    _at_18,
    _assessments,
    _invoices,
    _authority,
    _requests,
    _replies,
    _signatures,
)
