"""An e-mail from a social worker, for tests to change and to send."""

from __future__ import annotations

from email.message import EmailMessage


def mail(subject: str = "Rowan: a home from Friday", text: str = "Until Friday.") -> EmailMessage:
    """From Mina Doshi to the team, at 17:42 on Monday 23 November 2026."""
    made = EmailMessage()
    made["From"] = "Mina Doshi <mina.doshi@council.example>"
    made["To"] = "Placements <placements@council.example>, duty@council.example"
    made["Cc"] = "Tess Malone <tess@council.example>"
    made["Date"] = "Mon, 23 Nov 2026 17:42:00 +0000"
    made["Subject"] = subject
    made.set_content(text)
    return made
