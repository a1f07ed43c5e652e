"""One service: what Ofsted says, what the team knows, its contracts, and who lives there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from resources_app.agreements.model import MemberOfLot
from resources_app.agreements.queries import members_of_service
from resources_app.casework.history import HistoryLine, history
from resources_app.casework.refusals import Refusals, refusals_of
from resources_app.documents.batch_choosing import schedules_of_provider
from resources_app.documents.model import Kind as Paper
from resources_app.documents.sent_model import SentSought
from resources_app.foundations.errors import NotFound
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.actions import (
    declare_vacancy,
    lift_suspension,
    set_referral_contact,
    suspend_service,
)
from resources_app.providers.model import (
    DeclaredTogether,
    RegistrationStatus,
    Service,
    Setting,
    Suspension,
    Vacancy,
)
from resources_app.providers.queries import (
    declared_together,
    service_by_urn,
    settings_of,
    suspensions_of,
    vacancies_of,
)
from resources_app.providers.sibling_actions import MOST, declare_siblings
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.batch_panel import offer_batch
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.request_log import COLUMNS as LOG_COLUMNS
from ui.pages.sent_to_whom import SentToWhom
from ui.pages.service_facts import MEMBERSHIPS, SETTINGS, ServiceFacts
from ui.pages.wording import GRADE_TONES, sentence, short_grade
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.tabs import Tab, Tabs

_SUSPEND = (
    Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS),
    Field("start", "From", Kind.DATE, help="Today when it is left open."),
    Field("end", "Up to, not including", Kind.DATE, help="Until it is lifted when left open."),
)
_LIFT = (Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS),)
_VACANCY = (
    Field("places", "Places free", Kind.WHOLE_NUMBER, needed=Needed.ALWAYS, most=500),
    Field("declared_on", "Declared on", Kind.DATE, help="Today when it is left open."),
    Field("note", "Note"),
)

_TOGETHER = (
    Field(
        "children",
        "Children together",
        Kind.WHOLE_NUMBER,
        needed=Needed.ALWAYS,
        least=1,
        most=MOST,
        help="The most brothers and sisters it would take together; 1 for none.",
    ),
    Field("declared_on", "Declared on", Kind.DATE, help="Today when it is left open."),
    Field("note", "Note"),
)

_CONTACT = (
    Field("name", "Who takes referrals"),
    Field("email", "E-mail", help="Where referrals and reminders are sent."),
)


@dataclass(frozen=True)
class ServiceView:
    """A service with all that belongs to it."""

    service: Service
    settings: tuple[Setting, ...]
    suspensions: tuple[Suspension, ...]
    vacancies: tuple[Vacancy, ...]
    together: tuple[DeclaredTogether, ...]
    refusals: Refusals
    members: tuple[MemberOfLot, ...]
    log: tuple[HistoryLine, ...]

    def suspended_on(self, day: date) -> Suspension | None:
        """The embargo in force on a day."""
        for one in self.suspensions:
            if one.start_date <= day and (one.end_date is None or day < one.end_date):
                return one
        return None


def gather(tables: Tables, urn: str, today: date) -> ServiceView:
    """Read the whole of a service as it stands today. Raises NotFound."""
    one = service_by_urn(tables, urn)
    try:
        log = tuple(history(tables, reference=one.urn))
    except NotFound:
        log = ()
    return ServiceView(
        one,
        tuple(settings_of(tables, one.id)),
        tuple(suspensions_of(tables, one.id)),
        tuple(vacancies_of(tables, one.id)),
        tuple(declared_together(tables, one.id)),
        refusals_of(tables, one.id, (), today),
        tuple(members_of_service(tables, one.id, on=today)),
        log,
    )


class ServicePage(Page):
    """A home, an agency, a school: one registration."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "service",
            "service_setting",
            "suspension",
            "vacancy",
            "sibling_capacity",
            "reply",
            "membership",
            "provider",
            "sending",
            "document_issue",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: ServiceView | None = None
        self._header = PageHeader("")
        self.vacancy = ActionButton("Declare a vacancy", self._declare, "")
        self.suspend = ActionButton("Suspend", self.primary)
        self.together = ActionButton("Brothers and sisters", self._declare_together, "")
        self.contact = ActionButton("Referral contact", self._set_contact, "")
        self.schedules = ActionButton("Print its schedules…", self._print_schedules, "")
        self.manner = MannerChoice(Paper.CONTRACT_SCHEDULE)
        self._header.add(self.contact, self.together, self.vacancy, self.suspend)
        self._facts = ServiceFacts()
        self.settings = Table(SETTINGS, "Addresses where children sleep")
        self.settings.when_empty("One address", "This registration has no settings of its own.")
        self.members = Table(MEMBERSHIPS, "Contracts")
        self.members.when_empty("Not under contract", "A placement here is a spot purchase.")
        self.members.opened.connect(lambda one: desk.go("agreement", one.agreement.reference))
        self.sent = SentToWhom(self, self._to_provider)
        self._log = Table(LOG_COLUMNS, "What was done")
        self._log.when_empty("Nothing was done yet", "Changes since it came into the store.")
        self.tabs = Tabs(
            (
                Tab("service", "Service", lambda: self._facts),
                Tab("settings", "Settings", lambda: self.settings),
                Tab("contracts", "Contracts", self._contracts),
                Tab("sent", "Sent to the provider", self._sent),
                Tab("log", "Log", lambda: self._log),
            )
        )
        self.tabs.chosen.connect(lambda tab: desk.go("service", self.place.key, tab))
        self.lay_out(self._header, self.tabs)

    def _contracts(self) -> QWidget:
        """Its lots, and the paper of the placements under them."""
        bar = holder(row(1, self.manner, self.schedules, spacing=SPACE_S))
        both = column(bar, self.members, spacing=SPACE_S)
        both.setStretchFactor(self.members, 1)
        return holder(both)

    def _sent(self) -> QWidget:
        """Read when it is first looked at, and from then on with the page."""
        if self._view is not None:
            self.sent.load()
        return self.sent

    def _to_provider(self) -> SentSought:
        return SentSought(provider_id=self._view.service.provider_id if self._view else "nobody")

    def crumbs(self) -> list[Crumb]:
        name = self._view.service.name if self._view else self.place.key
        return [("Providers", Place("providers")), (name, None)]

    def load(self) -> None:
        urn, today = self.place.key, self.desk.today()
        self.desk.read(self, lambda tables: gather(tables, urn, today), self._show, key="load")

    def _show(self, view: ServiceView) -> None:
        self._view = view
        self.located.emit(self.crumbs())
        one, today = view.service, self.desk.today()
        self._header.say(one.name, f"{sentence(one.provision_type)} · {one.provider_name}")
        suspended = view.suspended_on(today)
        active = one.registration_status is RegistrationStatus.ACTIVE
        self._header.show_chips(
            (one.registration_status, "good" if active else "warning"),
            (
                short_grade(one.overall_effectiveness),
                GRADE_TONES.get(one.overall_effectiveness, "plain"),
            ),
            ("Suspended by us", "bad") if suspended else ("", ""),
        )
        self._facts.show_service(one, suspended, view.vacancies, today)
        self._facts.show_asked(view.together, view.refusals)
        self.settings.show_rows(view.settings)
        self.members.show_rows(view.members)
        self._log.show_rows(view.log)
        if self.tabs.built("sent"):
            self.sent.load()
        count = len(view.settings)
        self.tabs.label("settings", f"Settings  {count}" if count else "Settings")
        self.tabs.label(
            "contracts", f"Contracts  {len(view.members)}" if view.members else "Contracts"
        )
        self.suspend.say("Lift the suspension" if suspended else "Suspend")
        reason = why_not(self.desk.officer, Permission.KEEP_PROVIDERS)
        for button in (self.suspend, self.vacancy, self.together, self.contact):
            button.let(reason)

        self.schedules.let(why_not(self.desk.officer, Permission.PRINT))

    def _print_schedules(self) -> None:
        """The contract schedules of every placement that goes on with the provider."""
        if self._view is not None:
            provider, manner = self._view.service.provider_id, self.manner.chosen
            offer_batch(self, lambda session: schedules_of_provider(session, provider, manner))

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)

    def primary(self) -> None:
        if self._view is None:
            return
        urn = self._view.service.urn
        if self._view.suspended_on(self.desk.today()):
            ask(
                self,
                "Lift the suspension",
                _LIFT,
                "Lift the suspension",
                lambda session, r: lift_suspension(session, urn, reason=r["reason"]),
                told="The suspension is lifted; searches find the service again.",
            )
        else:
            ask(
                self,
                "Suspend the service",
                _SUSPEND,
                "Suspend",
                lambda session, r: suspend_service(session, urn, **r),
                told="The service is suspended: no search finds it suitable.",
                tone="danger",
            )

    def _declare(self) -> None:
        assert self._view is not None
        urn = self._view.service.urn
        ask(
            self,
            "Declare a vacancy",
            _VACANCY,
            "Declare",
            lambda session, r: declare_vacancy(session, urn, **r),
            told="The vacancy is declared.",
        )

    def _set_contact(self) -> None:
        assert self._view is not None
        one = self._view.service
        ask(
            self,
            "Referral contact",
            _CONTACT,
            "Keep the contact",
            lambda session, r: set_referral_contact(session, one.urn, **r),
            told="Referrals go there from now on.",
            values={"name": one.referral_contact, "email": one.referral_email},
        )

    def _declare_together(self) -> None:
        assert self._view is not None
        urn = self._view.service.urn
        ask(
            self,
            "Brothers and sisters together",
            _TOGETHER,
            "Keep this",
            lambda session, r: declare_siblings(session, urn, **r),
            told="It is kept how many it takes together.",
        )
