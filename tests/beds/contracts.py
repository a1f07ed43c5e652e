"""Small block contracts made of dataclasses, and made-up ones for properties to hold of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from resources_app.beds.letters import partners
from resources_app.beds.model import (
    Allocation,
    Bed,
    BedSale,
    BedStay,
    BlockContract,
    BlockHome,
    BlockPayment,
    Hold,
    OutOfService,
)
from resources_app.foundations.dates import Period

START = date(2026, 4, 1)
YEAR = Period(START, date(2027, 4, 1))
CODES = ("E06000060", "E10000025", "E06000038")
NAMES = ("Buckinghamshire", "Oxfordshire", "Reading")
HOME = BlockHome("h1", "s1", "SC000001", "Elm House", "HP13 5AA")


def day(number: int) -> date:
    """The day so many nights after the contract's first."""
    return START + timedelta(days=number)


def nights(first: int, end: int) -> Period:
    """Nights of the contract, by number; half-open."""
    return Period(day(first), day(end))


def bed(number: int, period: Period = YEAR) -> Bed:
    return Bed(f"b{number}", "h1", f"B{number}", period, "SC000001")


def contract(beds: int = 3, shares: tuple[int, ...] = (1, 1, 1)) -> BlockContract:
    """A year's contract of one home for three authorities, at £100,000 a bed."""
    return BlockContract(
        agreement_id="a1",
        reference="CRP",
        title="Cross Regional Project",
        period=YEAR,
        partners=partners(zip(CODES, NAMES, strict=True)),
        homes=(HOME,),
        beds=tuple(bed(number) for number in range(1, beds + 1)),
        allocations=tuple(
            Allocation(f"al{at}", code, share, YEAR)
            for at, (code, share) in enumerate(zip(CODES, shares, strict=True))
        ),
        payments=(BlockPayment("p1", beds * 10_000_000, YEAR),),
    )


def stay(number: int, bed_id: str, code: str, period: Period) -> BedStay:
    return BedStay(
        f"st{number}", bed_id, f"pl{number}", f"PLC-{number}", "K.B., 14", code,
        date(2012, 1, 1), period,
    )  # fmt: skip


def sale(number: int, seller: str, buyer: str, period: Period, pence: int | None = None) -> BedSale:
    return BedSale(f"sa{number}", f"BED-{number}", None, seller, buyer, period, pence)


def hold(bed_id: str, period: Period, lapses: int, released: int | None = None) -> Hold:
    gone = None if released is None else day(released)
    return Hold(f"ho{bed_id}", bed_id, CODES[0], period, day(lapses), gone)


def closure(bed_id: str, period: Period) -> OutOfService:
    return OutOfService(f"cl{bed_id}", bed_id, "Broken window", period)


# ---- made-up contracts ---------------------------------------------------------------

_PERIODS = st.tuples(st.integers(0, 364), st.integers(1, 120)).map(
    lambda one: Period(day(one[0]), min(day(one[0] + one[1]), day(365)))
)


@st.composite
def contracts(draw: st.DrawFn) -> BlockContract:
    """Any contract whose shares add up: with stays, holds, closures and sales, clashing or not."""
    shares = tuple(draw(st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(any)))
    beds = sum(shares)
    made = contract(beds, shares)
    bed_ids = st.sampled_from([one.id for one in made.beds])
    code = st.sampled_from(CODES)
    annual = draw(st.integers(0, 9_999_999_999))
    changed = day(draw(st.integers(1, 364)))
    return replace(
        made,
        allocations=_changed(made, draw(st.permutations(shares)), changed),
        payments=(BlockPayment("p1", annual, YEAR),),
        stays=tuple(
            stay(at, draw(bed_ids), draw(code), draw(_PERIODS))
            for at in range(draw(st.integers(0, 6)))
        ),
        holds=tuple(
            replace(hold(draw(bed_ids), draw(_PERIODS), draw(st.integers(0, 365))), id=f"ho{at}")
            for at in range(draw(st.integers(0, 4)))
        ),
        closures=tuple(
            replace(closure(draw(bed_ids), draw(_PERIODS)), id=f"cl{at}")
            for at in range(draw(st.integers(0, 3)))
        ),
        sales=tuple(
            sale(at, *draw(st.permutations(CODES))[:2], draw(_PERIODS),
                 draw(st.none() | st.integers(0, 99_999)))
            for at in range(draw(st.integers(0, 4)))
        ),
        deducts_out_of_service=draw(st.booleans()),
    )  # fmt: skip


def _changed(made: BlockContract, shares: list[int], changed: date) -> tuple[Allocation, ...]:
    """The same beds shared out otherwise from a day on."""
    before = [replace(one, period=Period(START, changed)) for one in made.allocations]
    after = [
        replace(one, id=f"{one.id}+", beds=share, period=Period(changed, YEAR.end))
        for one, share in zip(made.allocations, shares, strict=True)
    ]
    return (*before, *after)
