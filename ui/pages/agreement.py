"""One agreement: prices over time, members, terms, the contract, uplifts and what runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from resources_app.agreements import agreement_queries, terms_queries
from resources_app.agreements.model import MemberOfLot
from resources_app.agreements.queries import find_agreement, lots_of, members_of, rates_of
from resources_app.agreements.renewal_queries import expiring
from resources_app.agreements.renewals import Expiry
from resources_app.agreements.term_fields import TERM_FIELDS, values_of
from resources_app.agreements.terms import AgreementTerms
from resources_app.agreements.terms_actions import change_terms
from resources_app.agreements.uplift_model import Uplift
from resources_app.agreements.uplift_queries import uplifts
from resources_app.agreements.uplift_words import how_words, scope_words
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from resources_app.team.queries import authorities
from ui.pages.agreement_contract import ContractTab, ContractView
from ui.pages.agreement_members import MembersTab
from ui.pages.agreement_prices import LotView, PricesTab
from ui.pages.agreement_terms import REASON, TermsTab
from ui.pages.asking import ask
from ui.pages.expiring_table import columns_of
from ui.pages.page import Crumb, Page
from ui.pages.price_grid import GridRow
from ui.pages.uplift import TONES
from ui.pages.uplift_tables import signed
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.widgets.buttons import ActionButton, button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.tabs import Tab, Tabs

PRICES = "prices"
_LOT = "lot "  # a place's tab may name a lot: “lot 4”

UPLIFTS = (
    Column("Reference", lambda one: one.reference, 140),
    Column(
        "How",
        lambda one: sentence(how_words(one)),
        200,
        stretch=True,
        second=lambda one: scope_words(one.scope),
    ),
    Column(
        "From",
        lambda one: day_text(one.effective_from),
        110,
        number=True,
        sort=lambda one: one.effective_from,
    ),
    Column("Rates", lambda one: f"{one.rates:,}", 70, number=True, sort=lambda one: one.rates),
    Column(
        "Twelve months",
        lambda one: signed(one.annual_pence),
        130,
        number=True,
        sort=lambda one: one.annual_pence,
        second=lambda one: f"{one.placements:,} placements",
    ),
    Column("Proposed by", lambda one: one.proposer, 140),
    Column("Standing", lambda one: sentence(one.state), 110, tone=lambda one: TONES[one.state]),
)


@dataclass(frozen=True)
class AgreementView:
    """Everything that the page shows."""

    prices: LotView
    terms: AgreementTerms
    printed: int
    uplifts: tuple[Uplift, ...]
    members: tuple[MemberOfLot, ...]
    contract: ContractView
    expiring: tuple[Expiry, ...]


def gather(tables: Tables, reference: str, code: str, day: date, today: date) -> AgreementView:
    """Read an agreement, and the lot with this code or its first, priced as on a day.

    Raises NotFound.
    """
    agreement = find_agreement(tables, reference)
    lots = tuple(lots_of(tables, agreement.id))
    lot = next((one for one in lots if one.code == code), lots[0] if lots else None)
    rows = tuple(
        GridRow(one, tuple(rates_of(tables, one.membership.id)))
        for one in (members_of(tables, agreement, lot, on=day) if lot else ())
    )
    return AgreementView(
        prices=LotView(agreement, lots, lot, rows),
        terms=terms_queries.terms_of(tables, agreement.id),
        printed=terms_queries.call_offs_printed(tables, agreement.id),
        uplifts=tuple(uplifts(tables, agreement_id=agreement.id)),
        members=tuple(
            one for each in lots for one in members_of(tables, agreement, each, on=today)
        ),
        contract=ContractView(
            agreement,
            agreement_queries.framework_of(tables, agreement),
            agreement_queries.call_offs_under(tables, agreement.id),
            agreement_queries.extensions_of(tables, agreement.id),
            agreement_queries.procurement_of(tables, agreement, today),
            authorities(tables),
        ),
        expiring=expiring(tables, today, within=366, agreement_id=agreement.id),
    )


class AgreementPage(Page):
    """Everything of an agreement in tabs; the next step is to raise its prices."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "agreement",
            "lot",
            "membership",
            "membership_standing",
            "rate",
            "service",
            "provider",
            "retainer_rule",
            "discount_rule",
            "uplift",
            "document",
            "agreement_extension",
            "agreement_authority",
            "agreement_notice",
            "due_diligence_document",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: AgreementView | None = None
        self._header = PageHeader("")
        self.raise_prices = ActionButton("Raise prices", self.primary)
        take_in = button("Import a price schedule", lambda: desk.go("price_import"), icon="import")
        if reason := why_not(desk.officer, Permission.KEEP_AGREEMENTS):
            # The reason is said once, and stands in the other's place.
            take_in.hide()
            self.raise_prices.refuse(reason)
        self._header.add(take_in, self.raise_prices)
        self.prices = PricesTab(desk)
        self.prices.lot_chosen.connect(self._go_to_lot)
        self.prices.day_chosen.connect(self.load)
        self.terms = TermsTab(desk)
        self.terms.wants_change.connect(self._ask_terms)
        self.uplifts = Table(UPLIFTS, "Uplifts", height=TWO_LINES)
        self.uplifts.when_empty(
            "No uplift yet",
            "A percentage, a capped index or a new schedule; you see every price first.",
            "Raise prices",
            self.primary,
        )
        self.uplifts.opened.connect(lambda one: desk.go("uplift", one.reference))
        self.members = MembersTab(desk, self)
        self.members.opened.connect(lambda urn: desk.go("service", urn))
        self.contract = ContractTab(desk, self)
        self.expiring = Table(columns_of(desk.today), "What runs out", height=TWO_LINES)
        self.expiring.when_empty(
            "Nothing runs out within a year", "Its end, options, members, prices and documents."
        )
        self.tabs = Tabs(
            (
                Tab(PRICES, "Prices", lambda: self.prices),
                Tab("members", "Members", lambda: self.members),
                Tab("terms", "Terms", lambda: self.terms),
                Tab("contract", "Contract", lambda: self.contract),
                Tab("uplifts", "Uplifts", lambda: self.uplifts),
                Tab("expiring", "Expiring", lambda: self.expiring),
            )
        )
        self.tabs.chosen.connect(self._tab_chosen)
        self.lay_out(self._header, self.tabs)

    def crumbs(self) -> list[Crumb]:
        return [("Agreements", Place("agreements")), (self.place.key, None)]

    def load(self) -> None:
        reference, code = self.place.key, self._code
        today = self.desk.today()
        day = self.prices.day or today
        self.desk.read(
            self,
            lambda tables: gather(tables, reference, code, day, today),
            self._show,
            key="load",
        )

    @property
    def _code(self) -> str:
        """The lot that the place names, else the one that is shown."""
        tab = self.place.tab
        if tab.startswith(_LOT):
            return tab.removeprefix(_LOT)
        shown = self._view.prices.agreement.reference if self._view else ""
        return self.prices.lot if shown == self.place.key else ""

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(PRICES if tab.startswith(_LOT) else tab)
        if self._view is not None and tab.startswith(_LOT) and self._code != self.prices.lot:
            self.load()

    def _show(self, view: AgreementView) -> None:
        self._view = view
        one = view.prices.agreement
        ends = day_text(inclusive_end(one.period.end)) or "no end"
        lead = authority_name(one.lead_authority_code) or one.lead_authority_code
        self._header.say(
            one.title or one.reference,
            f"{one.reference} · led by {lead} · {day_text(one.period.start)} to {ends} · "
            f"{one.terms.notice_days} days’ notice",
        )
        live = self.desk.today() in one.period
        self._header.show_chips(
            (sentence(one.kind), "plain"),
            ("In force" if live else "Not in force", "good" if live else "warning"),
        )
        self.prices.show_lot(view.prices)
        self.terms.show_terms(view.terms, view.printed)
        self.uplifts.show_rows(view.uplifts)
        self.members.show_members(view.members)
        self.contract.show_contract(view.contract)
        self.expiring.show_rows(view.expiring)
        for tab, count in (("uplifts", len(view.uplifts)), ("expiring", len(view.expiring))):
            self.tabs.label(tab, f"{sentence(tab)}  {count}" if count else sentence(tab))

    def _tab_chosen(self, tab: str) -> None:
        self.desk.go("agreement", self.place.key, tab)

    def _go_to_lot(self, code: str) -> None:
        self.desk.go("agreement", self.place.key, f"{_LOT}{code}")

    def _ask_terms(self) -> None:
        if self._view is None:
            return
        reference = self._view.prices.agreement.reference

        def change(session: Session, typed: dict[str, Any]) -> object:
            reason = str(typed.pop("reason", ""))
            return change_terms(session, reference, typed, reason=reason)

        ask(
            self,
            f"Change the terms of {reference}",
            (*TERM_FIELDS, REASON),
            "Save the terms",
            change,
            told=f"The terms of {reference} are changed.",
            values=values_of(self._view.terms),
            unread=True,
        )

    def primary(self) -> None:
        if not self.raise_prices.reason:
            self.desk.go("new_uplift", self.place.key)
