"""The register of savings: what one is worth, and that none is counted twice or by one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.finance.actions.saving import add_saving, agree_saving, withdraw_saving
from resources_app.finance.saving_model import NewSaving, Saving, SavingState
from resources_app.finance.saving_queries import find_saving, savings, savings_in_year
from resources_app.finance.savings import full_year_pence, in_year_pence
from resources_app.foundations.dates import Period, financial_year
from resources_app.foundations.errors import BadInput, KnownError, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.made_up import add_resident, add_service
from tests.conftest import SessionFor

NEW = NewSaving(
    kind="negotiated-reduction",
    description="Second child at a lower price",
    evidence="Letter of 20 June 2026",
    start=date(2026, 7, 1),
    weekly_pence=20_000,
)


@pytest.fixture
def placement(session: Session) -> str:
    """The reference of a placement in a home."""
    home = add_service(session, "SC000009")
    add_resident(session, home, "2013-05-01", reference="PLC-26-A7-0001")
    return "PLC-26-A7-0001"


@pytest.fixture
def finance(session_for: SessionFor) -> Session:
    return session_for(Role.FINANCE)


def _saving(**more: object) -> Saving:
    plain = Saving(
        "s", "SAV-26-A7-0001", "other", "p", "PLC-26-A7-0001", None, "", "", "", 20_000, 0,
        Period(date(2026, 7, 1), None), 0, "o", date(2026, 7, 1), "", None, None, "",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def test_the_full_year_is_the_weeks_saving_over_the_nights_of_twelve_months() -> None:
    """£200 a week for the 365 nights from 1 July 2026: 200 × 365 ÷ 7 = £10,428.57."""
    assert full_year_pence(20_000, 0, Period(date(2026, 7, 1))) == 1_042_857
    leap = full_year_pence(20_000, 5_000, Period(date(2027, 7, 1)))
    assert leap == 1_045_714 + 5_000  # 366 nights, and once £50


def test_the_year_it_falls_in_counts_the_nights_that_are_in_it() -> None:
    """1 July 2026 to 31 March 2027 is 274 nights: 200 × 274 ÷ 7 = £7,828.57."""
    assert in_year_pence(_saving(), "2026-27") == 782_857
    assert in_year_pence(_saving(), "2027-28") == 260_000  # 91 nights
    assert in_year_pence(_saving(), "2028-29") == 0


@given(st.integers(1, 500_000), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 1_500))
def test_the_years_add_up_to_the_whole_but_for_rounding(
    weekly: int, start: date, nights: int
) -> None:
    period = Period(start, date.fromordinal(start.toordinal() + nights))
    one = _saving(weekly_pence=weekly, period=period)
    assert period.end is not None
    years = {
        financial_year(date.fromordinal(day))
        for day in range(start.toordinal(), period.end.toordinal())
    }
    whole = sum(in_year_pence(one, year) for year in years)
    assert abs(whole * 7 - weekly * nights) <= 7 * len(years)


def test_a_saving_counts_once_somebody_else_agrees_it(
    finance: Session, session: Session, placement: str
) -> None:
    made = add_saving(finance, replace(NEW, placement=placement))
    assert find_saving(session.tables, made.reference).state is SavingState.RECORDED
    agree_saving(session, made.reference)
    agreed = find_saving(session.tables, made.reference)
    assert agreed.state is SavingState.AGREED
    assert agreed.agreed_by == session.officer.name
    assert agreed.full_year_pence == 1_042_857
    with pytest.raises(Refused, match="agreed already"):
        agree_saving(session, made.reference)


def test_nobody_agrees_their_own_saving(session: Session, placement: str) -> None:
    made = add_saving(session, replace(NEW, placement=placement))
    with pytest.raises(Refused, match="somebody else has to agree it"):
        agree_saving(session, made.reference)


def test_one_placement_has_one_saving_of_a_kind_on_any_night(
    session: Session, placement: str
) -> None:
    first = add_saving(session, replace(NEW, placement=placement))
    later = replace(NEW, placement=placement, start=date(2027, 6, 30))
    with pytest.raises(Refused, match=f"{first.reference} counts this kind of saving"):
        add_saving(session, later)
    # The twelve months of the first are over, or it is of another kind: both may stand.
    add_saving(session, replace(later, start=date(2027, 7, 1)))
    add_saving(session, replace(later, kind="step-down"))
    assert len(savings(session.tables)) == 3


def test_a_withdrawn_saving_makes_room_for_another(session: Session, placement: str) -> None:
    first = add_saving(session, replace(NEW, placement=placement))
    withdraw_saving(session, first.reference, reason="The price went up again")
    add_saving(session, replace(NEW, placement=placement))
    assert [one.saving.reference for one in savings_in_year(session.tables, "2026-27")] != [
        first.reference
    ]
    assert find_saving(session.tables, first.reference).state is SavingState.WITHDRAWN


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"evidence": " "}, "Evidence"),
        ({"description": ""}, "What was done"),
        ({"weekly_pence": 0}, "A week"),
        ({"weekly_pence": -1}, "A week"),
        ({"end": date(2026, 7, 1)}, "To"),
        ({"kind": "luck"}, "Kind"),
        ({"placement": ""}, "Placement"),
        ({"agreement": "CRP-2026"}, "Placement"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    session: Session, placement: str, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        add_saving(session, replace(NEW, **{"placement": placement, **changes}))  # type: ignore[arg-type]
    assert refused.value.where is not None
    assert refused.value.where.field == field
    assert savings(session.tables) == []


def test_only_those_who_keep_savings_record_them(session_for: SessionFor, placement: str) -> None:
    with pytest.raises(KnownError, match="may not keep invoices and savings"):
        add_saving(session_for(Role.PLACEMENT_OFFICER), replace(NEW, placement=placement))
