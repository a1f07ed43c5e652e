"""Everything shown of one placement: the child, the home, the agreement and its fees."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.children.model import Child
from resources_app.children.queries import child
from resources_app.documents.model import Document
from resources_app.documents.queries import documents_of_child, documents_of_placement
from resources_app.foundations.codes import CodeList, words_with_code
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.errors import NotFound
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import percent_text
from resources_app.placements.connected import TemporaryApproval, is_connected
from resources_app.placements.connected_queries import temporary_approvals
from resources_app.placements.duties import OwedDuty
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.life import Life
from resources_app.placements.life_queries import life_of
from resources_app.placements.model import FeeLine, Ipa, Placement
from resources_app.placements.notification_queries import Notification, notifications_about
from resources_app.placements.pricing_queries import ipa_on
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.variation_model import Variation
from resources_app.placements.variation_queries import variations_of
from resources_app.providers.model import Service
from resources_app.providers.queries import service_by_id
from resources_app.requests.costs import WEEKLY_UNITS
from resources_app.requests.price_words import amount_text
from resources_app.store.tables import Tables
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_L, SPACE_M
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import clear, column, scrolled, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import Facts, words

FEES = (
    Column("For", lambda one: sentence(one.element), 170, stretch=True),
    Column("What it buys", lambda one: one.description, 150, stretch=True),
    Column("Amount", lambda one: amount_text(one.amount_pence, one.unit), 160, number=True),
    Column("How many", lambda one: str(one.quantity), 90, number=True),
    Column("From", lambda one: day_text(one.period.start), 110, number=True),
    Column(
        "To and including",
        lambda one: day_text(inclusive_end(one.period.end)) or "No end",
        130,
        number=True,
    ),
    Column("Price", lambda one: "Contract" if one.rate_id else "Agreed for this child", 160),
)


def _connected(
    tables: Tables, placement: Placement, service: Service
) -> tuple[TemporaryApproval, ...] | None:
    if not is_connected(service, placement.placement_code):
        return None
    return tuple(temporary_approvals(tables, placement.child_id, service.id))


@dataclass(frozen=True)
class PlacementView:
    """One placement with all that belongs to it; `ipa` is None where another one's covers it."""

    placement: Placement
    child: Child
    service: Service
    ipa: Ipa | None
    documents: tuple[Document, ...]
    life: Life
    variations: tuple[Variation, ...] = ()
    duties: tuple[OwedDuty, ...] = ()
    told: tuple[Notification, ...] = ()
    childs_documents: tuple[Document, ...] = ()
    connected: tuple[TemporaryApproval, ...] | None = None


def gather(tables: Tables, reference: str, today: date) -> PlacementView:
    """Read the whole of a placement, its fees at the prices of the day. Raises NotFound."""
    placement = placement_by_reference(tables, reference)
    ipa: Ipa | None = None
    with suppress(NotFound):
        agreed = ipa_of_placement(tables, placement.id)
        ipa = ipa_on(tables, agreed, priced_day(placement, agreed, today))
    service = service_by_id(tables, placement.service_id)
    return PlacementView(
        placement,
        child(tables, placement.child_id),
        service,
        ipa,
        tuple(documents_of_placement(tables, placement.id)),
        life_of(tables, placement),
        tuple(variations_of(tables, ipa.id)) if ipa else (),
        tuple(duties_of(tables, placement.id)),
        tuple(notifications_about(tables, placement.id)),
        tuple(documents_of_child(tables, placement.child_id)),
        _connected(tables, placement, service),
    )


def priced_day(placement: Placement, ipa: Ipa, today: date) -> date:
    """The day whose prices are shown: today, within the placement."""
    last = inclusive_end(placement.period.end)
    day = max(today, ipa.start)
    return min(day, last) if last else day


def period_text(period: Period) -> str:
    """`3 Apr 2026 onwards`, or with its last day."""
    if period.end is None:
        return f"{day_text(period.start)} onwards"
    return f"{day_text(period.start)} to {day_text(inclusive_end(period.end))}"


def weekly_pence(fees: Sequence[FeeLine], day: date) -> int:
    """What the lines of a day cost a week, in pence."""
    return sum(
        one.amount_pence * one.quantity
        for one in fees
        if one.unit in WEEKLY_UNITS and day in one.period
    )


class PlacementFacts(QWidget):
    """A placement's facts, fees and terms."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE_L)
        inside = QWidget()
        inside.setLayout(column(self._body, 1))
        self.setLayout(column(scrolled(inside)))

    def show_placement(self, view: PlacementView, today: date) -> None:
        """Show a placement."""
        clear(self._body)
        facts = Facts(2)
        facts.show_facts(_facts(view))
        self._body.addWidget(
            surface(column(words("The placement", "section"), facts, spacing=SPACE_M))
        )
        if view.ipa is None:
            return
        self._body.addWidget(self._fees(view.ipa, priced_day(view.placement, view.ipa, today)))
        terms = Facts()
        terms.show_facts(_terms(view.ipa))
        title = words("Terms and what is sought", "section")
        self._body.addWidget(surface(column(title, terms, spacing=SPACE_M)))

    def _fees(self, ipa: Ipa, day: date) -> QWidget:
        title = words(f"Fees under {ipa.reference}", "section")
        if not ipa.fee_lines:
            none = "No fee is recorded. A bed of a block contract is paid for by that contract."
            return surface(column(title, words(none, "muted", wrap=True), spacing=SPACE_M))
        table = Table(FEES, "Fees")
        table.show_rows(ipa.fee_lines)
        table.setFixedHeight(48 + 32 * len(ipa.fee_lines))
        split = ", ".join(f"{one.funder} {percent_text(one.share)}" for one in ipa.funding)
        total = words(f"{pounds(weekly_pence(ipa.fee_lines, day))} a week", "strong")
        paid = words(f"Paid by {split}, {ipa.payment_cycle}" if split else "", "muted")
        return surface(column(title, table, total, paid, spacing=SPACE_M))


def _facts(view: PlacementView) -> list[tuple[str, str]]:
    one, service = view.placement, view.service
    return [
        ("Child", view.child.full_name),
        ("Born", day_text(view.child.date_of_birth)),
        ("Home", service.name),
        ("Provider", service.provider_name),
        ("Kind of home", sentence(service.provision_type)),
        ("Ofsted’s number", service.urn),
        ("Lives there", period_text(one.period)),
        ("Sleeps at", one.living_postcode),
        ("Carer or bed", one.carer_or_bed_code),
        ("Statutory type", words_with_code(CodeList.PLACEMENT_TYPE, one.placement_code)),
        ("Provided by, for the return", words_with_code(CodeList.PROVIDER, service.provider_code)),
        ("Where it was preferred", _yes_or_no(one.preferability_location)),
        ("School goes on as it was", _yes_or_no(one.education_continuity)),
        *_ending(one),
        ("Agreement", view.ipa.reference if view.ipa else "With a brother’s or sister’s"),
    ]


def _yes_or_no(said: bool | None) -> str:
    return "" if said is None else "Yes" if said else "No"


def _ending(one: Placement) -> list[tuple[str, str]]:
    if one.period.end is None:
        return [("Why it ended", "Not ended")]
    given = f"{day_text(one.notice_given_on)}, by the {one.notice_given_by or 'one side'}"
    return [
        ("Why it ended", words_with_code(CodeList.REASON_PLACEMENT_CHANGED, one.end_code)),
        ("What happened", f"It broke down. {one.end_reason}" if one.disrupted else one.end_reason),
        ("Notice given", given if one.notice_given_on else "None is recorded"),
    ]


def _terms(ipa: Ipa) -> list[tuple[str, str]]:
    return [
        ("Notice", f"{ipa.notice_days} days"),
        ("Day of leaving", "Charged" if ipa.charges_day_of_leaving else "Not charged"),
        ("Child’s case reviewed by", day_text(ipa.review_due)),
        ("Expected to end", day_text(ipa.expected_end)),
        ("Outcomes sought", ipa.outcomes),
        ("Education", ipa.education),
        ("Health", ipa.health),
        ("Family time", ipa.family_time),
        ("Delegated authority", ipa.delegated_authority),
        ("Special terms", ipa.special_terms or "None"),
    ]
