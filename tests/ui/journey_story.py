"""The whole job as a story of steps, told with either hand: each does a thing and looks at it.

The first half: founding a store, its team, the register, prices, one child's request and the
authority to search. journey_offers.py goes on. A step begins where the one before ended.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QListWidget, QPushButton

from tests.ui.journey_child import (
    ANSWERS,
    NAME,
    STRENGTHS_WITHOUT_NAMES,
    WISHES_WITHOUT_NAMES,
    How,
)
from tests.ui.journey_hands import Hand, group_named
from tests.ui.journey_screen import Screen, rows_of
from ui.shell.widgets.buttons import ActionButton

DATA = Path(__file__).parents[1] / "data"
REGISTER, PRICES = DATA / "ofsted_register.xlsx", DATA / "framework_price_schedule.xlsx"
FOUNDER, OFFICER, HEAD = "Tess Malone", "Amina Khan", "Hugh Oyelaran"
ROLES = {OFFICER: "Placement officer", HEAD: "Head of service"}
AGREEMENT = "SCF-26"


def passphrase(name: str) -> str:
    """The passphrase of an officer of the story."""
    return f"{name.split()[0].lower()} keeps several words"


def found_the_store(hand: Hand, store: Path) -> None:
    """Make a store in the first window and write down its recovery key."""
    screen = hand.screen
    screen.picture("first window")
    hand.press("Make a new store…")
    hand.press("Make the store")
    screen.reads("Name the file to make.")
    hand.write("New store", str(store))
    hand.write("Your name", FOUNDER)
    hand.write("A passphrase", passphrase(FOUNDER))
    hand.write("The passphrase again", passphrase(FOUNDER))
    screen.picture("a new store")
    hand.press("Make the store")
    screen.until(lambda: screen.sees("I have written it down", QPushButton))
    screen.picture("recovery key")
    hand.press("I have written it down")
    screen.enter()
    screen.reads(f"{FOUNDER}, team manager", "Nothing waits for you")
    screen.picture("today, empty")


def add_the_team(hand: Hand) -> None:
    """Give a placement officer and a head of service their passphrases."""
    screen = hand.screen
    hand.go("Settings")
    hand.tab("Team")
    screen.picture("team of one")
    for name, role in ROLES.items():
        hand.press("Add an officer")
        hand.write("Name", name)
        hand.choose("Role", role)
        hand.write("A passphrase", passphrase(name))
        hand.write("The passphrase again", "something else")
        hand.primary("Add the officer")
        screen.reads("The two passphrases differ.")
        hand.write("The passphrase again", passphrase(name))
        screen.picture(f"adding a {role.lower()}")
        hand.primary("Add the officer")
        screen.reads(f"{name} ({''.join(word[0] for word in name.split())}) is in the team")
    screen.picture("team")


def change_officer(hand: Hand, name: str) -> None:
    """Hand the window over to a colleague, who types their own passphrase."""
    screen = hand.screen
    hand.go("Change officer")
    screen.until(lambda: screen.desktop.window is None)
    hand.write("Your passphrase", passphrase(name))
    hand.press("Open the store")
    screen.enter()
    screen.reads(f"{name}, {ROLES.get(name, 'Team manager').lower()}")


def import_the_register(hand: Hand) -> None:
    """Look at what the workbook would change, and take it in."""
    screen = hand.screen
    hand.go("Providers")
    screen.picture("providers, empty")
    hand.go("Import Ofsted’s register")
    hand.press("Look at it")
    screen.reads("Name the file first.")
    hand.write("The register’s file", str(REGISTER))
    hand.primary("Look at it")
    screen.reads("1,400 added")
    screen.picture("register, preview")
    hand.primary("Accept 1,400 added")
    screen.reads("The register is in: 1,400 services added, 0 changed, 0 closed.")
    screen.picture("providers")


def import_the_prices(hand: Hand) -> None:
    """Look at the framework's prices, take them in, and ask of one why it is so."""
    screen = hand.screen
    hand.go("Import a price schedule")
    hand.write("The price schedule’s file", str(PRICES))
    hand.primary("Look at it")
    screen.reads("This is needed.")
    hand.write("Agreement’s reference", AGREEMENT)
    hand.write("Prices hold from", "1/4/2026")
    hand.primary("Look at it")
    screen.reads(f"New agreement {AGREEMENT}: South Central framework agreement.", "2 to check")
    screen.picture("prices, preview")
    hand.primary(starting(hand, "Accept "))
    screen.reads(f"{AGREEMENT} holds prices from 1 Apr 2026.", "South Central framework agreement")
    screen.picture("agreement")


def take_the_request(hand: Hand) -> str:
    """Type the request, see what is missing and what gives the child away; its reference."""
    screen = hand.screen
    hand.go("New request")
    screen.picture("new request, empty")
    hand.primary("Save draft")
    screen.reads("This is needed.")
    group = ""
    for of, field, how, what in ANSWERS:
        if of == "What is needed and when" and group != of:
            # Halfway: a draft may be saved as soon as the child is known.
            screen.picture("new request, the child")
            hand.primary("Save draft")
            screen.reads("is saved as a draft.", NAME)
            screen.picture("draft")
            hand.primary("Submit for authority to search")
            screen.reads("need your attention before this can go on")
            screen.picture("draft, answers missing")
        if of != group:
            hand.press(group_named(screen, of))
            group = of
        _answer(hand, field, how, what)
    screen.picture("draft, typed")
    hand.press("Save draft")
    screen.reads("The draft is saved.")
    return reference_seen(hand, "REQ")


def take_the_names_out(hand: Hand) -> None:
    """A pack that gives the child away is refused with its findings; the text is put right."""
    screen = hand.screen
    hand.tab("Documents")
    hand.press("Print anonymised referral pack")
    screen.reads("Not printed", "2 places in it would give the child away", "and print again")
    assert "Efua" not in screen.words.split("Not printed")[1]
    screen.picture("pack refused")
    hand.tab("Request")
    hand.press(group_named(screen, "About the child"))
    hand.write("Strengths and likes", STRENGTHS_WITHOUT_NAMES)
    hand.write("What the child wants", WISHES_WITHOUT_NAMES)


def submit_and_authorise(hand: Hand, reference: str) -> None:
    """The officer submits and cannot authorise; the head of service does."""
    screen = hand.screen
    hand.primary("Submit for authority to search")
    screen.reads(f"{reference} is submitted. It now waits for authority to search.")
    refused(hand, "Authorise the search", f"{OFFICER} (placement officer) may not authorise a")
    hand.tab("Search")
    screen.reads("No search yet", "Not yet: head of service has not authorised the search.")
    screen.picture("submitted")
    change_officer(hand, HEAD)
    screen.picture("today, head of service")
    hand.open_row("Waiting for me", reference)
    hand.primary("Authorise the search")
    screen.reads(f"{OFFICER} asks to search for a home for this child.")
    screen.picture("authorising")
    hand.write("Note", "Near his school first.")
    hand.primary("Authorise the search")
    screen.reads(f"The search for {reference} is authorised.")
    change_officer(hand, OFFICER)


def open_request(hand: Hand, reference: str) -> None:
    """As people do who know the reference."""
    find(hand, reference, NAME)


def find(hand: Hand, text: str, reads: str) -> None:
    """Open a record from the window's own search box."""
    screen = hand.screen
    hand.write("Search for a record, or for something to do", text)
    # With the dot between its name and its reference; what is not there is said without.
    screen.until(lambda: any(text in one and "·" in one for one in _listed(screen)), text)
    hand.choose_found(text)
    screen.reads(reads)


def refused(hand: Hand, name: str, sentence: str) -> None:
    """A button may not be pressed, and says why beside it, to the ear, and when pointed at."""
    button = hand.screen.named(name, QPushButton)
    holder = button.parentWidget()
    assert isinstance(holder, ActionButton)
    assert not button.isEnabled()
    assert sentence in holder.reason
    assert holder.reason == button.toolTip() == button.accessibleDescription()
    hand.screen.reads(sentence)


def _answer(hand: Hand, field: str, how: How, what: str) -> None:
    if how is How.WRITE:
        hand.write(field, what)
    elif how is How.CHOOSE:
        hand.choose(field, what)
    else:
        hand.tick(field, what)


def starting(hand: Hand, text: str) -> str:
    """The whole name of the button whose words begin so."""
    buttons = hand.screen.window.findChildren(QPushButton)
    return next(
        one.text().strip() for one in buttons if one.isVisible() and one.text().startswith(text)
    )


def _listed(screen: Screen) -> list[str]:
    return rows_of(screen.named("What was found", QListWidget))


def reference_seen(hand: Hand, kind: str) -> str:
    found = re.search(rf"{kind}-\d\d-\w\w-\d{{4}}", hand.screen.words)
    assert found
    return found[0]
