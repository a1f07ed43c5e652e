"""Offers side by side: the groups, what differs, and the contract beside what is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime

from resources_app.requests.comparison import Group, OfferFacts, compare
from resources_app.requests.model import Offer, OfferPrice, OfferStatus


def an_offer(name: str, *prices: OfferPrice, **more: str) -> Offer:
    texts = dict.fromkeys(
        ("carer_or_bed_code", "living_postcode", "how_needs_met", "school_offered",
         "above_contract_reason", "unreleased_reason", "withdrawn_reason"),
        "",
    )  # fmt: skip
    return Offer(
        id=name,
        request_id="r",
        service_id=name,
        service_name=f"Service {name}",
        urn=name,
        recipient_id=None,
        setting_id=None,
        membership_id=None,
        available_from=date(2026, 12, 7),
        received_at=datetime(2026, 11, 23, tzinfo=UTC),
        status=OfferStatus.OPEN,
        prices=prices,
        **(texts | more),
    )


CORE = OfferPrice("core weekly fee", "week", 1, 104_000, 104_000)
DEAR = OfferPrice("core weekly fee", "week", 1, 110_000, 104_000)
THERAPY = OfferPrice("therapy", "hour", 2, 6_500)


def test_rows_come_in_four_groups_in_order() -> None:
    one = OfferFacts(an_offer("A", CORE), distance="4.2 mi", grade="Good", fit=812)
    two = OfferFacts(
        an_offer("B", DEAR, THERAPY), distance="9.0 mi", grade="Good", fit=640, missing=("No code",)
    )
    table = compare([one, two])
    assert table.headings == ("Service A", "Service B")
    assert table.offer_ids == ("A", "B")
    groups = [row.group for row in table.rows]
    assert groups == sorted(groups, key=list(Group).index)
    assert {row.group for row in table.rows} == set(Group)


def test_what_differs_is_marked_and_what_is_empty_left_out() -> None:
    one = OfferFacts(an_offer("A", CORE), distance="4.2 mi", grade="Good")
    two = OfferFacts(an_offer("B", DEAR), distance="9.0 mi", grade="Good")
    rows = {row.label: row for row in compare([one, two]).rows}
    assert rows["From home"].differs
    assert not rows["Ofsted"].differs
    assert "School offered" not in rows
    assert rows["Core weekly fee"].cells == (
        "£1,040.00 a week, as contract",
        "£1,100.00 a week, contract £1,040.00",
    )
    assert rows["Each week"].cells == ("£1,040.00", "£1,100.00")
    assert rows["Each week at contract prices"].cells == ("£1,040.00", "£1,040.00")
    assert not rows["Each week at contract prices"].differs


def test_an_element_only_one_of_them_has_is_an_empty_cell_of_the_other() -> None:
    table = compare([OfferFacts(an_offer("A", CORE)), OfferFacts(an_offer("B", CORE, THERAPY))])
    rows = {row.label: row for row in table.rows if row.group is Group.PRICE}
    assert rows["Therapy"].cells == ("", "2 × £65.00 an hour, no contract price")
    assert rows["Therapy"].differs
    assert rows["Each week at contract prices"].cells[1] == "not all lines have a contract price"


def test_no_offers_make_an_empty_table() -> None:
    assert compare([]).rows == ()


def test_the_stay_the_ceiling_and_like_placements_stand_beside_the_price() -> None:
    once = OfferPrice("one-off", "one-off", 1, 25_000)
    one = OfferFacts(
        an_offer("A", CORE, once), ceiling_pence=104_000, expected_weeks=26, like="As the median"
    )
    two = OfferFacts(an_offer("B", DEAR), ceiling_pence=104_000, expected_weeks=26)
    three = OfferFacts(an_offer("C", THERAPY), ceiling_pence=104_000)
    cells = {row.label: row.cells for row in compare([one, two, three]).rows}
    # 26 × £1,040.00 and £250.00 once; 26 × £1,100.00.
    assert cells["The expected stay"] == ("26 weeks: £27,290.00", "26 weeks: £28,600.00", "")
    assert cells["Lot’s ceiling for the core fee"] == (
        "£1,040.00 a week; met",
        "£1,040.00 a week; the fee is £60.00 above",
        "",
    )
    assert cells["Beside like placements"] == ("As the median", "", "")
