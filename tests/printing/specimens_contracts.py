"""Ordinary papers of contracts: a variation, an agreement's summary, a block contract's quarter."""

from __future__ import annotations

from resources_app.printing.agreement_summary import AgreementSummary, PriceLine
from resources_app.printing.block_statement import (
    BlockStatement,
    Charge,
    Home,
    Measure,
    Nights,
    Saved,
    Sold,
)
from resources_app.printing.facts import Fact
from resources_app.printing.signature import Signatory
from resources_app.printing.variation import PaidOnce, VariationPaper, VariedLine
from tests.printing.samples import imprint


def variation() -> VariationPaper:
    """More therapy from January, less transport, a bicycle shed paid once."""
    return VariationPaper(
        imprint=imprint("Variation", "IPA-26-A7-0031"),
        number=2,
        agreement="IPA-26-A7-0031",
        day="4 Jan 2027",
        summary=(
            Fact("Child", "Jayden Okonjo-Reilly, born 14 Feb 2013"),
            Fact("Home", "Hazel House, URN SC093391"),
            Fact("From", "4 Jan 2027"),
        ),
        parties=(
            Fact("Council", "Buckinghamshire Council", needed=True),
            Fact("Provider", "Chiltern Hearth Ltd", needed=True),
        ),
        changed=(
            VariedLine("Therapy", "£131.25 for each session × 1", "£131.25 for each session × 2",
                       131_25, 262_50),
            VariedLine("Transport to school", "£180.00 a week", "£90.00 a week", 180_00, 90_00),
        ),
        unchanged=(VariedLine("Core weekly fee", "£4,250.00 a week", "£4,250.00 a week",
                              4250_00, 4250_00),),
        once=(PaidOnce("A shed for the bicycles", 480_00),),
        weekly_before_pence=4561_25,
        weekly_pence=4602_50,
        annual_pence=239_330_00,
        new_end="",
        reason=(
            "The art therapist sees him twice a week since the placement meeting of 12 December, "
            "and he cycles to school on fine days."
        ),
        approval=(
            Fact("Approved by", "Tess Malone, team manager"),
            Fact("On", "23 Nov 2026, 14:02"),
        ),
        signatories=(
            Signatory("For Buckinghamshire Council"),
            Signatory("For Chiltern Hearth Ltd", "Ravi Anand", "Director"),
        ),
    )  # fmt: skip


def summary() -> AgreementSummary:
    """A framework as one provider holds it, with the prices of two lots."""
    return AgreementSummary(
        imprint=imprint("Agreement summary", "FW-26"),
        agreement="FW-26: Homes for children",
        provider="Chiltern Hearth Ltd",
        summary=(
            Fact("Kind", "Framework"),
            Fact("Runs", "1 Apr 2026 to 31 Mar 2030"),
            Fact("Led by", "Buckinghamshire"),
            Fact("For", "Buckinghamshire, Milton Keynes and Oxfordshire"),
            Fact("Hazel House", "Lot 4, tier 1, rank 2"),
            Fact("Juniper Lodge", "Lot 4, tier 2; suspended: Ofsted’s judgement of 3 Nov 2026"),
        ),
        terms=(
            "The day a child leaves is not charged.",
            "An absence of up to 14 nights is charged in full, then at half for 14 more.",
            "Prices rise once a year, by CPI and at most 4 %.",
            "Notice is 28 days, by either party.",
        ),
        day="23 Nov 2026",
        prices=(
            PriceLine("Lot 3: fostering", "Beech Row Fostering",
                      "Core weekly fee, ages 5 to 10, a week", "1 Apr 2026", "£1,106.00"),
            PriceLine("Lot 3: fostering", "Beech Row Fostering",
                      "Second child, ages 5 to 10, a week", "1 Apr 2026", "£940.50"),
            PriceLine("Lot 4: children’s homes", "Hazel House",
                      "Core weekly fee, ages 8 to 17, a week", "1 Oct 2026", "£4,250.00"),
            PriceLine("Lot 4: children’s homes", "Hazel House", "Therapy, a session",
                      "1 Apr 2026", "On application"),
        ),
    )  # fmt: skip


def statement() -> BlockStatement:
    """A quarter of six homes shared by three authorities."""
    return BlockStatement(
        imprint=imprint("Block contract statement", "CRP-BLOCK 2026-27 Q2"),
        headline="Cross Regional Project (CRP-BLOCK), July to September 2026 (2026-27 Q2)",
        summary=(
            Fact("Paid to the provider", "£781,250.00"),
            Fact("Beds used", "1,402 of 1,840 bed-nights, 76 %"),
            Fact("Void", "406 nights; 32 nights out of service"),
        ),
        provisional=True,
        charges=(
            Charge("Buckinghamshire", 390_625_00, 1_200_00, 8_400_00, 0, 397_825_00),
            Charge("Oxfordshire", 260_416_67, 0, 0, 8_400_00, 252_016_67),
            Charge("Reading", 130_208_33, 0, 0, 0, 130_208_33),
        ),
        nights=(
            Nights("Buckinghamshire", 920, 0, 14, 934, 0, 0),
            Nights("Oxfordshire", 613, 14, 0, 310, 289, 0),
            Nights("Reading", 307, 0, 0, 158, 149, 0),
        ),
        breaches=("Juniper Lodge is 52 minutes from the linked school; the contract says 45.",),
        homes=(
            Home("Harvest Cottage", 368, 330, 38, 0),
            Home("Juniper Lodge", 276, 244, 0, 32),
        ),
        sales=(
            Sold("SALE-26-0003", "Oxfordshire", "Buckinghamshire", "3 to 16 Aug 2026", 14,
                 600_00, 8_400_00),
            Sold("SALE-26-0004", "Reading", "Oxfordshire", "1 to 2 Sep 2026", 2, None, 0),
        ),
        outcomes=(
            Measure("Missing episodes", 14, 9, 2, 64),
            Measure("Days out of school", 0, 0, 0, None),
        ),
        saving=(
            Saved("Buckinghamshire", 934, 620_000_00, 397_825_00),
            Saved("Oxfordshire", 310, 205_000_00, 252_016_67),
        ),
        words=(
            ("agreement", "Cross Regional Project (CRP-BLOCK)"),
            ("period", "1 Jul 2026 to 30 Sep 2026"),
            ("days", "92 nights"),
            ("placed", "28 children had a bed in the period."),
            ("rule", "A bed that is out of service is not paid for on those nights, as the "
                     "contract says."),
            ("saved", "Compared with the median of like placements, paid for one by one."),
            ("compared", "Children’s homes, 10 to 15, complex: £4,645.00 a week (31 placements)."),
        ),
    )  # fmt: skip
