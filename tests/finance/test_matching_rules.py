"""Each rule of matching on its own: the finding, and the sentence a provider can be sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.finance.finding_children import Candidate, Resolved, known, resolve
from resources_app.finance.matching_invoices import Claimed, Due, match_line
from resources_app.finance.model import Finding, FoundBy, Match, NewLine
from resources_app.foundations.dates import Period
from resources_app.foundations.money import charge_for_nights

NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
WEEKLY = 108_300
HERE = Candidate(
    "p1", "PLC-26-A7-0001", "IPA-26-A7-0001", "c1", "B-1001", "Tom", "Okafor", "Tommy",
    "chalk", "Chalk Hill Care", Period(date(2026, 7, 1), None),
)  # fmt: skip
FOUND = Resolved(HERE, FoundBy.IDENTIFIER)


def _line(pence: int, period: Period = NOVEMBER, **more: object) -> NewLine:
    return NewLine(child="B-1001", period=period, net_pence=pence, **more)  # type: ignore[arg-type]


def _due(nights: int = 30, weekly: int = WEEKLY, vat: int = 0, treatment: str = "exempt") -> Due:
    return Due(charge_for_nights(weekly, nights), vat, nights, True, weekly, treatment)


def _match(
    line: NewLine, due: Due, found: Resolved = FOUND, others: tuple[Claimed, ...] = ()
) -> Match:
    return match_line(line, found, due, others, 5)


def _ended(on: date) -> Resolved:
    return replace(FOUND, candidate=replace(HERE, stay=Period(HERE.stay.start, on)))


@pytest.mark.parametrize("pence_off", [0, 5, -5])
def test_what_was_due_agrees_to_within_the_tolerance(pence_off: int) -> None:
    match = _match(_line(charge_for_nights(WEEKLY, 30) + pence_off), _due())
    assert match.finding is Finding.AGREES
    assert match.why == ()


@given(st.integers(6, 1_000_000))
def test_nothing_beyond_the_tolerance_agrees(over: int) -> None:
    due = _due()
    assert _match(_line(due.net_pence + over), due).finding is not Finding.AGREES
    assert _match(_line(due.net_pence + over), due).expected_pence == due.net_pence


def test_a_wrong_rate_is_said_by_the_week() -> None:
    match = _match(_line(charge_for_nights(125_000, 30)), _due())
    assert match.finding is Finding.WRONG_RATE
    assert match.why == ("Claimed at £1,250.00 a week, contract £1,083.00.",)


def test_nights_after_the_end_are_counted() -> None:
    period = Period(date(2026, 11, 1), date(2026, 12, 2))
    match = _match(
        _line(charge_for_nights(WEEKLY, 31), period), _due(17), _ended(date(2026, 11, 18))
    )
    assert match.finding is Finding.AFTER_END
    assert match.why == ("Claimed 31 nights, 17 were due: the placement ended on 18 Nov 2026.",)


def test_a_wrong_rate_after_the_end_is_two_findings() -> None:
    match = _match(_line(charge_for_nights(125_000, 30)), _due(17), _ended(date(2026, 11, 18)))
    assert match.findings == (Finding.AFTER_END, Finding.WRONG_RATE)


def test_everything_after_the_end_is_due_nothing() -> None:
    nothing = Due(0, 0, 0, False)
    match = _match(_line(charge_for_nights(WEEKLY, 30)), nothing, _ended(date(2026, 10, 18)))
    assert match.findings == (Finding.AFTER_END,)
    assert match.expected_pence == 0
    assert match.why == ("Claimed 30 nights, none was due: the placement ended on 18 Oct 2026.",)


def test_nights_before_the_start_are_counted() -> None:
    began = replace(HERE, stay=Period(date(2026, 11, 11), None))
    match = _match(_line(charge_for_nights(WEEKLY, 30)), _due(20), replace(FOUND, candidate=began))
    assert match.finding is Finding.BEFORE_START
    assert match.why == ("Claimed 30 nights, 20 were due: the placement began on 11 Nov 2026.",)


def test_the_price_of_another_number_of_nights_is_recognised() -> None:
    match = _match(_line(charge_for_nights(WEEKLY, 31)), _due())
    assert match.finding is Finding.DAYS
    assert match.why == ("Claimed what 31 nights cost, 30 were due: 1 Nov 2026 to 30 Nov 2026.",)


def test_nights_away_that_are_not_paid_are_wrong_nights_with_the_contracts_reason() -> None:
    due = replace(_due(26), why=("Away (hospital) since 3 Nov 2026: nothing is paid.",))
    match = _match(_line(charge_for_nights(WEEKLY, 30)), due)
    assert match.finding is Finding.DAYS
    assert match.why[0].startswith("Claimed 30 nights, 26 were due. Away (hospital)")


def test_what_is_not_on_the_agreement_was_not_commissioned() -> None:
    match = _match(_line(40_000), Due(0, 0, 0, False))
    assert match.finding is Finding.NOT_COMMISSIONED
    assert match.why == ("No core weekly fee is on IPA-26-A7-0001 for 1 Nov 2026 to 30 Nov 2026.",)


def test_nights_in_a_block_contract_are_not_claimed_by_placement() -> None:
    in_block = replace(FOUND, candidate=replace(HERE, by_contract=True))
    match = _match(_line(40_000), Due(0, 0, 0, False), in_block)
    assert match.finding is Finding.NOT_COMMISSIONED
    assert "paid for by the block contract" in match.why[0]


def test_nights_on_another_invoice_are_a_duplicate_before_anything_else() -> None:
    other = Claimed("l1", "INV-26-A7-0001", "77", Period(date(2026, 11, 10), date(2026, 11, 20)), 1)
    match = _match(_line(charge_for_nights(125_000, 30)), _due(), others=(other,))
    assert match.findings == (Finding.DUPLICATE, Finding.WRONG_RATE)
    assert match.why[0] == (
        "10 nights of these, 10 Nov 2026 to 19 Nov 2026, are on invoice 77 (INV-26-A7-0001)"
        " already."
    )


def test_invoices_that_touch_share_no_night() -> None:
    october = Claimed("l1", "INV-26-A7-0001", "77", Period(date(2026, 10, 1), NOVEMBER.start), 1)
    assert _match(_line(_due().net_pence), _due(), others=(october,)).findings == ()


@pytest.mark.parametrize(
    ("vat", "due_vat", "treatment", "says"),
    [
        (92_829, 0, "exempt", "VAT of £928.29 was claimed; the service is exempt."),
        (0, 92_829, "standard", "VAT of £0.00 was claimed, £928.29 was due."),
    ],
)
def test_vat_other_than_the_contracts_is_said(
    vat: int, due_vat: int, treatment: str, says: str
) -> None:
    due = _due(vat=due_vat, treatment=treatment)
    match = _match(_line(due.net_pence, vat_pence=vat), due)
    assert match.finding is Finding.VAT
    assert match.why == (says,)


def test_vat_is_judged_by_the_net_that_was_claimed() -> None:
    due = replace(_due(vat=92_829, treatment="standard"))
    claimed = charge_for_nights(125_000, 30)
    match = _match(_line(claimed, vat_pence=claimed // 5), due)
    assert match.findings == (Finding.WRONG_RATE,)


def test_a_credit_gives_back_what_was_claimed_too_much() -> None:
    over = Claimed("l1", "INV-26-A7-0001", "77", NOVEMBER, 500_000, overclaimed_pence=71_571)
    exact = _match(_line(-71_571), _due(), others=(over,))
    assert exact.findings == ()
    assert exact.credits_line_id == "l1"
    short = _match(_line(-70_000), _due(), others=(over,))
    assert short.finding is Finding.CREDIT
    assert short.why == ("Credits £700.00 of £715.71 claimed too much on 77.",)


def test_a_credit_of_nothing_we_know_is_a_finding() -> None:
    assert _match(_line(-100), _due()).finding is Finding.CREDIT


# ---- whose line it is


LEFT = replace(
    HERE, placement_id="p0", placement_reference="PLC-25-A7-0007", ipa_reference="",
    stay=Period(date(2025, 1, 1), date(2026, 7, 1)),
)  # fmt: skip
ELSEWHERE = replace(
    HERE, placement_id="p2", placement_reference="PLC-26-A7-0002", ipa_reference="",
    provider_id="beech", provider_name="Beech House",
)  # fmt: skip
ALL = known([HERE, LEFT, ELSEWHERE])


@pytest.mark.parametrize(
    ("child", "reference", "by"),
    [
        ("b1001", "", FoundBy.IDENTIFIER),
        ("", "ipa-26-a7-0001", FoundBy.REFERENCE),
        ("PLC-26-A7-0001", "", FoundBy.REFERENCE),
        ("Okafor, Tom", "", FoundBy.NAME),
        ("TOMMY OKAFOR", "", FoundBy.NAME),
    ],
)
def test_a_child_is_found_by_reference_identifier_or_name(
    child: str, reference: str, by: FoundBy
) -> None:
    found = resolve(child, reference, NOVEMBER, "chalk", ALL)
    assert (found.candidate, found.found_by) == (HERE, by)


def test_a_line_found_by_name_alone_is_flagged() -> None:
    found = resolve("Tom Okafor", "", NOVEMBER, "chalk", ALL)
    line = replace(_line(_due().net_pence), child="Tom Okafor")
    match = _match(line, _due(), found)
    assert match.finding is Finding.NAME_ONLY
    assert match.why == ("Found by the name “Tom Okafor” alone; our identifier is B-1001.",)


def test_of_several_placements_the_one_with_most_of_the_nights_is_meant() -> None:
    june = Period(date(2026, 6, 1), date(2026, 7, 3))
    assert resolve("B-1001", "", june, "chalk", ALL).candidate == LEFT


def test_two_children_of_one_name_are_not_guessed_between() -> None:
    twin = replace(HERE, child_id="c2", local_identifier="B-1002")
    found = resolve("Tom Okafor", "", NOVEMBER, "chalk", known([HERE, twin]))
    assert found.candidate is None
    assert found.finding is Finding.UNKNOWN_CHILD
    assert found.why == "Several children are called Tom Okafor; an identifier is needed."


def test_a_child_who_lives_with_somebody_else_is_told_so() -> None:
    found = resolve("PLC-26-A7-0002", "", NOVEMBER, "chalk", ALL)
    assert found.finding is Finding.NOT_COMMISSIONED
    assert "with Beech House (since 1 Jul 2026)" in found.why


def test_a_stranger_is_unknown() -> None:
    found = resolve("B-9999", "", NOVEMBER, "chalk", ALL)
    assert found.finding is Finding.UNKNOWN_CHILD
    assert match_line(_line(1), found, None, (), 5).why == (
        "No child has the identifier or name “B-9999”.",
    )
