"""Prints the letters to a provider about the end of a placement: of notice, and of its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.charge_model import AccountCharge
from resources_app.agreements.charging import charge
from resources_app.children.model import Child
from resources_app.children.queries import child
from resources_app.documents.addressing import address_of
from resources_app.documents.gathering_contract import CallOff, call_off, notice_words, under_words
from resources_app.documents.model import Kind
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.foundations.working_days import add_working_days
from resources_app.placements.charging_queries import accounts
from resources_app.placements.model import Placement
from resources_app.placements.notice_queries import standing_notice
from resources_app.placements.notices import Notice
from resources_app.placements.queries import placement_by_reference
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.placement_letter import PlacementLetter
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# Working days within which belongings and records are handed over after the day of leaving.
_RETURN_DAYS = 10


@dataclass(frozen=True)
class _Ending:
    """The end of one child's placement: `day` is the one of leaving, not a night of it."""

    placement: Placement
    child: Child
    found: CallOff
    day: date

    @property
    def last_charged(self) -> date:
        """The last day that is charged: the last night, or the day of leaving itself."""
        return self.day if self.found.ipa.charges_day_of_leaving else self.day - timedelta(days=1)


@printing
def print_notice_letter(session: Session, reference: str, *, manner: Manner = ORDINARY) -> Job:
    """Print the letter to the provider about the notice of a placement that stands.

    It gives the council's notice, or answers the provider's. Raises NotFound, and Refused where
    no notice stands.
    """
    require(session, Permission.PRINT)
    placement = placement_by_reference(session.tables, reference)
    notice = standing_notice(session.tables, placement.id)
    if notice is None:
        raise Refused(
            f"No notice of {placement.reference} stands.", remedy="Record the notice first."
        )
    one = _read(session.tables, placement, notice.runs_to)
    imprint = imprint_of(session, Kind.NOTICE_LETTER, placement.reference, manner)
    facts = tuple(_notice_facts(one, notice))
    letter = _letter(session.tables, one, imprint, notice.given_by, facts, notice.given_on)
    return Job(Kind.NOTICE_LETTER, notice.id, one.found.provider.name, letter)


@printing
def print_ending_letter(session: Session, reference: str, *, manner: Manner = ORDINARY) -> Job:
    """Print the letter to the provider once a placement has ended.

    Raises NotFound, and Refused before the day on which the child left.
    """
    require(session, Permission.PRINT)
    placement = placement_by_reference(session.tables, reference)
    ended = placement.period.end
    if ended is None or ended > session.today():
        when = f"ends on {day_text(ended)}" if ended else "has not ended"
        raise Refused(f"Not yet: {placement.reference} {when}.")
    one = _read(session.tables, placement, ended)
    imprint = imprint_of(session, Kind.ENDING_LETTER, placement.reference, manner)
    facts = tuple(_ending_facts(session.tables, one))
    letter = _letter(session.tables, one, imprint, "ending", facts, placement.notice_given_on)
    return Job(Kind.ENDING_LETTER, placement.id, one.found.provider.name, letter)


def _read(tables: Tables, placement: Placement, day: date) -> _Ending:
    whose = child(tables, placement.child_id)
    return _Ending(placement, whose, call_off(tables, placement.reference), day)


def _letter(
    tables: Tables,
    one: _Ending,
    imprint: Imprint,
    about: str,
    facts: tuple[Fact, ...],
    given_on: date | None,
) -> PlacementLetter:
    found = one.found
    return PlacementLetter(
        imprint=imprint,
        about=about,
        to=(found.provider.name, *address_of(tables, found.provider)),
        reference=one.placement.reference,
        facts=facts,
        child=one.child.known_as or one.child.given_name,
        home=found.service.name,
        given_on=day_text(given_on),
        notice=notice_words(found.ipa),
        last_charged=day_text(one.last_charged),
        leaves=day_text(one.day),
        return_by=day_text(add_working_days(one.day, _RETURN_DAYS)),
        invoices_to=found.invoices_to or imprint.council,
        reply_to=found.council.placements_email or imprint.council,
    )


def _facts(one: _Ending) -> Iterator[Fact]:
    yield Fact("Child", one.child.full_name)
    yield Fact("Home", f"{one.found.service.name}, Ofsted URN {one.found.service.urn}")
    yield Fact("Agreement", f"{one.found.ipa.reference}, made {under_words(one.found)}")


def _notice_facts(one: _Ending, notice: Notice) -> Iterator[Fact]:
    yield from _facts(one)
    yield Fact("Given", f"By the {notice.given_by}, on {day_text(notice.given_on)}")
    how_long = f"{capital(notice_words(one.found.ipa))}, by its contract schedule"
    yield Fact("How long", how_long)
    yield Fact("Runs out on", day_text(notice.runs_to))
    yield Fact("Last day charged", day_text(one.last_charged))
    yield Fact("Why", notice.reason)


def _ending_facts(tables: Tables, one: _Ending) -> Iterator[Fact]:
    yield from _facts(one)
    placement = one.placement
    yield Fact("Left on", day_text(one.day))
    yield Fact("Why", words(CodeList.REASON_PLACEMENT_CHANGED, placement.end_code))
    yield Fact("Notice", _notice_told(one))
    for made in _final_charges(tables, one):
        days = f"{day_text(made.period.start)} to {day_text(one.last_charged)}"
        vat = f", with VAT {pounds(made.cost_pence)}" if made.cost_pence != made.net_pence else ""
        yield Fact("Charge for the last month", f"{pounds(made.net_pence)} for {days}{vat}")


def _notice_told(one: _Ending) -> str:
    """When notice was given, and how many nights of it were left on the day of leaving."""
    placement, days = one.placement, one.found.ipa.notice_days
    given = placement.notice_given_on
    if given is None:
        return "None is recorded"
    by = f"Given by the {placement.notice_given_by or 'council'} on {day_text(given)}"
    left = (given + timedelta(days=days) - one.day).days
    if left <= 0:
        return by
    return f"{by}; {counted(left, 'night')} of it {'were' if left > 1 else 'was'} left"


def _final_charges(tables: Tables, one: _Ending) -> Iterator[AccountCharge]:
    """What the month in which the child left costs; nothing where a block contract pays."""
    month = Period(one.day.replace(day=1), one.day + timedelta(days=1))
    for account in accounts(tables, during=month, placement_ids=[one.placement.id]):
        made = charge(account, month)
        if made.lines:
            yield made
