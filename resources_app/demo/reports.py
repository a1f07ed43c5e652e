"""A clinic's report that goes with a referral pack, made by our own press: a file from elsewhere.

It names nobody, as a report for an anonymised pack has to; and nobody like this exists.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from resources_app.casework.attaching import keep_with_request
from resources_app.documents.pack_attaching import put_in_pack
from resources_app.documents.pack_attachment_model import NewPackAttachment, Topic
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.frame import Imprint, compose
from resources_app.session import Session

_TITLE = "Health assessment, summary"
_BLOCKS = (
    Heading(_TITLE, 1),
    Text("For the people who will care for this young person. It leaves out who they are."),
    Facts((Fact("Growth", "As expected"), Fact("Sight and hearing", "Tested; glasses to read"),
           Fact("Immunisations", "Up to date"), Fact("Teeth", "Seen this spring"))),
    Heading("What helps"),
    Bullets((
        "A bedtime that is the same every night, and no screen in the hour before it.",
        "The brown inhaler morning and evening, the blue one before sport.",
        "Time with somebody who listens, more than advice.",
    )),
    Heading("What we will do"),
    Text("We see them again in six months, or sooner if carers ask. Letters go to their doctor."),
)  # fmt: skip


def keep_report(session: Session, reference: str) -> None:
    """Keep the report with a request, and let it go with the pack."""
    seen = session.today() - timedelta(days=40)
    imprint = Imprint(
        council="Children’s health clinic (invented)",
        document_name=_TITLE,
        reference="CL-2041",
        version=1,
        subject="",
        printed_by="the clinic",
        printed_at=session.clock.now() - timedelta(days=40),
        marking="CONFIDENTIAL",
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Health assessment summary.pdf"
        path.write_bytes(compose(_BLOCKS, imprint).bytes)
        (kept,) = keep_with_request(session, reference, [path]).kept
    put_in_pack(
        session,
        reference,
        kept.attachment.reference,
        NewPackAttachment(Topic.HEALTH, "Health assessment", dated=seen),
    )
