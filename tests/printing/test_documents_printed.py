"""The two documents: sections in order, totals that add up, and no gap to sign round."""

from __future__ import annotations

import io

import pypdf
import pytest

from resources_app.printing.contract_prices import Fee, annual_total, weekly_total
from resources_app.printing.contract_schedule import render as render_schedule
from resources_app.printing.contract_schedule import to_complete
from resources_app.printing.facts import Fact
from resources_app.printing.referral_pack import render as render_pack
from resources_app.printing.wording import wording
from tests.printing.samples import sample_full_pack, sample_pack, sample_schedule


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def in_order(text: str, parts: list[str]) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
    return True


def test_a_pack_begins_with_what_is_good_about_the_child() -> None:
    text = text_of(render_pack(sample_pack()).bytes)
    assert in_order(
        text,
        [
            "Boy, 13, with his sister, 9", "Reply by", "Strengths and likes",
            "What the child says", "What is sought", "Care and support", "Education", "Health",
            "Family time", "Risks, and what helps", "What the home must offer",
            "Outcomes sought", "How to reply", "Data protection notice",
        ],
    )  # fmt: skip


def test_only_the_full_pack_says_who_the_child_is() -> None:
    anonymised = text_of(render_pack(sample_pack()).bytes)
    full = text_of(render_pack(sample_full_pack()).bytes)
    for said in ("Jayden", "14 Feb 2013", "Who the child is", "Joseph Osei"):
        assert said in full
        assert said not in anonymised
    assert "This pack does not say who the child is" in anonymised
    assert "It is for Chiltern Hearth Fostering Ltd only" in full
    assert "Do not try to find out" not in full


def test_an_unrecorded_section_says_so_or_is_left_out() -> None:
    text = text_of(render_pack(sample_pack(strengths="", about="", outcomes=())).bytes)
    assert "a need is never the whole of a child" in text
    assert "The child’s story" not in text
    assert "To be agreed with the home that is chosen." in text


def test_the_wording_names_only_fields_that_a_pack_has() -> None:
    pack = sample_pack()
    for section in wording("referral_pack")["sections"]:
        assert section["kind"] == "fixed" or hasattr(pack, section["field"])


def test_a_schedule_has_the_sections_of_the_national_contract_in_order() -> None:
    text = text_of(render_schedule(sample_schedule()).bytes)
    headings = [
        "Parties", "Child", "Placement", "Legal status and delegated authority",
        "Service and outcomes", "Education", "Health", "Family time", "Price", "Payment",
        "Review and monitoring", "Notice and ending", "Special terms", "Data protection",
        "Signatures",
    ]  # fmt: skip
    assert in_order(text, [f"{n}. {one}" for n, one in enumerate(headings, start=1)])
    assert "Everything this schedule needs is recorded." in text


def test_prices_add_up_and_what_is_paid_once_stands_apart() -> None:
    schedule = sample_schedule()
    text = text_of(render_schedule(schedule).bytes)
    assert weekly_total(schedule.fees) == 425_000 + 26_250
    assert "Total a week £4,512.50" in text
    assert "Total for the first twelve months £235,294.64" in text
    assert annual_total(schedule.fees) == sum(one.annual_pence for one in schedule.funding)
    assert in_order(
        text, ["Paid once or as used", "Bedroom and bicycle", "Total paid once £250.00"]
    )
    assert "Total 100.00 % £4,512.50 £235,294.64" in text


def test_what_is_missing_prints_as_a_line_and_is_listed_first() -> None:
    schedule = sample_schedule(
        placement=(
            Fact("Home", "Hazel House", True),
            Fact("Registered manager", "", True),
            Fact("Carer", "བསྟན་འཛིན"),
        ),
        outcomes=(),
        family_text="  ",
        fees=(),
        funding=(),
        special_terms="",
    )
    assert to_complete(schedule) == [
        "3. Placement: Registered manager",
        "3. Placement: Carer, in Tibetan script",
        "5. Service and outcomes: Outcomes",
        "8. Family time: Family time arrangements",
        "9. Price: price lines",
        "9. Price: who pays which share",
    ]
    printed = render_schedule(schedule)
    first = pypdf.PdfReader(io.BytesIO(printed.bytes)).pages[0].extract_text()
    assert "3. Placement: Registered manager" in first
    text = text_of(printed.bytes)
    assert "Do not sign until each is done" in text
    assert "None" not in text.replace("13. Special terms None.", "")
    assert "£0.00" not in text


@pytest.mark.parametrize("clauses", range(0, 60, 3))
def test_signatures_stay_with_the_paragraph_above_them(clauses: int) -> None:
    special = "\n".join(f"Special term {number}." for number in range(clauses))
    printed = render_schedule(sample_schedule(special_terms=special))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed.bytes)).pages]
    [with_signatures] = [page for page in pages if "Ravi Anand" in page]
    for said in ("15. Signatures", "Those who sign are authorised", "Position", "Date"):
        assert said in with_signatures


def test_a_tables_heading_is_repeated_on_each_page_it_runs_over() -> None:
    fees = tuple(
        Fee(f"Line {n}", "week", 1, 100_00, 100_00, 521_429, "From 4 Dec 2026", "VAT exempt")
        for n in range(60)
    )
    printed = render_schedule(sample_schedule(fees=fees))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed.bytes)).pages]
    with_lines = [page for page in pages if "From 4 Dec 2026, VAT exempt" in page]
    assert len(with_lines) >= 3
    assert all("What is paid for" in page for page in with_lines)
    [total] = [page for page in pages if "Total a week" in page]
    assert "Line 59" in total
