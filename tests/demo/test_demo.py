"""The demo: what the README promises of it, and that nothing in it breaks the rules it shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from resources_app.agreements.renewal_queries import expiring
from resources_app.agreements.uplift_queries import uplifts
from resources_app.beds.report_queries import board_of, outcomes_of, recharge, saving_of
from resources_app.casework.uplifting import uplift_up
from resources_app.demo import build
from resources_app.demo.build import OFFICERS, DemoSize, make_demo, passphrase_of
from resources_app.demo.cross_regional import REFERENCE
from resources_app.demo.working import MIX
from resources_app.documents.actions import print_referral_pack
from resources_app.finance.commitment_model import Grouping
from resources_app.finance.commitment_queries import commitments
from resources_app.finance.cost_centres import NO_COST_CODE
from resources_app.finance.invoice_queries import invoices
from resources_app.finance.model import InvoiceState, LineState
from resources_app.finance.payment_queries import payment_exports
from resources_app.finance.saving_model import SavingState
from resources_app.finance.saving_queries import savings
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period, age_on
from resources_app.requests.list_queries import count_by_state, list_requests
from resources_app.requests.model import State
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.store.verifying import verify
from resources_app.team.queries import authorities
from resources_app.team.signing_in import sign_in
from tests.conftest import CHEAP, TODAY

# The demo is made once, so one worker looks at it.
pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A county demo, made once for this module, opened by its team manager."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESOURCES_APP_HOME", str(tmp_path_factory.mktemp("home")))
        path = tmp_path_factory.mktemp("demo") / "demo.resources"
        make_demo(path, DemoSize.COUNTY, clock=FixedClock.on(TODAY), key_cost=CHEAP)
        manager = next(one for one in OFFICERS if one.name == "Tess Malone")
        store = Store.open(path, passphrase=passphrase_of(manager), clock=FixedClock.on(TODAY))
        yield sign_in(store, clock=FixedClock.on(TODAY))
        store.close()


def test_it_holds_what_the_county_demo_promises(demo: Session) -> None:
    tables = demo.tables
    assert tables.value("SELECT COUNT(*) FROM service") == 1405
    live = "SELECT COUNT(*) FROM placement WHERE end_date IS NULL AND id {} IN"
    in_beds = "(SELECT placement_id FROM bed_placement)"
    assert tables.value(f"{live.format('NOT')} {in_beds}") == 450
    assert tables.value(f"{live.format('')} {in_beds}") == 18
    assert [
        row["reference"] for row in tables.rows("SELECT reference FROM agreement ORDER BY 1")
    ] == ["CRP-BLOCK", "SA-FRAMEWORK", "SC-FRAMEWORK"]
    partners = [one.name for one in authorities(tables) if one.standing == "partner"]
    assert sorted([*partners, "Buckinghamshire"]) == [
        "Bracknell Forest",
        "Buckinghamshire",
        "Hertfordshire",
        "Milton Keynes",
        "Oxfordshire",
        "Reading",
    ]
    assert tables.value("SELECT COUNT(*) FROM bed") == 20
    assert tables.value("SELECT SUM(beds) FROM bed_allocation") == 20
    earliest = date.fromisoformat(tables.value("SELECT MIN(start_date) FROM placement"))
    assert (TODAY - earliest).days > 2 * 365


def test_its_block_contract_is_the_one_in_the_domains_acceptance_case(demo: Session) -> None:
    last_year = Period(date(2025, 4, 1), date(2026, 4, 1))
    told = outcomes_of(demo.tables, REFERENCE, last_year, TODAY)
    assert [one.per_cent for one in told.measures] == [64, 64, 54, 29]
    assert told.placed == 28
    paid = recharge(demo.tables, REFERENCE, last_year, TODAY)
    assert sum(one.total_pence for one in paid.authorities) == 312_500_000
    assert board_of(demo.tables, REFERENCE, last_year, TODAY).clashes == ()
    saved = saving_of(demo.tables, REFERENCE, last_year, TODAY)
    assert saved is not None
    assert 1_350_000_00 < saved.saving_pence < 1_500_000_00


def test_sixty_requests_stand_in_every_open_state(demo: Session) -> None:
    counts = count_by_state(demo.tables)
    open_now = {state: n for state, n in counts.items() if state not in (State.PLACED,)}
    made_by_hand = dict(MIX)
    assert sum(made_by_hand.values()) == 60
    for state, number in made_by_hand.items():
        past = 180 if state is State.CLOSED else 0
        assert open_now[state] >= number, state
        assert state is State.CLOSED or open_now[state] == number + past


def test_its_journal_verifies(demo: Session) -> None:
    report = verify(demo.tables)
    assert report.clean, report.findings[:3]
    assert report.entries > 20_000


def test_no_child_sleeps_in_two_places_or_before_being_born(demo: Session) -> None:
    rows = demo.tables.rows(
        """SELECT child_id, date_of_birth, start_date, end_date FROM placement
           JOIN child ON child.id = child_id WHERE kind = 'main' ORDER BY child_id, start_date"""
    )
    last: tuple[str, Period] | None = None
    for row in rows:
        end = date.fromisoformat(row["end_date"]) if row["end_date"] else None
        period = Period(date.fromisoformat(row["start_date"]), end)
        assert age_on(date.fromisoformat(row["date_of_birth"]), period.start) >= 0
        if last is not None and last[0] == row["child_id"]:
            assert not last[1].overlaps(period)
        last = (row["child_id"], period)


def test_nobody_under_16_lives_in_supported_accommodation(demo: Session) -> None:
    rows = demo.tables.rows(
        """SELECT date_of_birth, start_date FROM placement
             JOIN child ON child.id = child_id JOIN service ON service.id = service_id
            WHERE provision_type = 'supported accommodation'"""
    )
    assert rows
    for row in rows:
        born, start = (date.fromisoformat(row[name]) for name in ("date_of_birth", "start_date"))
        assert age_on(born, start) >= 16


def test_its_invoices_stand_in_every_state_and_nothing_is_paid_twice(demo: Session) -> None:
    found = invoices(demo.tables, TODAY)
    assert len(found) > 30
    assert {one.state for one in found} >= {
        InvoiceState.TO_CHECK, InvoiceState.QUERIED, InvoiceState.TO_APPROVE,
        InvoiceState.TO_PAY, InvoiceState.PAID,
    }  # fmt: skip
    assert any(one.is_credit for one in found)
    assert len(payment_exports(demo.tables)) == 2
    nights: set[tuple[str, date]] = set()
    for one in found:
        for line in one.lines:
            if line.state in (LineState.APPROVED, LineState.EXPORTED) and line.net_pence > 0:
                assert line.placement_id is not None
                mine = {
                    (line.placement_id, line.period.start + timedelta(n))
                    for n in range(line.period.nights())
                }
                assert not mine & nights
                nights |= mine
    assert {one.state for one in savings(demo.tables)} == {
        SavingState.RECORDED,
        SavingState.AGREED,
    }


def test_its_commitments_add_up_by_every_grouping(demo: Session) -> None:
    sums = {commitments(demo.tables, "2026-27", today=TODAY, by=by).net_pence for by in Grouping}
    whole = commitments(demo.tables, "2026-27", today=TODAY, by=Grouping.COST_CENTRE)
    assert sums == {whole.net_pence}
    assert sum(group.net_pence for group in whole.groups) == whole.net_pence
    assert NO_COST_CODE not in {group.name for group in whole.groups}


def test_the_invented_texts_pass_the_leak_check(demo: Session) -> None:
    """Every open request of the demo can be printed anonymised."""
    searching = list_requests(demo.tables, TODAY, states=(State.SEARCHING,)).requests
    assert searching
    for one in searching:
        assert print_referral_pack(demo, one.reference).pages >= 2
    assert demo.tables.value("SELECT count(*) FROM pack_attachment") == 1
    # One that is not sent yet is still under review.
    assert demo.tables.value("SELECT count(*) FROM leak_mark") == 1


def test_every_officer_opens_it_with_the_passphrase_that_is_printed(demo: Session) -> None:
    for officer in OFFICERS:
        with Store.open(demo.store.path, passphrase=passphrase_of(officer)) as store:
            assert sign_in(store).officer.name == officer.name


def test_the_same_seed_makes_the_same_people(tmp_path: Path) -> None:
    def names(folder: str) -> list[str]:
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "demo.resources"
        make_demo(
            path,
            plan=build.DemoPlan(150, build.HistoryPlan(12, 6, 3), 4),
            clock=FixedClock.on(TODAY),
            key_cost=CHEAP,
        )
        with Store.open(path, passphrase=passphrase_of(OFFICERS[2])) as store:
            return [
                row["name"]
                for row in store.tables.rows(
                    """SELECT given_name || family_name || date_of_birth AS name
                         FROM child ORDER BY local_identifier"""
                )
            ]

    assert names("one") == names("two")


def test_its_framework_is_kept_and_an_uplift_waits_for_a_yes(demo: Session) -> None:
    (uplift,) = uplifts(demo.tables, state="proposed")
    assert (uplift.agreement, uplift.index_name, uplift.rates > 100) == (
        "SC-FRAMEWORK",
        "CPI",
        True,
    )
    assert uplift.placements > 0
    assert uplift_up(demo, uplift.reference).effect is not None
    kinds = {str(one.kind) for one in expiring(demo.tables, TODAY, within=60)}
    assert "due-diligence document" in kinds
