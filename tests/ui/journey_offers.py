"""The second half of the story: the search, offers, decision, approvals, placement, and paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from resources_app.approvals.checklists import checklist
from resources_app.approvals.model import ApprovalKind
from tests.ui.journey_child import NAME
from tests.ui.journey_hands import Hand
from tests.ui.journey_story import (
    HEAD,
    OFFICER,
    change_officer,
    open_request,
    reference_seen,
    refused,
    starting,
)

# In the register and, at tier 1 of the fostering lots, in the schedule.
DECLINES, OFFERS, DEARER = "Dove Childcare (UK) Ltd", "Fern Families Ltd", "Ivy Families (UK) Ltd"


def search(hand: Hand) -> None:
    """Look at what fits and why, turn a criterion, see where homes are, keep the search."""
    screen = hand.screen
    hand.primary("Search for a home")
    screen.reads("The search is kept with the request: ", "509 another kind of home", "455 too far")
    hand.select("Homes that fit, best first", OFFERS)
    screen.reads(OFFERS, "Yes", "Ask")
    assert screen.named("Map of homes around the child’s home", QWidget).isVisible()
    screen.picture("search")
    hand.choose("Distance limit: must, wish or off", "Off")
    screen.until(lambda: "455 too far" not in screen.words)
    screen.reads("Changed criteria count only once you keep the search.")
    hand.press("As the request says")
    screen.reads("455 too far")
    hand.press("Keep this search")
    screen.reads("The search is kept with the request: ")


def send_to_tier_one(hand: Hand) -> None:
    """Send the anonymised referral to the framework's first tier, but for one of them."""
    screen = hand.screen
    hand.primary("Send to providers")
    hand.write("Reply due", "30/11/2026")
    count = starting(hand, "Send to tier 1 (")
    hand.untick_row("Homes to send it to", "Kestrel Horizons CIC")
    assert starting(hand, "Send to tier 1 (") != count
    screen.picture("sending")
    hand.primary(starting(hand, "Send to tier 1 ("))
    screen.reads("of tier 1; replies are due by 30 Nov 2026.")
    screen.picture("sent")


def record_the_replies(hand: Hand) -> None:
    """One declines, two offer: one at the contract's price, one above it and has to say why."""
    screen = hand.screen
    hand.press("Record replies")
    hand.write(f"Reply of {DECLINES}", "no")
    hand.primary("Record 1 reply")
    screen.picture("reply without a reason")
    screen.reads("“no” may be any of these.")
    hand.write(f"Reply of {DECLINES}", "no pl")
    hand.write(f"What {DECLINES} said", "Both carers are full until spring.")
    hand.primary("Record 1 reply")
    screen.reads("1 reply is recorded.")
    hand.press("Record an offer")
    hand.choose("Home", DEARER)
    hand.write("Available from", "14/12/2026")
    hand.write("Carer or bed", "FC-0417")
    hand.write("Where the child would sleep", "HP12")
    hand.write("Amount for one, line 1", "1,400")
    hand.primary("Record the offer")
    screen.picture("offer above the contract")
    screen.reads("contract")
    hand.write("Why above the contract price", "A second carer at home by day.")
    hand.primary("Record the offer")
    screen.reads("The offer is recorded beside the contract’s prices.")
    hand.press("Record an offer")
    hand.choose("Home", OFFERS)
    hand.write("Available from", "14/12/2026")
    hand.write("Carer or bed", "FC-0192")
    hand.write("Where the child would sleep", "SL1 3UF")
    hand.write("How needs would be met", "Two carers; half an hour to school by train.")
    hand.write("Amount for one, line 1", "£1,106.00")
    screen.picture("offer")
    hand.primary("Record the offer")
    screen.reads("The offer is recorded beside the contract’s prices.")


def decide(hand: Hand) -> None:
    """Compare the offers side by side, and put a decision up for approval."""
    screen = hand.screen
    screen.reads("£1,400.00 a week, contract £1,015.25", "£1,106.00 a week, as contract")
    screen.picture("side by side")
    hand.primary("Decide between the offers")
    hand.choose("Chosen offer", OFFERS)
    hand.write("Why this home", "Two carers, at the contract price, who know teenagers.")
    hand.write("What else was considered", "A carer in Wycombe, above the contract price.")
    hand.write("Value for money", "At the contract price.")
    hand.write("What the family wants", "His mother agrees.")
    hand.write("Social care", "60")
    hand.write("Education", "30")
    hand.primary("Put the decision up for approval")
    screen.reads("The shares add up to 90 %.")
    hand.write("Health", "10")
    screen.picture("deciding")
    hand.primary("Put the decision up for approval")
    screen.reads("The decision is up for approval: ", "Social care 60 %")
    refused(hand, "Approve the funding", f"{OFFICER} (placement officer) may not approve funding")
    screen.picture("decided")


def approve(hand: Hand, reference: str) -> None:
    """The head of service approves the money, and the home outside the council's area."""
    screen = hand.screen
    change_officer(hand, HEAD)
    hand.open_row("Waiting for me", reference)
    screen.picture("up for approval")
    hand.primary("Approve the funding")
    screen.reads("You approve exactly this offer")
    hand.primary("Approve £1,106.00 a week")
    screen.reads(f"The funding of {reference} is approved.")
    screen.reads("outside the council’s own area, in an adjoining one", "Regulation 11")
    hand.press("Approve a home outside the area")
    hand.write("Reason", "The nearest carer who fits; his school is half an hour by train.")
    for item in checklist(ApprovalKind.OUT_OF_AREA, date.today()):
        hand.write(item.words, "By telephone today.")
    screen.picture("regulation 11")
    hand.primary("Approve")
    screen.reads("The approval under regulation 11 is recorded.")
    screen.picture("approved")
    change_officer(hand, OFFICER)
    open_request(hand, reference)


def place(hand: Hand) -> str:
    """Make the placement and its agreement; the placement's reference."""
    screen = hand.screen
    hand.primary("Make the placement")
    screen.reads(f"{NAME} goes to live at {OFFERS}.")
    hand.write("Delegated authority", "Day trips, haircuts, school trips within England.")
    screen.picture("placing")
    hand.primary("Make the placement")
    screen.reads(" is made, under IPA-", "Placed")
    screen.picture("placed")
    return reference_seen(hand, "PLC")


def print_and_save(hand: Hand, button: str, target: Path) -> Path:
    """Print from the request's documents, look at the pages, and save a copy."""
    screen = hand.screen
    hand.tab("Documents")
    hand.press(button)
    # The anonymised pack was registered when it was sent; the others are printed now.
    told = " was registered already, unchanged." if "anonymised" in button else " is registered."
    screen.reads(told, "SHA-256")
    preview = screen.named("The printed pages", QWidget)
    screen.until(lambda: preview.isVisible() and "pages" in screen.words)
    screen.picture(button.lower())
    hand.press("Save a copy…")
    hand.write("Where to save the copy", str(target))
    hand.primary("Save the copy")
    screen.reads(f"A copy is in {target}, as it was printed.")
    hand.go("Back")
    return target
