"""What is shown of a service: facts in sections, its settings and its contracts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.casework.refusals import Refusals
from resources_app.foundations.codes import CodeList, words_with_code
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.providers.model import DeclaredTogether, Service, Suspension, Vacancy
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_L, SPACE_M
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import clear, column, scrolled, surface
from ui.shell.widgets.words import Facts, words

SETTINGS = (
    Column("Address", lambda one: one.address.replace("\n", ", "), 260, stretch=True),
    Column("Postcode", lambda one: one.postcode, 100),
    Column("Authority", lambda one: one.authority_name, 150),
    Column("Category", lambda one: one.category, 170),
    Column(
        "Places",
        lambda one: "" if one.capacity is None else str(one.capacity),
        66,
        number=True,
        sort=lambda one: one.capacity or 0,
    ),
    Column("Status", lambda one: one.status, 100),
)
MEMBERSHIPS = (
    Column("Agreement", lambda one: f"{one.agreement.reference}: {one.agreement.title}", 240, True),
    Column("Lot", lambda one: f"{one.lot.code} {one.lot.title}", 200, True),
    Column(
        "Tier",
        lambda one: str(one.membership.tier),
        56,
        number=True,
        sort=lambda one: one.membership.tier,
    ),
    Column("From", lambda one: day_text(one.membership.period.start), 110, number=True),
    Column(
        "To",
        lambda one: day_text(inclusive_end(one.membership.period.end)) or "No end",
        110,
        number=True,
    ),
    Column("Suspended", lambda one: one.membership.suspended_reason, 150),
)
_SEXES = {"": "Boys and girls", "M": "Boys only", "F": "Girls only"}
_FIRST = 5


class ServiceFacts(QWidget):
    """Everything known of a service, in four sections."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE_L)
        inside = QWidget()
        inside.setLayout(column(self._body, 1))
        self.setLayout(column(scrolled(inside)))

    def show_service(
        self,
        one: Service,
        suspended: Suspension | None,
        vacancies: Sequence[Vacancy],
        today: date,
    ) -> None:
        """Show a service. `today` is for what is still to come."""
        clear(self._body)
        if suspended is not None:
            self._add("Suspended by us", _suspension(suspended, today))
        self._add("Who it is for", _who(one))
        self._add("Ofsted", _ofsted(one))
        self._add("Where and whom to ask", _where(one))
        self._add("Vacancies declared", _vacancies(vacancies))

    def show_asked(self, together: Sequence[DeclaredTogether], refusals: Refusals) -> None:
        """Show, below, what it said of brothers and sisters, and what it refused."""
        said = together[0].sentence if together else "It has not said yet"
        refused = " ".join(refusals.sentences) or f"None of {counted(refusals.asked, 'request')}"
        self._add("Asked by the team", [("Brothers and sisters", said), ("Refused", refused)])

    def _add(self, title: str, facts: list[tuple[str, str]]) -> None:
        shown = Facts(2)
        shown.show_facts(facts)
        self._body.addWidget(surface(column(words(title, "section"), shown, spacing=SPACE_M)))


def _suspension(one: Suspension, today: date) -> list[tuple[str, str]]:
    ends = day_text(inclusive_end(one.end_date)) or "Until it is lifted"
    begins = "From" if one.start_date <= today else "To begin"
    return [("Why", one.reason), (begins, day_text(one.start_date)), ("To and including", ends)]


def _who(one: Service) -> list[tuple[str, str]]:
    first, last = one.age_from, one.age_to
    ages = f"{'any' if first is None else first} to {'any' if last is None else last}"
    return [
        ("Ages", "No limit recorded" if first is None and last is None else ages),
        ("Sex", _SEXES.get(one.genders, "")),
        ("Registered places", "" if one.registered_places is None else str(one.registered_places)),
        ("Registered for", sentence(", ".join(one.needs))),
        ("Specialisms", ", ".join(one.specialisms)),
        (
            "Offers",
            "\n".join(
                words_with_code(CodeList.PLACEMENT_TYPE, code) for code in one.placement_codes
            ),
        ),
        ("Provided by, for the return", words_with_code(CodeList.PROVIDER, one.provider_code)),
        ("Conditions", one.conditions or "None"),
        ("Conditions read", "A person must check them" if one.conditions_unread else "Yes"),
    ]


def _ofsted(one: Service) -> list[tuple[str, str]]:
    return [
        ("Ofsted’s number (URN)", one.urn),
        ("Registered", day_text(one.registration_date)),
        ("Closed", day_text(one.closed_date) or "No"),
        ("Last inspected", day_text(one.inspection_date)),
        ("Overall", one.overall_effectiveness or one.grade_note),
        ("Safety", one.safety_grade),
        ("Leadership", one.leadership_grade),
        ("Outcomes", one.outcomes_grade),
        ("Sector", one.sector),
        ("On the register of", day_text(one.register_month)),
    ]


def _where(one: Service) -> list[tuple[str, str]]:
    approximate = " (position approximate)" if one.position_approximate else ""
    return [
        ("Address", one.address),
        ("Postcode", one.postcode + approximate if one.postcode else "Not shared"),
        ("Authority", one.authority_name),
        ("Region", one.region),
        ("Telephone", one.telephone),
        (
            "Referrals to",
            "\n".join(filter(None, (one.referral_contact, one.referral_email)))
            or "No referral address",
        ),
        ("Registered manager", one.registered_manager),
        ("Linked school", one.linked_school_name),
    ]


def _vacancies(vacancies: Sequence[Vacancy]) -> list[tuple[str, str]]:
    told = [
        (day_text(one.declared_on), f"{one.places} free{f': {one.note}' if one.note else ''}")
        for one in vacancies[:_FIRST]
    ]
    return told or [("None", "No vacancy was declared yet")]
