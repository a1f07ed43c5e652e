"""Prints a variation of a placement's agreement, once it is approved, for both parties to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.model import Unit
from resources_app.approvals.queries import approvals_of
from resources_app.documents.describing import born
from resources_app.documents.gathering_contract import CallOff, call_off, parties_of, signatories_of
from resources_app.documents.model import Kind
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import NotFound, Refused
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital, curled
from resources_app.placements.model import FeeLine
from resources_app.placements.pricing_queries import ipa_on
from resources_app.placements.variation_model import Variation, VariationLine, VariationState
from resources_app.placements.variation_queries import variations_of
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.variation import PaidOnce, VariationPaper, VariedLine
from resources_app.requests.costs import WEEKLY_UNITS
from resources_app.requests.model import NewPrice
from resources_app.requests.price_words import asked_text
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@printing
def print_variation(
    session: Session, reference: str, number: int | None = None, *, manner: Manner = ORDINARY
) -> Job:
    """Print a variation of the agreement of a placement; the last approved one without a number.

    Raises NotFound for what there is not, and Refused until the variation is approved: no paper
    tells of what may not be.
    """
    require(session, Permission.PRINT)
    tables = session.tables
    found = call_off(tables, reference)
    varied = _approved(tables, found, number)
    imprint = imprint_of(session, Kind.VARIATION, varied.name, manner)
    paper = _gather(tables, found, varied, imprint)
    return Job(Kind.VARIATION, varied.id, found.provider.name, paper)


def _approved(tables: Tables, found: CallOff, number: int | None) -> Variation:
    every = variations_of(tables, found.ipa.id)
    wanted = [one for one in every if number in (None, one.number)]
    if not wanted:
        which = "was not varied" if number is None else f"has no variation {number}"
        raise NotFound(f"{found.ipa.reference} {which}.")
    approved = [one for one in wanted if one.state is VariationState.APPROVED]
    if not approved:
        raise Refused(
            f"{wanted[-1].name} is {wanted[-1].state}.",
            remedy="A variation is printed once it is approved.",
        )
    return approved[-1]


def _gather(tables: Tables, found: CallOff, varied: Variation, imprint: Imprint) -> VariationPaper:
    lines = _Lines.read(tables, found, varied)
    day = day_text(varied.effective_from)
    return VariationPaper(
        imprint=imprint,
        number=varied.number,
        agreement=found.ipa.reference,
        day=day,
        summary=tuple(_summary(found, varied)),
        parties=tuple(parties_of(found, imprint.council)),
        changed=tuple(lines.changed(varied)),
        unchanged=tuple(lines.unchanged(varied)),
        once=tuple(
            PaidOnce(_what(line), line.amount_pence * line.quantity)
            for line in map(lines.made, varied.lines)
            if line is not None and line.unit is Unit.ONE_OFF
        ),
        weekly_before_pence=varied.weekly_before_pence,
        weekly_pence=varied.weekly_pence,
        annual_pence=varied.annual_pence,
        new_end=day_text(varied.new_end),
        reason=varied.reason,
        approval=tuple(_approval(tables, varied)),
        signatories=signatories_of(found, imprint.council),
    )


def _summary(found: CallOff, varied: Variation) -> Iterator[Fact]:
    yield born(found.children)
    yield Fact("Home", f"{found.service.name}, Ofsted URN {found.service.urn}")
    yield Fact("Placement", found.placement.reference)
    if varied.new_end is not None:
        yield Fact("Day of leaving", f"Corrected to {day_text(varied.new_end)}")
        return
    yield Fact("Takes effect", day_text(varied.effective_from))
    more = varied.weekly_pence - varied.weekly_before_pence
    said = f"{pounds(abs(more))} {'more' if more > 0 else 'less'}" if more else "no change"
    yield Fact("Price a week", f"{pounds(varied.weekly_pence)}, {said}")


def _approval(tables: Tables, varied: Variation) -> Iterator[Fact]:
    """Who said yes, without the limit and the words: those are the council's own."""
    for one in approvals_of(tables, "variation", varied.id):
        if one.outcome == "approved":
            role = curled(str(one.approver_role))
            yield Fact("Approved by", f"{one.approver_name}, {role}")
            yield Fact("On", day_text(local_day(one.decided_at)))


def _what(line: FeeLine) -> str:
    return line.description or capital(line.element.value)


@dataclass(frozen=True)
class _Lines:
    """The agreement's lines by id, priced on the day before it takes effect and on the day."""

    day: date
    before: Mapping[str, FeeLine]
    after: Mapping[str, FeeLine]

    @classmethod
    def read(cls, tables: Tables, found: CallOff, varied: Variation) -> _Lines:
        day = varied.effective_from
        earlier = ipa_on(tables, found.ipa, day - timedelta(days=1))
        later = ipa_on(tables, found.ipa, day)
        return cls(
            day,
            {one.id: one for one in earlier.fee_lines},
            {one.id: one for one in later.fee_lines},
        )

    def made(self, line: VariationLine) -> FeeLine | None:
        """The line that a change made, None where it only ended one."""
        return self.after.get(line.made_line_id or "")

    def changed(self, varied: Variation) -> Iterator[VariedLine]:
        for line in varied.lines:
            if line.unit is not Unit.ONE_OFF:
                yield self._beside(self.before.get(line.fee_line_id or ""), self.made(line))

    def unchanged(self, varied: Variation) -> Iterator[VariedLine]:
        touched = {line.fee_line_id for line in varied.lines}
        for key, one in self.before.items():
            both = one.period.start < self.day and self.day in one.period
            if both and key not in touched and one.unit is not Unit.ONE_OFF:
                yield self._beside(one, self.after[key])

    def _beside(self, old: FeeLine | None, new: FeeLine | None) -> VariedLine:
        known = new or old
        assert known is not None
        return VariedLine(
            description=_what(known),
            before=_price(old),
            after=_price(new),
            before_pence=_weekly(old),
            after_pence=_weekly(new),
        )


def _weekly(line: FeeLine | None) -> int | None:
    """Pence a week, as variations are put up for approval: what is paid by the term is apart."""
    return line.amount_pence * line.quantity if line and line.unit in WEEKLY_UNITS else None


def _price(line: FeeLine | None) -> str:
    if line is None:
        return ""
    return asked_text(
        NewPrice(line.element.value, line.unit.value, line.amount_pence, line.quantity)
    )
