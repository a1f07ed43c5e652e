"""References that people quote: `REQ-26-A7-0042`.

Kind, year, the installation's code and a number without gaps. Because the code is part of
it, two laptops that work alone never give out the same reference.
"""

from __future__ import annotations

from resources_app.session import Session
from resources_app.store.tables import Tables

# To add a kind: give it three letters here, and its meaning.
KINDS = {
    "REQ": "placement request",
    "PLC": "placement",
    "IPA": "individual placement agreement",
    "STY": "arrangement at 18",
    "DOC": "document",
    "UPL": "uplift of rates",
    "INV": "provider's invoice",
    "PAY": "export of payments",
    "SAV": "saving",
    "PNL": "panel",
    "BED": "bed sale",
    "UNR": "setting that is not registered",
    "FIL": "file or e-mail that was kept",
}


def next_reference(session: Session, tables: Tables, kind: str) -> str:
    """The next reference of a kind; call it inside the action that uses it."""
    if kind not in KINDS:
        raise ValueError(f"{kind} is not a kind of reference")
    series = f"{kind}-{session.today():%y}-{session.store.origin}"
    last = tables.value("SELECT last_number FROM reference_counter WHERE id = ?", (series,))
    number = 1 if last is None else int(last) + 1
    if last is None:
        tables.insert("reference_counter", {"id": series, "last_number": number})
    else:
        tables.update("reference_counter", series, {"last_number": number})
    return f"{series}-{number:04d}"
