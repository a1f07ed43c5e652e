"""What happens while a child lives somewhere, by command: who is told, respite, notice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from tests.cli.samples import START, TODAY


class Commands(Protocol):
    """An office that runs a command as one of its officers, and gives what it printed."""

    folder: Path

    def by(self, name: str, command: str, *words: object) -> Any: ...


def tell_of_it(office: Commands, placement: str, duty: str) -> None:
    """Everybody by name: one with a letter, one with an e-mail, one who need not be told."""
    amina = "Amina Khan"
    added = office.by(amina, "tell add", duty, "--who", "Ivor Marsh")["notification"]["id"]
    named = office.by(amina, "tell name", added, "--who", "Ivor Marsh", "--email", "i@example.org")
    assert named["notification"]["email"] == "i@example.org"
    letter = office.by(amina, "tell letter", added, "--out", office.folder / "letter.pdf")
    office.by(amina, "tell mail", added, "--out", office.folder / "letter.eml")
    sent = office.by(amina, "tell sent", added, "--on", TODAY, "--how", "email")["notification"]
    assert (sent["sent_by"], sent["document"]) == (amina, letter["reference"])
    everybody = office.by(amina, "tell list", placement)
    waiting = next(one for one in everybody if one["sent_on"] is None and not one["not_needed"])
    office.by(amina, "tell waive", waiting["id"], "--reason", "She was there.")


def happen_in_it(office: Commands, placement: str) -> None:
    """A weekend of respite, and notice that was taken back."""
    amina, hugh = "Amina Khan", "Hugh Oyelaran"
    office.by(
        amina, "notice give", placement, "--by", "provider", "--on", TODAY, "--reason", "Ill."
    )
    office.by(amina, "notice withdraw", placement, "--reason", "She is well again.")
    nights = ("--from", START + timedelta(days=6), "--return", START + timedelta(days=8))
    asked = ("--urn", "SC093391", *nights, "--night", "85", "--reason", "A weekend off.")
    first = office.by(amina, "respite add", placement, *asked)["respite"]
    office.by(amina, "respite withdraw", first["id"])
    again = office.by(amina, "respite add", placement, *asked)["respite"]
    # The home is in an adjoining area, which a head of service may approve with the money.
    made = office.by(hugh, "respite approve", again["id"], "--words", "Agreed.")["respite"]
    stays = {one["stay_reference"] for one in office.by(amina, "respite list", placement)}
    assert stays == {"", made["stay_reference"]}
    office.by(amina, "move list", placement)
    office.by(amina, "staying list", placement)
    life = office.by(amina, "placement show", placement)
    assert (len(life["respites"]), len(life["notices"])) == (2, 1)
