"""The demo's paperwork: contracts that are signed, half signed and overdue, and who had which."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from resources_app.documents.actions import print_contract_schedule
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issuing import note_issue
from resources_app.documents.queries import document
from resources_app.documents.setting_words import set_words
from resources_app.documents.signed_copies import attach_signed
from resources_app.documents.signing import ask_signature, decline_signature, record_signature
from resources_app.placements.queries import Slice, placement_summaries
from resources_app.printing.manner import Manner
from resources_app.session import Session

_COUNCIL, _PROVIDER = 1, 2  # the places of a contract schedule's signature blocks
_WRITTEN_TO = "contracts@provider.example"
_DECLINED = "The therapy line is not as we agreed on the telephone."


# The team's own words in place of the application's: the file, the text's key, the words.
_OWN_WORDS = (
    (
        "contract_schedule",
        "sections.notice.parts.1.clauses.2",
        "The child’s belongings, savings, records, photographs and memories go with the child, in "
        "proper luggage and never in bags.",
    ),
    (
        "emails",
        "kinds.reminder.body.2",
        "Tell us yes, no, or what you would like to know, at {reply_to}. A no is an answer "
        "too, and lets us look on.",
    ),
)


def make_own_words(manager: Session) -> None:
    """What a manager of the team has put in its own words."""
    for document_named, key, words in _OWN_WORDS:
        set_words(manager, document_named, key, words)


def make_paperwork(officer: Session, keeper: Session) -> None:
    """Print the newest placements' schedules and take each as far as such a thing goes.

    The officer prints and asks; the keeper, who commissions, settles the signatures.
    """
    tables, today = officer.tables, officer.today()
    found = placement_summaries(tables, today, part=Slice(12, 0))
    contracts = [one.reference for one in found if one.ipa_reference][:4]
    printed = [print_contract_schedule(officer, one).reference for one in contracts]
    for number, reference in enumerate(printed):
        _take_on(officer, keeper, reference, number, today)
    for one in contracts[:1]:
        # A carer asked for it in large print, the young person what it says.
        print_contract_schedule(officer, one, manner=Manner(large=True))
        print_contract_schedule(officer, one, manner=Manner(plain=True))


def _take_on(officer: Session, keeper: Session, reference: str, number: int, today: date) -> None:
    if number == 3:
        return  # printed today: nobody was asked yet
    provider = document(officer.tables, reference).made_for
    sent = Handing(Way.EMAIL, provider, _WRITTEN_TO, "to be signed")
    note_issue(officer, reference, sent)
    asked = today - timedelta(days=30 - 10 * number)
    for place in (_COUNCIL, _PROVIDER):
        ask_signature(officer, reference, place, on=asked, email=_WRITTEN_TO if place > 1 else "")
    record_signature(keeper, reference, _COUNCIL, on=asked + timedelta(days=1))
    if number == 0:
        _come_back(officer, reference, today)
    elif number == 2:
        decline_signature(keeper, reference, _PROVIDER, why=_DECLINED, on=today)


def _come_back(officer: Session, reference: str, today: date) -> None:
    with TemporaryDirectory() as folder:
        scan = Path(folder) / f"{reference} signed.png"
        scan.write_bytes(_scan(reference))
        attach_signed(
            officer, reference, scan, places=(_COUNCIL, _PROVIDER), on=today, note="By post."
        )


def _scan(reference: str) -> bytes:
    """A picture of a signed page, as a scanner would send it."""
    page = Image.new("L", (420, 594), 250)
    pen = ImageDraw.Draw(page)
    pen.text((40, 40), f"{reference}\nSigned by both", fill=30)
    pen.line([(40, 500), (70, 470), (90, 510), (120, 476), (180, 500)], fill=30, width=2)
    made = io.BytesIO()
    page.save(made, "PNG")
    return made.getvalue()
