"""The hybrid logical clock: one integer that grows even when the wall clock goes back.

The upper bits are milliseconds since 1970 in UTC, the lower sixteen count readings that
share a millisecond or follow one from the future (Kulkarni et al., "Logical Physical
Clocks", 2014). Readings of one store never repeat and never go back.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

COUNTER_BITS = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def next_reading(last: int, now: datetime) -> int:
    """A reading after `last`, at the wall clock's time where that is later.

    A counter that runs over carries into the next millisecond by itself.
    """
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    return max(milliseconds << COUNTER_BITS, last + 1)


def moment(reading: int) -> datetime:
    """The time in a reading, in UTC to the millisecond."""
    return _EPOCH + timedelta(milliseconds=reading >> COUNTER_BITS)
