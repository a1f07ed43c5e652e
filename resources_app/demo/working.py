"""The demo's open requests, brought through their states by the team's own actions.

Nothing here writes a row itself: officers take requests in, authorise, search, send out, record
answers, decide and approve, each with their own key, just as on the desktop.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.casework.approving import approve_decision
from resources_app.casework.ending_requests import close, withdraw
from resources_app.casework.kept_searches import name_search, named_searches
from resources_app.casework.results import RankedService
from resources_app.casework.searching import search_for_home
from resources_app.demo import wording
from resources_app.demo.family_considered import consider_family
from resources_app.demo.letters import keep_letter
from resources_app.demo.panels import make_panels
from resources_app.demo.people import People, Person
from resources_app.demo.places import HOME_CODE, Places
from resources_app.demo.reports import keep_report
from resources_app.foundations.errors import KnownError
from resources_app.providers.sibling_actions import declare_siblings
from resources_app.requests.actions.asking import add_question, answer_question
from resources_app.requests.actions.deciding import decide_offer
from resources_app.requests.actions.drafting import create_request, submit_request
from resources_app.requests.actions.offering import record_offer
from resources_app.requests.actions.releasing import Released, release_request, rungs_to_try
from resources_app.requests.actions.replying import record_response
from resources_app.requests.actions.standing import (
    authorise_request,
    hold_request,
)
from resources_app.requests.model import (
    FundingShare,
    NewDecision,
    NewOffer,
    NewPrice,
    ResponseKind,
    Rung,
    State,
)
from resources_app.requests.offer_queries import offers
from resources_app.requests.queries import request as request_with
from resources_app.session import Session
from resources_app.team.model import Role

# How many of sixty requests stand in each state. To change the mix, change the numbers.
MIX: tuple[tuple[State, int], ...] = (
    (State.DRAFT, 6),
    (State.SUBMITTED, 7),
    (State.AUTHORISED, 7),
    (State.SEARCHING, 13),
    (State.OFFERS_IN, 11),
    (State.DECISION_MADE, 6),
    (State.APPROVED, 4),
    (State.ON_HOLD, 3),
    (State.WITHDRAWN, 2),
    (State.CLOSED, 1),
)
_ORDER = (
    State.DRAFT,
    State.SUBMITTED,
    State.AUTHORISED,
    State.SEARCHING,
    State.OFFERS_IN,
    State.DECISION_MADE,
    State.APPROVED,
)
_RISKS = (
    "riskSelfHarm riskSexualExploitation riskCriminalExploitation riskDrugAlcohol "
    "riskEatingDisorder riskMissing riskToOthersPhysical riskToOthersSexual riskToOthersFire "
    "riskToOthersAnimals riskToOthersCriminal"
).split()
_DECLINED = ("no-place", "age", "matching-with-residents")

Progress = Callable[[str, int, int], None]

_MANY = 4  # homes in a round, of which the last asks something


@dataclass
class _Desk:
    """What making one request after another needs."""

    team: Mapping[Role, Session]
    chance: random.Random
    people: People
    places: Places
    fitted: tuple[RankedService, ...] = ()  # what the request in hand last found
    asked: int = 0  # questions that homes have asked of all requests
    reported: bool = False  # one request has a clinic's report with its pack

    @property
    def officer(self) -> Session:
        return self.team[Role.PLACEMENT_OFFICER]

    @property
    def today(self) -> date:
        return self.officer.today()


def make_open_requests(
    team: Mapping[Role, Session],
    chance: random.Random,
    people: People,
    places: Places,
    count: int,
    progress: Progress,
) -> None:
    """Make `count` requests in the proportions of `MIX`."""
    desk = _Desk(team, chance, people, places)
    states = [state for state, number in MIX for _ in range(number)]
    for number in range(count):
        _bring_to(desk, states[number % len(states)], number)
        progress("requests", number + 1, count)
    make_panels(desk.officer)


def _bring_to(desk: _Desk, state: State, number: int) -> None:
    reference = create_request(desk.officer, _request(desk, number, state)).reference
    keep_letter(desk.officer, reference, number)
    consider_family(desk.officer, reference, number)
    if state is State.SEARCHING and not desk.reported:
        keep_report(desk.officer, reference)
        desk.reported = True
    aim = State.SEARCHING if state not in _ORDER else state
    steps = _ORDER.index(aim)
    for reached, step in enumerate(_STEPS, 1):
        if reached > steps or not step(desk, reference):
            break
    if state is State.ON_HOLD:
        hold_request(desk.officer, reference, reason="assessment", note="Health assessment due.")
    elif state is State.WITHDRAWN:
        withdraw(desk.officer, reference, reason="stays-where-is")
    elif state is State.CLOSED:
        close(desk.officer, reference, reason="unable-to-match", note="No home in time.")


def _submit(desk: _Desk, reference: str) -> bool:
    submit_request(desk.officer, reference)
    return True


def _authorise(desk: _Desk, reference: str) -> bool:
    authorise_request(
        desk.team[Role.HEAD_OF_SERVICE], reference, note="Agreed at the morning call."
    )
    return True


def _tell_of_the_first(officer: Session, search_id: str, fitted: Sequence[RankedService]) -> None:
    """Name the first search of all, and note what the first homes take together."""
    if named_searches(officer.tables):
        return
    name_search(officer, search_id, "As the request says")
    for at, one in enumerate(fitted[:4]):
        note = "As the manager said on the telephone."
        declare_siblings(officer, one.urn, 1 + at % 3, note=note)


def _search_and_send(desk: _Desk, reference: str) -> bool:
    """Search, then climb the ladder until a rung with a provider on it has been asked."""
    officer = desk.officer
    found = search_for_home(officer, reference)
    desk.fitted = tuple(found.ranked(0, 200))
    _tell_of_the_first(officer, found.id, desk.fitted)
    best = [one.service_id for one in desk.fitted]
    asked = request_with(officer.tables, reference)
    for rung, able in rungs_to_try(officer.tables, asked, desk.today).items():
        ids = sorted((one.service.id for one in able if one.service.id in best), key=best.index)
        if rung is Rung.SPOT or not ids:
            continue
        # One rung after the other in the same hour, as on a day on which a child must move.
        released = release_request(
            officer, reference, rung, service_ids=ids[:12], skipped_reason=wording.HASTE
        )
        if rung is not Rung.IN_HOUSE:
            _decline_some(desk, reference, released)
            _ask_something(desk, reference, released)
            return True
    return False


def _decline_some(desk: _Desk, reference: str, released: Released) -> None:
    for service_id in released.recipients[4:]:
        if desk.chance.random() < 0.5:
            record_response(
                desk.officer,
                reference,
                service_id,
                ResponseKind.DECLINE,
                reason=desk.chance.choice(_DECLINED),
            )


def _ask_something(desk: _Desk, reference: str, released: Released) -> None:
    """One home of several asks a question; every other question is answered already."""
    if len(released.recipients) < _MANY:
        return
    question, answer = wording.QUESTIONS[desk.asked % len(wording.QUESTIONS)]
    made = add_question(desk.officer, reference, released.recipients[_MANY - 1], question)
    if desk.asked % 2:
        answer_question(desk.officer, made.id, answer)
    desk.asked += 1


def _offer(desk: _Desk, reference: str) -> bool:
    """The first services asked offer a home at their contract price, or a little under."""
    asked = request_with(desk.officer.tables, reference)
    candidates = [one for one in desk.fitted if one.weekly_pence]
    made = 0
    for one in candidates:
        price = (one.weekly_pence or 0) - desk.chance.choice((0, 0, 2_500))
        offer = NewOffer(
            urn=one.urn,
            available_from=max(desk.today, asked.needed_by_date or desk.today),
            prices=(NewPrice("core weekly fee", "week", price),),
            carer_or_bed_code=f"C-{desk.chance.randrange(1000):03d}",
            living_postcode="" if one.metres is not None else desk.places.postcode(HOME_CODE),
            how_needs_met="The team has read the referral and can meet what it asks for.",
        )
        try:
            record_offer(desk.officer, reference, offer)
        except KnownError:
            continue  # not asked in this round, or another unit in the contract
        made += 1
        if made == 3:
            break
    return bool(made)


def _decide(desk: _Desk, reference: str) -> bool:
    from_offers = _open_offers(desk, reference)
    if not from_offers:
        return False
    decide_offer(
        desk.officer,
        reference,
        NewDecision(
            offer=desk.chance.choice(from_offers[:2]),
            reasons="Closest to school and family, with carers who know how to meet the needs.",
            alternatives="The other offers are further away or could not take the child in time.",
            value_for_money=desk.chance.choice(wording.VALUE),
            child_views="Visited and liked the room.",
            family_views="Content with the choice.",
            funding=(FundingShare("social care", 8_000), FundingShare("education", 2_000)),
        ),
    )
    return True


def _approve(desk: _Desk, reference: str) -> bool:
    approve_decision(desk.team[Role.DIRECTOR], reference, words="Approved; good value.")
    return True


_STEPS: tuple[Callable[[_Desk, str], bool], ...] = (
    _submit,
    _authorise,
    _search_and_send,
    _offer,
    _decide,
    _approve,
)


def _request(desk: _Desk, number: int, state: State) -> dict[str, object]:
    """A request file's content for an invented child."""
    chance, today = desk.chance, desk.today
    age = chance.choice((4, 7, 9, 11, 12, 13, 14, 15, 15, 16, 17))
    person = desk.people.person()
    urgent = number % 4 == 0
    child = _child(desk, person, age, f"N{500 + number}")
    child["legal_status"] = [{"code": chance.choice(("C2", "C1", "V2")), "start": "2026-01-12"}]
    with_sister = number % 7 == 3
    if with_sister:
        sister = desk.people.person(family_name=person.family_name)
        younger = _child(desk, sister, max(2, age - 3), f"N{500 + number}S")
        child["siblings"] = [{**younger, "place_together": True}]
    needed = today if urgent else today + timedelta(days=chance.randint(6, 28))
    request: dict[str, object] = {
        "received_on": (today - timedelta(days=number % 12)).isoformat(),
        "received_time": f"{8 + number % 11:02}:{number * 7 % 60:02}",
        "urgency": "emergency" if urgent else "planned",
        "needed_by_date": needed.isoformat(),
        "provision_sought": _sought(min(age, 12) if with_sister else age),
        "expected_weeks": chance.choice((12, 26, 52, 104)),
        "strengths": chance.choice(wording.STRENGTHS),
        "about": chance.choice(wording.STORIES),
        "care_needs": chance.choice(wording.CARE_NEEDS),
        "education_needs": chance.choice(wording.EDUCATION_NEEDS),
        "health_needs": chance.choice(wording.HEALTH_NEEDS),
        "family_time": chance.choice(wording.FAMILY_TIME),
        "child_views": chance.choice(wording.CHILD_VIEWS),
        "family_views": "The family would like the child to stay close enough to visit.",
        "outcomes_sought": chance.choice(wording.OUTCOMES).splitlines(),
        "risk_summary": "Known risks are managed with good routines and clear communication.",
        "connected_persons_explored": "Relatives were asked first; none can offer a home now.",
        "communicationNeeds": "N",
        "specificCommunicationRequirements": ["None"],
        "homeAdaptation": False,
        "culturalNeeds": "Not required",
        "livingCompanions": "No preference",
        "pets": "Yes - can",
        "fosterCareSuitability": "Preferred" if age < 13 else "Suitable but not preferred",
        "residentialCareSuitability": "Suitable but not preferred" if age < 13 else "Preferred",
        "supportedAccommodationSuitability": (
            "Suitable but not preferred" if age >= 16 else "Unsuitable"
        ),
        **{risk: chance.choice(("No known risk",) * 4 + ("Risk Present",)) for risk in _RISKS},
    }
    if state is State.DRAFT:
        # A draft that somebody was called away from.
        for field in ("child_views", "family_views", "pets", "culturalNeeds"):
            del request[field]
    return {"child": child, "request": request}


def _sought(age: int) -> list[str]:
    if age >= 16:
        return ["supported accommodation", "children's home"]
    if age >= 13:
        return ["children's home", "independent fostering agency"]
    return ["independent fostering agency"]


def _child(desk: _Desk, person: Person, age: int, identifier: str) -> dict[str, object]:
    chance = desk.chance
    worker = desk.people.person()
    return {
        "local_identifier": identifier,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "date_of_birth": desk.people.born(age, desk.today).isoformat(),
        "sex": person.sex,
        "ethnic_origin": chance.choice(("WBRI", "WBRI", "MWBC", "AIND", "BAFR")),
        "need_code": chance.choice(("N1", "N4", "N5")),
        "home_address": desk.people.street(),
        "home_postcode": desk.places.postcode(HOME_CODE),
        "social_worker": worker.name,
        "social_worker_email": f"worker{chance.randrange(900)}@example.org",
        "social_worker_telephone": desk.people.telephone(),
        "school_name": "Kingswood Vale School",
        "school_postcode": desk.places.postcode(HOME_CODE),
    }


def _open_offers(desk: _Desk, reference: str) -> list[str]:
    asked = request_with(desk.officer.tables, reference)
    return [one.id for one in offers(desk.officer.tables, asked.id) if one.status == "open"]
