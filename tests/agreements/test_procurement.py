"""Which law an agreement was bought under, over or under, and which notices are missing."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.agreements.model import Agreement, AgreementKind, Terms
from resources_app.agreements.procurement import (
    NoticeState,
    Published,
    Regime,
    Route,
    notices,
    regime_of,
    standing,
    thresholds,
)
from resources_app.foundations.dates import Period

TODAY = date(2026, 11, 23)


def _agreement(
    start: date,
    value: int | None = 100_000_000,
    route: str = Route.LIGHT_TOUCH,
    *,
    regime: str = "",
    end: date | None = None,
) -> Agreement:
    terms = Terms(procurement_regime=regime, award_route=route, lifetime_value_pence=value)
    kind = AgreementKind.FRAMEWORK
    return Agreement("a", "FW-1", "Homes", kind, "E06000060", Period(start, end), terms)


@pytest.mark.parametrize(
    ("start", "regime"),
    [
        (date(2025, 2, 23), Regime.PCR_2015),
        (date(2025, 2, 24), Regime.PA_2023),
    ],
)
def test_the_act_governs_what_began_on_its_day(start: date, regime: Regime) -> None:
    assert regime_of(_agreement(start))[0] is regime


def test_a_call_off_stays_under_its_frameworks_law() -> None:
    old = _agreement(date(2024, 4, 1))
    call_off = _agreement(date(2026, 4, 1), route=Route.CALL_OFF)
    regime, why = regime_of(call_off, old)
    assert (regime, why) == (
        Regime.PCR_2015,
        "It is a call-off under FW-1, which is under that law.",
    )
    recorded = _agreement(date(2025, 4, 1), regime=str(Regime.PCR_2015))
    assert regime_of(recorded)[0] is Regime.PCR_2015


@pytest.mark.parametrize(("value", "over"), [(66_354_000, True), (66_353_999, False), (None, None)])
def test_a_value_at_the_threshold_is_over_it(value: int | None, over: bool | None) -> None:
    found = standing(_agreement(date(2026, 4, 1), value), (), TODAY)
    assert (found.over, found.threshold_pence) == (over, 66_354_000)
    if not over:
        assert found.notices == ()


def test_notices_are_published_late_due_or_missing() -> None:
    """Started 1 September 2026; today is 23 November, and 120 days end on 30 December."""
    published = (Published("UK4", date(2026, 3, 2), "2026/S 000-012345"),)
    late = Published("UK6", date(2026, 9, 2))
    one = _agreement(date(2026, 9, 1), end=date(2028, 9, 1))
    states = {n.code: (n.state, n.due) for n in standing(one, (*published, late), TODAY).notices}
    assert states == {
        "UK4": (NoticeState.PUBLISHED, date(2026, 9, 1)),
        "UK6": (NoticeState.LATE, date(2026, 9, 1)),
        "UK7": (NoticeState.DUE, date(2026, 12, 30)),
        "UK11": (NoticeState.DUE, date(2028, 10, 1)),
    }
    missing = standing(one, published, date(2026, 12, 31)).missing
    assert [n.code for n in missing] == ["UK6", "UK7"]


def test_user_choice_needs_no_notice_and_an_unknown_route_says_so() -> None:
    chosen = standing(_agreement(date(2026, 4, 1), route=Route.USER_CHOICE), (), TODAY)
    assert chosen.notices == ()
    assert "needs no notice" in chosen.why[-1]
    unknown = standing(_agreement(date(2026, 4, 1), route=""), (), TODAY)
    assert "not recorded" in unknown.why[-1]


def test_old_call_offs_are_told_to_contracts_finder_whatever_their_value() -> None:
    one = _agreement(date(2025, 1, 6), 5_000_000, Route.CALL_OFF)
    (notice,) = standing(one, (), TODAY).notices
    assert (notice.code, notice.due, notice.state) == (
        "CF",
        date(2025, 4, 6),
        NoticeState.MISSING,
    )


def test_the_tables_hold_together() -> None:
    assert {one.regime for one in notices()} == set(Regime)
    for one in notices():
        assert set(one.routes) <= set(Route)
        assert one.counted_from in ("start", "end")
    for regime in Regime:
        for service in ("light touch", "ordinary"):
            rows = [t for t in thresholds() if (t.regime, t.service) == (regime, service)]
            ends = [one.period.end for one in rows]
            # One follows the other without a gap, and the last runs on.
            assert ends == [*(one.period.start for one in rows[1:]), None]
            assert all(one.source for one in rows)
