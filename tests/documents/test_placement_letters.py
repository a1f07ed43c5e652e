"""The letters about the end of a placement: until when, what is charged, and what comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.queries import document, documents_of_placement
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import Refused
from resources_app.placements.actions import Ending, end_placement, give_notice
from resources_app.session import Session
from tests.documents.reading import openings, restrict_all, text_of

FIRST = "PLC-26-A7-0001"


@pytest.fixture
def settled(officer: Session, placed: str, clock: FixedClock) -> str:
    """Both children have lived there for eight weeks."""
    clock.moment += timedelta(days=70)  # 1 February 2027
    return FIRST


@pytest.mark.parametrize(
    ("giver", "said"),
    [
        ("council", "We give you 28 days’ notice of the end of this placement."),
        ("provider", "On 25 Jan 2027 you gave notice of this placement at Hazel House."),
    ],
)
def test_notice_says_how_long_by_which_contract_and_until_when(
    officer: Session, settled: str, giver: str, said: str
) -> None:
    with pytest.raises(Refused, match="No notice of PLC-26-A7-0001 stands"):
        print_notice_letter(officer, settled)
    give_notice(officer, settled, giver, date(2027, 1, 25), "The home cannot keep them safe.")
    restrict_all(officer)
    made = print_notice_letter(officer, settled)
    assert openings(officer) == [FIRST]
    text = text_of(made.bytes)
    for part in (
        said,
        "Chiltern Hearth Ltd 1 Mill Yard Amersham HP6 5AA 1 Feb 2027 Our reference: PLC-26-A7-0001",
        "Dear colleagues",
        "Child Rowan Ashdown",
        "IPA-26-A7-0001, made as a spot purchase",
        "28 days’ notice, by its contract schedule",
        "Runs out on 22 Feb 2027",
        "Last day charged 21 Feb 2027",
        "The home cannot keep them safe.",
        "proper luggage",
        "Yours faithfully",
        "Amina Khan, for Buckinghamshire Council",
    ):
        assert part in text, part
    kept = document(officer.tables, made.reference)
    assert (kept.subject_reference, kept.made_for) == (FIRST, "Chiltern Hearth Ltd")
    placement = officer.tables.value("SELECT id FROM placement WHERE reference = ?", (FIRST,))
    assert kept in documents_of_placement(officer.tables, str(placement))


def test_the_ending_says_what_is_charged_and_what_is_to_come_back(
    officer: Session, settled: str
) -> None:
    with pytest.raises(Refused, match="Not yet: PLC-26-A7-0001 has not ended"):
        print_ending_letter(officer, settled)
    ending = Ending(date(2027, 1, 18), "CARPL", "Home to his aunt.", date(2027, 1, 4), "provider")
    end_placement(officer, settled, ending)
    restrict_all(officer)
    text = text_of(print_ending_letter(officer, settled).bytes)
    assert openings(officer) == [FIRST]
    for part in (
        "Ro left Hazel House on 18 Jan 2027. The last day that is charged is 17 Jan 2027.",
        "Given by the provider on 4 Jan 2027; 14 nights of it were left",
        "£12,281.15 for 1 Jan 2027 to 17 Jan 2027",
        "Hand over by 1 Feb 2027",
        "quoting PLC-26-A7-0001",
    ):
        assert part in text, part
