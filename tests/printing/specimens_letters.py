"""Ordinary letters: to a school; of notice, an ending, an uplift, papers due to a provider."""

from __future__ import annotations

from dataclasses import replace

from resources_app.printing.chaser_letter import ChaserLetter, Wanted
from resources_app.printing.facts import Fact
from resources_app.printing.notification_letter import NotificationLetter
from resources_app.printing.placement_letter import PlacementLetter
from resources_app.printing.uplift_letter import LetterPrice, UpliftLetter
from tests.printing.samples import imprint


def notification() -> NotificationLetter:
    """To the school, that a child lives in a new home."""
    return NotificationLetter(
        imprint=imprint("Notification of a placement", "PLA-26-A7-0031"),
        event="start",
        told="school",
        to="Ms Adeyemi",
        addressed=("Ms F. Adeyemi", "Cressex Vale School", "HP12 4UD"),
        child="Jayden Okonjo-Reilly",
        day="4 Dec 2026",
        home="Hazel House",
        facts=(
            Fact("About", "Jayden Okonjo-Reilly"),
            Fact("Born", "14 Feb 2013"),
            Fact("Address", "Hazel House, 4 Beech Road, Amersham HP6 5BB"),
            Fact("From", "4 Dec 2026"),
            Fact("Legal status", "Interim care order"),
            Fact("Social worker", "Joseph Osei"),
            Fact("Our reference", "PLA-26-A7-0031"),
        ),
        social_worker="Joseph Osei",
        telephone="01494 000000",
    )


def uplift() -> UpliftLetter:
    """Three and a half per cent on two lots."""
    return UpliftLetter(
        imprint=imprint("Uplift letter", "UPL-26-A7-0002"),
        provider="Chiltern Hearth Ltd",
        address=("1 Mill Yard", "Amersham", "HP6 5AA"),
        agreement="FW-26: Homes for children",
        reference="UPL-26-A7-0002",
        how="3.5 % by CPI, at most 4 %",
        source="Office for National Statistics, CPI of September 2026",
        day="1 Apr 2027",
        last_day="31 Mar 2027",
        prices=(
            LetterPrice("Lot 3: fostering", "Beech Row Fostering",
                        "Core weekly fee, ages 5 to 10, a week", 1_106_00, 1_144_71),
            LetterPrice("Lot 4: children’s homes", "Hazel House",
                        "Core weekly fee, ages 8 to 17, a week", 4_250_00, 4_398_75),
            LetterPrice("Lot 4: children’s homes", "Hazel House",
                        "Therapy, a session", 131_25, 135_84),
        ),
        reply_to="commissioning@council.example",
    )  # fmt: skip


def notice() -> PlacementLetter:
    """The council gives notice of a placement."""
    return PlacementLetter(
        imprint=imprint("Notice letter", "PLA-26-A7-0031"),
        about="council",
        to=("Chiltern Hearth Ltd", "1 Mill Yard", "Amersham", "HP6 5AA"),
        reference="PLA-26-A7-0031",
        facts=(
            Fact("Child", "Jayden Okonjo-Reilly, born 14 Feb 2013"),
            Fact("Home", "Hazel House, URN SC093391"),
            Fact("Agreement", "IPA-26-A7-0031"),
        ),
        child="Jay",
        home="Hazel House",
        given_on="1 Jun 2027",
        notice="28 days’ notice",
        last_charged="28 Jun 2027",
        leaves="29 Jun 2027",
        return_by="6 Jul 2027",
        invoices_to="invoices@council.example",
        reply_to="placements@council.example",
    )


def ending() -> PlacementLetter:
    """The same placement, once it has ended."""
    return replace(notice(), imprint=imprint("Ending letter", "PLA-26-A7-0031"), about="ending")


def chaser() -> ChaserLetter:
    """Two papers that a provider owes, one that is in order."""
    return ChaserLetter(
        imprint=imprint("Due-diligence chaser", "Chiltern Hearth Ltd"),
        to=("Chiltern Hearth Ltd", "1 Mill Yard", "Amersham", "HP6 5AA"),
        wanted=(
            Wanted("Employer’s liability insurance", "Until 30 Nov 2026", "Runs out in 7 days"),
            Wanted("Safeguarding policy", "None", "Never received"),
        ),
        in_order=("Public liability insurance, until 30 Sep 2027",),
        agreements="FW-26: Homes for children",
        by="7 Dec 2026",
        reply_to="commissioning@council.example",
    )
