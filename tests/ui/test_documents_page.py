"""The register on screen: narrowed by what people know, what a document became, files checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from resources_app.documents.actions import print_contract_schedule, print_referral_pack
from resources_app.documents.issuing import save_copy
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import day_text
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents.conftest import ask, placed, put, request_reference
from tests.documents.test_certifying import PASSPHRASE, Make, make
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.document import DocumentPage
from ui.pages.document_signing import ADD, CERTIFY, CHASE, SIGNED
from ui.pages.documents import DocumentsPage
from ui.shell.places import Place

# A request, and a placement with its agreement, as the tests of documents have them.
__all__ = ["ask", "make", "placed", "put", "request_reference"]


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


@pytest.fixture
def packs(officer: Session, ask: Callable[..., str], clock: FixedClock) -> list[str]:
    """An anonymised pack in two versions, a day apart, and the full one for Hearth Ltd."""
    reference = ask()
    made = [print_referral_pack(officer, reference).reference]
    clock.moment += timedelta(days=1)
    key = str(officer.tables.value("SELECT id FROM placement_request"))
    with officer.act("test") as act:
        act.tables.update("placement_request", key, {"care_needs": "Warmth and patience."})
    made.append(print_referral_pack(officer, reference).reference)
    made.append(print_referral_pack(officer, reference, full=True, for_whom="Hearth Ltd").reference)
    return made


@pytest.fixture
def amina(qtbot: QtBot, open_window: OpenWindow, officer: Session, packs: list[str]) -> Person:
    return Person(qtbot, open_window(officer))


def listed(amina: Person) -> list[str]:
    return [one.reference for one in amina.table("Documents").rows]


def test_the_register_is_narrowed_and_says_what_stands(
    amina: Person, qtbot: QtBot, packs: list[str]
) -> None:
    first, second, full = packs
    amina.press("Documents")
    assert listed(amina) == [full, second, first]
    amina.type("Find documents by reference, subject or recipient", "hearth")
    qtbot.waitUntil(lambda: listed(amina) == [full])
    amina.type("Find documents by reference, subject or recipient", "")
    qtbot.waitUntil(lambda: len(listed(amina)) == 3)
    amina.press("Only those that stand")
    assert listed(amina) == [full, second]
    amina.press("Only those that stand")
    amina.type("Printed until", day_text(amina.page.desk.today() - timedelta(days=1)))
    amina.keys("Return")
    assert listed(amina) == [first]

    amina.window.go(Place("document", first))
    assert amina.sees("A later version says something else.")
    amina.press(f"Open {second}")
    assert isinstance(amina.page, DocumentPage)
    assert amina.page.place.key == second
    assert not amina.sees("A later version says something else.")


def test_a_file_in_hand_is_checked_and_what_went_to_whom_is_listed(
    amina: Person, officer: Session, packs: list[str], tmp_path: Path
) -> None:
    first, _, full = packs
    mine, changed = tmp_path / "mine.pdf", tmp_path / "changed.pdf"
    save_copy(officer, first, mine)
    changed.write_bytes(mine.read_bytes() + b" ")
    save_copy(officer, full, tmp_path / "full.pdf", password="three plain words")
    amina.press("Documents")
    page = amina.page
    assert isinstance(page, DocumentsPage)
    page.check(mine)
    assert f"This is {first}" in amina.message
    assert "is superseded by" in amina.message
    page.check(tmp_path / "full.pdf")
    assert f"the encrypted copy of {full}" in amina.message
    page.check(changed)
    assert "does not know this file" in amina.message
    amina.tab("Sent to whom")
    assert [(one.recipient, one.document) for one in amina.table("Sent to whom").rows] == [
        ("Hearth Ltd", full)
    ]


@pytest.mark.parametrize("tab", ["", "sent"])
def test_a_childs_file_lists_what_was_sent_once_that_is_looked_at(
    amina: Person, officer: Session, packs: list[str], tmp_path: Path, tab: str
) -> None:
    full = packs[2]
    save_copy(officer, full, tmp_path / "full.pdf")
    identifier = str(officer.tables.value("SELECT local_identifier FROM child"))
    amina.window.go(Place("child", identifier, tab))
    if not tab:
        amina.tab("Sent to whom")

    def listed() -> list[tuple[str, str]]:
        return [(one.recipient, one.document) for one in amina.table("Sent to whom").rows]

    assert listed() == [("Hearth Ltd", full)]
    save_copy(officer, full, tmp_path / "again.pdf")
    amina.page.refresh()
    assert listed() == [("Hearth Ltd", full)] * 2


def test_signatures_are_asked_for_settled_by_a_scan_and_chased(
    qtbot: QtBot, open_window: OpenWindow, officer: Session, placed: str, tmp_path: Path
) -> None:
    reference = print_contract_schedule(officer, placed).reference
    amina = Person(qtbot, open_window(officer))
    amina.window.go(Place("document", reference, "signatures"))
    assert amina.sees("0 of 2 signed")
    page = amina.page
    assert isinstance(page, DocumentPage)
    parties = amina.table("Signatures")
    assert page.signing.parties.buttons[CHASE].toolTip().startswith("No e-mail address is known")

    parties.select(lambda one: one.place == 2)
    # She asks for it; whether it is there is said by who commissions.
    assert "this is for a commissioning officer" in page.signing.parties.buttons[SIGNED].toolTip()
    amina.press("Asked…")
    amina.type("E-mail", "not an address")
    amina.press("They were asked")
    assert amina.sees("is not an e-mail address")
    amina.type("E-mail", "r.anand@example.org")
    amina.press("They were asked")
    assert amina.message == "For Chiltern Hearth Ltd: asked for."

    # From today's list the key opens the panel at once.
    amina.window.go(Place("document", reference, "signatures", "chase_signatures"))
    amina.type("The folder for the e-mails", str(tmp_path))
    amina.press("Write the e-mails")
    assert "to be sent" in amina.message
    assert len(list(tmp_path.glob("*.eml"))) == 1
    assert amina.table("Signatures").rows[1].chased == 1

    scan = tmp_path / "back.png"
    Image.new("RGB", (300, 400), "white").save(scan)
    amina.press("Add a signed copy…")
    amina.type("The signed copy", str(tmp_path / "nothing.pdf"))
    amina.press("Keep it")
    assert amina.sees("The file cannot be read")
    amina.type("The signed copy", str(scan))
    amina.press("2. For Chiltern Hearth Ltd")
    amina.press("Keep it")
    assert "it shows For Chiltern Hearth Ltd" in amina.message
    assert amina.sees("1 of 2 signed")
    (copy,) = amina.table("Signed copies").rows
    assert copy.shows == ("For Chiltern Hearth Ltd",)
    # The placement's own page says how its schedule stands.
    amina.window.go(Place("placement", "PLC-26-A7-0001"))
    assert amina.sees("Schedule: 1 of 2 signed")


def test_a_pack_that_is_no_longer_safe_does_not_go_on_paper_and_nobody_is_to_sign_it(
    amina: Person, officer: Session, packs: list[str]
) -> None:
    child = officer.tables.value("SELECT child_id FROM placement_request")
    with officer.act("test") as act:  # a nickname that stands in the pack: “has football”
        act.tables.update("child", child, {"known_as": "Football"})
    amina.window.go(Place("document", packs[1], "signatures"))
    page = amina.page
    assert isinstance(page, DocumentPage)
    assert "Nobody signs this: referral pack" in page.signing.parties.buttons[ADD].toolTip()
    amina.press("Print")
    assert "1 place in version 2 of the pack would give the child away" in amina.message


def test_the_register_is_printed_for_the_days_of_the_list(amina: Person, packs: list[str]) -> None:
    amina.window.go(Place("documents"))
    amina.press("Print the register…")
    amina.type("First day", "23 November 2026")
    amina.press("Print it")
    assert amina.sees("Document register · version 1")
    assert amina.message.endswith("1 page, is registered.")
    assert amina.nameless() == []


def test_a_copy_is_signed_with_the_certificate_that_settings_name(
    qtbot: QtBot,
    open_window: OpenWindow,
    officer: Session,
    session_for: Callable[[Role], Session],
    placed: str,
    make: Make,
) -> None:
    reference = print_contract_schedule(officer, placed).reference
    amina = Person(qtbot, open_window(session_for(Role.COMMISSIONING_OFFICER)))
    amina.window.go(Place("document", reference, "signatures"))
    page = amina.page
    assert isinstance(page, DocumentPage)
    button = page.signing.copies.buttons[CERTIFY]
    assert not button.isEnabled()
    assert "No certificate is named" in button.toolTip()
    amina.window.go(Place("settings", tab="officer"))
    amina.type("The team’s certificate", str(make()))
    amina.window.go(Place("document", reference, "signatures"))
    page.refresh()
    amina.press("Sign with the certificate…")
    amina.type("Passphrase", "not this one")
    amina.press("Sign a copy")
    assert amina.sees("The passphrase does not open this certificate.")
    amina.type("Passphrase", PASSPHRASE)
    assert not amina.sees("2. For Chiltern Hearth Ltd")
    amina.press("1. For Buckinghamshire Council")
    amina.press("Sign a copy")
    assert "By the certificate of Hugh Oyelaran" in amina.message
    (copy,) = amina.table("Signed copies").rows
    assert (copy.kind, copy.shows) == ("digitally signed", ("For Buckinghamshire Council",))
