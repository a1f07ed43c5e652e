"""What a social worker sends with a request: an e-mail with a note in it, kept as it came."""

from __future__ import annotations

from datetime import UTC, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from resources_app.casework.attaching import keep_with_request
from resources_app.children.model import Child
from resources_app.children.queries import child
from resources_app.requests.queries import request
from resources_app.session import Session

_EVERY = 3
_TO = "Access to Resources <placements@buckinghamshire.example>"
_SAID = (
    "Hello all,\n\n{name} needs a home as set out in the request. The care planning meeting "
    "agreed it, and the plan's summary is with this.\n\n{they} sees the doctor on Thursdays after "
    "school, and would like that to go on.\n\nRing me before anybody is told where {name} will "
    "live.\n\n{worker}\n"
)
_SUMMARY = (
    "Summary of the care plan\n\nWhere: a family near school.\nFamily time: Saturdays, two "
    "hours.\nHealth: the assessment is up to date.\nReviewed: at the last looked-after review.\n"
)


def keep_letter(session: Session, reference: str, number: int) -> None:
    """Keep the e-mail that came with every third request; nothing with the others."""
    if number % _EVERY:
        return
    asked = child(session.tables, request(session.tables, reference).child_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"Home for {asked.given_name}.eml"
        path.write_bytes(_letter(session, asked).as_bytes())
        keep_with_request(session, reference, [path])


def _letter(session: Session, asked: Child) -> EmailMessage:
    letter = EmailMessage()
    worker = asked.social_worker or "The social worker"
    letter["From"] = f"{worker} <{'.'.join(worker.casefold().split())}@buckinghamshire.example>"
    letter["To"] = _TO
    sent = session.clock.now().astimezone(UTC) - timedelta(hours=2)
    letter["Date"] = format_datetime(sent)
    letter["Subject"] = f"A home for {asked.given_name}"
    they = "He" if asked.sex == "1" else "She"
    letter.set_content(_SAID.format(name=asked.given_name, they=they, worker=worker))
    letter.add_attachment(
        _SUMMARY.encode(), maintype="text", subtype="plain", filename="Care plan summary.txt"
    )
    return letter
