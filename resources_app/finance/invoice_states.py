"""Where an invoice stands, and by when it has to be paid.

Procurement Act 2023, section 68: an undisputed invoice is paid before the end of the 30 days
that begin with the day it was received. The days on which a question about it was open do not
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from resources_app.finance.model import Finding, InvoiceQuery, InvoiceState, LineState

# The first of these that any line is in is what the invoice waits for.
_ORDER = (
    InvoiceState.QUERIED,
    InvoiceState.TO_CHECK,
    InvoiceState.TO_APPROVE,
    InvoiceState.TO_PAY,
    InvoiceState.PAID,
    InvoiceState.REFUSED,
)


def line_waits_for(state: LineState, finding: Finding) -> InvoiceState:
    """What has to be done about one line."""
    if state is LineState.ENTERED:
        return InvoiceState.TO_CHECK if finding else InvoiceState.TO_APPROVE
    return {
        LineState.QUERIED: InvoiceState.QUERIED,
        LineState.APPROVED: InvoiceState.TO_PAY,
        LineState.EXPORTED: InvoiceState.PAID,
        LineState.REFUSED: InvoiceState.REFUSED,
    }[state]


def invoice_state(
    lines: Iterable[tuple[LineState, Finding]], *, cancelled: bool = False
) -> InvoiceState:
    """Where an invoice stands: what the line that is furthest behind waits for."""
    if cancelled:
        return InvoiceState.CANCELLED
    waiting = {line_waits_for(state, finding) for state, finding in lines}
    return next((state for state in _ORDER if state in waiting), InvoiceState.TO_CHECK)


def days_disputed(queries: Sequence[InvoiceQuery], today: date) -> int:
    """Days up to and including `today` on which at least one question was open."""
    open_days: set[date] = set()
    for query in queries:
        end = query.closed_on or today + timedelta(days=1)
        open_days.update(
            query.raised_on + timedelta(n) for n in range((end - query.raised_on).days)
        )
    return len(open_days)


def pay_by(
    received_on: date, payment_days: int, queries: Sequence[InvoiceQuery], today: date
) -> date:
    """The last day, inclusive, on which a line is paid in time; `queries` are those about it.

    The day it was received is the first of its days: received on 1 November, 30 days, it is
    paid by 30 November. Each day in dispute moves that by one.
    """
    return received_on + timedelta(payment_days - 1 + days_disputed(queries, today))


def clock_stands(states: Iterable[LineState]) -> bool:
    """Whether an invoice's clock stands: every line that is not settled is in question."""
    unsettled = [state for state in states if state not in _SETTLED]
    return bool(unsettled) and all(state is LineState.QUERIED for state in unsettled)


def first_to_pay(lines: Iterable[tuple[LineState, date]]) -> date | None:
    """The last day for the line of an invoice that has to be paid first.

    A line in question holds up nothing but itself: the others' clock runs on. None for no line.
    """
    lines = list(lines)
    unsettled = [one for one in lines if one[0] not in _SETTLED]
    running = [one for one in unsettled if one[0] is not LineState.QUERIED]
    return min((day for _, day in running or unsettled or lines), default=None)


_SETTLED = frozenset({LineState.EXPORTED, LineState.REFUSED})
