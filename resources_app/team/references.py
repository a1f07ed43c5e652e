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


def coming_reference(session: Session, tables: Tables, kind: str) -> str:
    """What `next_reference` will give; it is not taken by asking."""
    series, last = _counter(session, tables, kind)
    return _reference(series, (last or 0) + 1)


def next_reference(session: Session, tables: Tables, kind: str) -> str:
    """The next reference of a kind; call it inside the action that uses it."""
    series, last = _counter(session, tables, kind)
    number = (last or 0) + 1
    if last is None:
        tables.insert("reference_counter", {"id": series, "last_number": number})
    else:
        tables.update("reference_counter", series, {"last_number": number})
    return _reference(series, number)


def _counter(session: Session, tables: Tables, kind: str) -> tuple[str, int | None]:
    """A series of references, and the last number of it that was taken."""
    if kind not in KINDS:
        raise ValueError(f"{kind} is not a kind of reference")
    series = f"{kind}-{session.today():%y}-{session.store.origin}"
    last = tables.value("SELECT last_number FROM reference_counter WHERE id = ?", (series,))
    return series, None if last is None else int(last)


def _reference(series: str, number: int) -> str:
    return f"{series}-{number:04d}"
