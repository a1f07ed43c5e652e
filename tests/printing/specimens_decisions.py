"""Ordinary papers of a decision: the form, offers, who approved it, the panel, the register."""

from __future__ import annotations

from dataclasses import replace

from resources_app.printing.contract_prices import Share
from resources_app.printing.facts import Fact
from resources_app.printing.funding_record import FundingRecord, OfferMade, PricedLine, Step
from resources_app.printing.offer_comparison import ComparedRow, OfferComparison
from resources_app.printing.panel_paper import PanelPaper, PaperItem
from resources_app.printing.register_list import Registered, RegisterList
from resources_app.printing.response_form import ResponseForm
from tests.printing.samples import imprint, sample_pack

REQUEST = "REQ-26-A7-0107"


def response_form() -> ResponseForm:
    """The form beside the pack of samples.py."""
    pack = sample_pack()
    return ResponseForm(
        imprint=imprint("Response form", REQUEST),
        headline=pack.headline,
        summary=pack.summary,
        reasons=(
            "No place free",
            "Age outside our registration",
            "Would not go with the children who live here",
            "Too far from the school",
        ),
        elements=("Core weekly fee", "Therapy", "Transport", "Education", "Start-up"),
        needs=tuple(f"{one.label}: {one.value}" for one in pack.requirements),
        reply_to="placements@council.example",
    )


def comparison() -> OfferComparison:
    """Three offers that differ in most."""
    rows = (
        ("The home", "Kind", "Children’s home", "Children’s home", "Foster home"),
        ("The home", "Ofsted’s judgement", "Good", "Requires improvement", "Outstanding"),
        ("The home", "Distance from home", "4.1 miles", "18.6 miles", "9.0 miles"),
        ("The home", "Who lives there", "Boy, 14; girl, 12", "Boy, 15", ""),
        ("Price", "A week", "£4,512.50", "£5,900.00", "£1,106.00"),
        ("Price", "Twelve months", "£235,294.64", "£307,642.86", "£57,669.29"),
        ("Price", "Against the contract", "as the contract", "above by £400.00", "as the contract"),
        ("The child", "Stays at the school", "Yes", "Yes", "Yes"),
        ("The child", "With his sister", "No", "No", "Yes"),
    )
    return OfferComparison(
        imprint=imprint("Comparison of offers", REQUEST),
        headline="Boy, 13, with his sister, 9",
        summary=(
            Fact("Legal status", "Interim care order"),
            Fact("Sought", "Foster home or children’s home"),
            Fact("Needed by", "Friday 4 Dec 2026"),
        ),
        offers=("Hazel House", "Juniper Lodge", "Beech Row Fostering, carer F-118"),
        rows=tuple(ComparedRow(group, label, cells) for group, label, *cells in (
            (row[0], row[1], *row[2:]) for row in rows
        )),
    )  # fmt: skip


def funding_record() -> FundingRecord:
    """A decision above the contract's price, approved twice after one was set aside."""
    return FundingRecord(
        imprint=imprint("Funding approval record", REQUEST),
        headline="Boy, 13, at Hazel House from 4 Dec 2026",
        summary=(
            Fact("Chosen", "Hazel House, Chiltern Hearth Ltd"),
            Fact("A week", "£4,912.50"),
            Fact("Twelve months", "£256,151.79"),
            Fact("Stands", "Approved"),
        ),
        asked=(Fact("Sought", "A foster home; otherwise a small children’s home"),
               Fact("Needed by", "Friday 4 Dec 2026, planned")),
        considered=("Grandmother, Efua Okonjo: not possible, she is ill (12 Nov 2026).",),
        searched=("14 services were asked in tiers 1 and 2; 3 offered, 9 declined, 2 are silent.",),
        offers=(
            OfferMade("Hazel House", "Chosen", 4_912_50, 256_151_79),
            OfferMade("Juniper Lodge", "Not chosen", 5_900_00, 307_642_86),
            OfferMade("Beech Row Fostering", "Withdrawn on 20 Nov 2026", 1_106_00, 57_669_29),
        ),
        reasons="Both children can stay at their schools, and the home has a workshop.",
        prices=(
            PricedLine("Core weekly fee", "£4,650.00 a week", "£4,250.00 a week"),
            PricedLine("Therapy", "£131.25 for each session × 2", ""),
        ),
        above_contract="Two to one by day for the first four weeks, as the risk assessment asks.",
        funding=(Share("Social care", 6000, 2_947_50, 153_691_07),
                 Share("Education", 4000, 1_965_00, 102_460_72)),
        alternatives="Juniper Lodge would mean another school, and costs more.",
        child_views="“It has a shed. I’d go there.”",
        family_views="His mother can be there by bus in half an hour.",
        value_for_money="The price is within the range of like placements in this band.",
        steps=(
            Step("Funding: refused", (Fact("By", "Tess Malone, team manager"),
                                      Fact("On", "19 Nov 2026, 09:12"),
                                      Fact("Said", "Ask them for the price after four weeks."))),
            Step("Funding: approved", (Fact("By", "Hugh Oyelaran, head of service"),
                                       Fact("On", "23 Nov 2026, 11:40")),
                 (Fact("Limit", "Head of service: up to £6,000.00 a week"),)),
        ),
        earlier=("Beech Row Fostering was chosen on 17 Nov 2026; it withdrew.",),
        bound="9f2c 41d0 77ab 03e5",
    )  # fmt: skip


def agenda() -> PanelPaper:
    """A panel that has not sat yet."""
    return PanelPaper(
        imprint=imprint("Panel agenda", "PAN-26-A7-0009"),
        title="Resource panel",
        day="Wednesday 25 Nov 2026",
        chair="Hugh Oyelaran, head of service",
        attendees=("Tess Malone, team manager", "Priya Desai, virtual school",
                   "Dr Owen Pryce, designated doctor"),
        items=(
            PaperItem(f"1. {REQUEST}: boy, 13, with his sister, 9",
                      "Whether the home meets both children’s needs at this price.",
                      "Hazel House", "£4,912.50", ""),
            PaperItem("2. REQ-26-A7-0112: girl, 16", "Which of two offers to take.", "", "", ""),
        ),
    )  # fmt: skip


def minutes() -> PanelPaper:
    """The same panel after it sat."""
    paper = agenda()
    said = ("Recommends the home, with a review of the staffing after four weeks.", "Comes back.")
    return replace(
        paper,
        imprint=imprint("Panel minutes", "PAN-26-A7-0009"),
        items=tuple(replace(one, said=text) for one, text in zip(paper.items, said, strict=True)),
        minutes=(
            "The panel heard the social worker and the home’s manager.\n"
            "It asked what happens after the first four weeks, and was told that one to one is "
            "planned from then on.\nThe second request comes back on 2 December with both offers."
        ),
        minuted_by="Amina Khan",
    )


def register() -> RegisterList:
    """What was registered in a month."""
    return RegisterList(
        imprint=imprint("Document register", "November 2026"),
        first="1 Nov 2026",
        last="23 Nov 2026",
        count="3 documents",
        summary=(Fact("Registered", "1 Nov 2026 to 23 Nov 2026"), Fact("In all", "3 documents")),
        documents=(
            Registered("DOC-26-A7-0040", 1, "referral pack, anonymised", REQUEST, "",
                       "20 Nov 2026, 10:04", "Amina Khan", "DOC-26-A7-0041", "0f" * 32),
            Registered("DOC-26-A7-0041", 2, "referral pack, anonymised, large print", REQUEST, "",
                       "23 Nov 2026, 14:02", "Amina Khan", "", "1e" * 32),
            Registered("DOC-26-A7-0042", 1, "contract schedule", "IPA-26-A7-0031",
                       "Chiltern Hearth Ltd", "23 Nov 2026, 14:40", "Tess Malone", "", "2d" * 32),
        ),
    )  # fmt: skip
