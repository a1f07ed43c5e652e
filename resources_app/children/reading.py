"""Reading a child's answers from a form or a file, and checking them against what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from resources_app.children.fields import BY_NAME, IDENTITY, fields_for
from resources_app.children.model import Child
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Kind, Reading, Record, unanswered
from resources_app.foundations.postcodes import why_unknown

# Nobody in care, or staying put or close after it, is older.
_OLDEST = 26


@dataclass(frozen=True)
class Known:
    """What the store knows that an answer is checked against.

    `child_of` gives the child with a local identifier; `authorities` names by ONS code.
    """

    child_of: Callable[[str], Child | None]
    authorities: Mapping[str, str]
    today: date


def read_child(
    reading: Reading, given: Mapping[str, object], known: Known, path: str = ""
) -> Record:
    """A child's answers by field name; problems are left in `reading`.

    A child of that identifier who is on record already need only be named by it; a different
    name, birth or sex is a problem, because then the identifier may be another child's.
    """
    identifier = given.get("local_identifier")
    held = known.child_of(identifier) if isinstance(identifier, str) else None
    values = reading.record(fields_for(known=held is not None), given, path)
    check_dates(reading, values, known.today, path)
    check_postcodes(reading, values, path)
    if held is not None:
        _check_identity(reading, held, values, path)
    _check_authority(reading, values, known.authorities, path)
    return values


def check_dates(reading: Reading, values: Record, today: date, path: str = "") -> None:
    """Note births that are yet to come or too long ago, and deaths that are yet to come."""
    born, died = values.get("date_of_birth"), values.get("date_of_death")
    if isinstance(born, date) and born > today:
        _refuse_day(reading, "date_of_birth", f"{day_text(born)} is yet to come.", path)
    elif isinstance(born, date) and today.year - born.year > _OLDEST:
        what = f"Somebody born on {day_text(born)} is no child or young person in care."
        _refuse_day(reading, "date_of_birth", what, path)
    if isinstance(died, date) and died > today:
        _refuse_day(reading, "date_of_death", f"{day_text(died)} is yet to come.", path)


def check_postcodes(reading: Reading, values: Record, path: str = "") -> None:
    """Note postcodes that there are none of."""
    for name, value in values.items():
        if BY_NAME[name].kind is Kind.POSTCODE and (what := why_unknown(str(value or ""))):
            reading.refuse(BY_NAME[name], what, "Check its letters and digits.", path)


def _refuse_day(reading: Reading, name: str, what: str, path: str) -> None:
    reading.refuse(BY_NAME[name], what, "Check the date.", path)


def _check_identity(reading: Reading, held: Child, values: Record, path: str) -> None:
    for name in IDENTITY:
        given, ours = values.get(name), getattr(held, name)
        if not unanswered(given) and _comparable(given) != _comparable(ours):
            reading.refuse(
                BY_NAME[name],
                f"The child with identifier {held.local_identifier} is on record with another "
                f"{BY_NAME[name].label.lower()}.",
                "Check the identifier; if the record is wrong, amend the child first.",
                path,
            )


def _comparable(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _check_authority(
    reading: Reading, values: Record, authorities: Mapping[str, str], path: str
) -> None:
    code = values.get("authority_code")
    if code and code not in authorities:
        listed = ", ".join(f"{ons} ({name})" for ons, name in authorities.items())
        what = f"“{code}” is not an authority of this store."
        reading.refuse(BY_NAME["authority_code"], what, f"Use one of: {listed}.", path)
