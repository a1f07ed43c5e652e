"""The rules between a request's answers, beyond what each field's kind already checks.

A draft may be incomplete but never wrong; submitting asks for everything that is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Reading, Record, unanswered
from resources_app.foundations.postcodes import why_unknown
from resources_app.providers.model import ProvisionType
from resources_app.requests.fields import BY_NAME, NEEDED_FIELDS
from resources_app.requests.model import Urgency
from resources_app.requests.unregulated import RULE, anyone_under_16, unregulated_on, why_not_code

_TODAY, _SOON, _LATER = "Today", "in less than 5 days", "in more than 5 days"


def with_defaults(values: Record, *, today: date, officer_name: str, siblings: int) -> Record:
    """The answers with what can be worked out filled in where it was left open."""
    filled = dict(values)
    worked_out: Record = {
        "received_on": today,
        "urgency": Urgency.EMERGENCY if values.get("neededBy") == _TODAY else Urgency.PLANNED,
        "referralDate": today,
        "referralOfficerName": officer_name,
        "siblingCount": siblings,
    }
    for name, value in worked_out.items():
        if unanswered(filled.get(name)):
            filled[name] = value
    if unanswered(filled.get("neededBy")):
        filled["neededBy"] = _needed_by(filled.get("needed_by_date"), filled["received_on"])
    return filled


def _needed_by(needed: object, received: object) -> str:
    """The standard's words for a date; five days exactly, which it leaves out, count as more."""
    if not isinstance(needed, date) or not isinstance(received, date):
        return ""
    days = (needed - received).days
    return _TODAY if days <= 0 else _SOON if days < 5 else _LATER


def check_request(reading: Reading, values: Record, *, today: date, path: str = "") -> None:
    """Note what is wrong in itself, whether or not the request is to be submitted."""
    received, needed = values.get("received_on"), values.get("needed_by_date")
    if isinstance(received, date) and received > today:
        what = f"{day_text(received)} is yet to come."
        reading.refuse(BY_NAME["received_on"], what, "Give the day the request came in.", path)
    if isinstance(received, date) and isinstance(needed, date) and needed < received:
        reading.refuse(
            BY_NAME["needed_by_date"],
            f"The home would be needed before the request came in on {day_text(received)}.",
            "Check both dates.",
            path,
        )
    _check_emergency(reading, values, today, path)
    _check_places(reading, values, path)
    asked = values.get("specificCommunicationRequirements")
    if isinstance(asked, tuple) and "None" in asked and len(asked) > 1:
        field = BY_NAME["specificCommunicationRequirements"]
        reading.refuse(field, "“None” stands beside others.", "Leave one or the other out.", path)


def _check_emergency(reading: Reading, values: Record, today: date, path: str) -> None:
    """An emergency is today's or tomorrow's; one that was planned before may have become one."""
    received, needed = values.get("received_on"), values.get("needed_by_date")
    if values.get("urgency") != Urgency.EMERGENCY or not isinstance(needed, date):
        return
    known_on = max(today, received) if isinstance(received, date) else today
    if (needed - known_on).days > 1:
        reading.refuse(
            BY_NAME["needed_by_date"],
            f"{day_text(needed)} is no emergency: that is a child who must move today or tomorrow.",
            "Make the request planned, or correct the date.",
            path,
        )


# A choice of the standard that says no more than "other", and where it is said what is meant.
# To add one: its field, the option, and the field of the words.
OTHERS: tuple[tuple[str, str, str], ...] = (
    ("specificCommunicationRequirements", "Other", "communication_other"),
    ("culturalNeeds", "Other", "cultural_needs_other"),
    ("additionalSupport", "other (please specify)", "additional_support_other"),
)


def _check_others(reading: Reading, values: Record) -> None:
    """Note each “other” of which it is not said what is meant."""
    for name, option, words in OTHERS:
        chosen = values.get(name)
        is_other = option in chosen if isinstance(chosen, tuple) else chosen == option
        if is_other and unanswered(values.get(words)):
            what = f"“{option}” was chosen for “{BY_NAME[name].label}”."
            reading.refuse(BY_NAME[words], what, "Say which.")


def _check_places(reading: Reading, values: Record, path: str) -> None:
    """Note places to avoid that there are none of: nothing would be left out for them."""
    places = values.get("places_to_avoid")
    for number, one in enumerate(places if isinstance(places, tuple) else (), 1):
        what = why_unknown(str(one["postcode"])) if isinstance(one, dict) else ""
        if what:
            field = BY_NAME["places_to_avoid"]
            reading.refuse(field, f"Number {number}: {what}", "Check its letters and digits.", path)


def check_siblings(reading: Reading, values: Record, siblings: int, path: str = "") -> None:
    """Note a number of brothers and sisters that differs from those named."""
    count = values.get("siblingCount")
    if isinstance(count, int) and siblings and count != siblings:
        reading.refuse(
            BY_NAME["siblingCount"],
            f"{count} {'is' if count == 1 else 'are'} to live with the child, but {siblings} "
            f"{'is' if siblings == 1 else 'are'} named.",
            "Name each of them, or leave the number out.",
            path,
        )


def why_not_complete(values: Record, *, births: Iterable[date], today: date) -> Reading:
    """A reading that holds everything that stands in the way of submitting these answers.

    `births` are the dates of birth of the child and of the brothers and sisters to live
    with them. Needed answers are those the standard gives a cardinality of 1..1 or 1..*,
    and the few of ours that no provider or panel can do without.
    """
    reading = Reading(submitting=True)
    for field in NEEDED_FIELDS:
        if unanswered(values.get(field.name)):
            reading.refuse(field, "This is needed to submit the request.", _options(field))
    check_request(reading, values, today=today)
    _check_others(reading, values)
    _check_orders(reading, values)
    _check_ages(reading, values, births, today)
    return reading


def _options(field: Field) -> str:
    if not field.options:
        return field.help
    return "Choose from: " + "; ".join(f"“{option}”" for option in field.options) + "."


def _check_orders(reading: Reading, values: Record) -> None:
    sought = _sought(values)
    if values.get("deprivationOfLiberty") is True and not values.get("liberty_order"):
        what = "A deprivation of liberty needs a court order."
        reading.refuse(BY_NAME["liberty_order"], what, "Say what is ordered or applied for.")
    if ProvisionType.SECURE_HOME in sought and not values.get("secure_authority"):
        what = "A secure home needs authority under section 25, Children Act 1989."
        reading.refuse(BY_NAME["secure_authority"], what, "Say what is ordered or applied for.")


def _check_ages(reading: Reading, values: Record, births: Iterable[date], today: date) -> None:
    needed = values.get("needed_by_date")
    day = max(today, needed) if isinstance(needed, date) else today
    if not anyone_under_16(births, day):
        return
    if ProvisionType.SUPPORTED_ACCOMMODATION in _sought(values):
        reading.refuse(
            BY_NAME["provision_sought"],
            f"Supported accommodation is never for a child under 16 ({RULE}).",
            "Seek another kind of home.",
        )
    code, barred = str(values.get("placement_code_sought") or ""), unregulated_on(day)
    if code in barred:
        field = BY_NAME["placement_code_sought"]
        reading.refuse(field, why_not_code(code, barred[code]), "Seek another placement type.")


def _sought(values: Mapping[str, object]) -> tuple[object, ...]:
    sought = values.get("provision_sought")
    return sought if isinstance(sought, tuple) else ()
