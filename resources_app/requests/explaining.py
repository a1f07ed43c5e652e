"""Why a service fits or does not: a sentence for each criterion, made when somebody looks.

Who lives there is told by age and sex only: what is said here may reach a referral pack.

The sentences themselves are in `criteria_table.py`; `facts_of` gives the words they use.
To use a new word in a sentence: add it to `facts_of`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from resources_app.foundations.authorities import PlacementArea, authority_name, reg_11_class
from resources_app.foundations.codes import CodeList, words_with_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.distance import distance_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital, joined, small
from resources_app.foundations.postcodes import Location
from resources_app.providers.model import ProvisionType
from resources_app.requests.background import stays_text
from resources_app.requests.catalogue import PROVISION_TYPES, UNKNOWN
from resources_app.requests.circumstances import Resident
from resources_app.requests.criteria import CODE_KINDS, ChildSought
from resources_app.requests.criteria_table import CRITERIA, Criterion, Kind
from resources_app.requests.ground import MET, Ground, within_area
from resources_app.requests.judging import judge, prices
from resources_app.requests.matching import Match, places_left
from resources_app.requests.needs import NEEDS
from resources_app.requests.travelling import Journey, journeys, location_of


@dataclass(frozen=True)
class Line:
    """One criterion, its verdict in a word (met, not met, not known) and its sentence."""

    criterion: str
    label: str
    kind: Kind
    verdict: str
    sentence: str
    excludes: bool


@dataclass(frozen=True)
class Explanation:
    """Everything that can be said of one service in one search."""

    service_id: str
    urn: str
    name: str
    fits: bool
    rank: int | None  # from 1, best first; None for a service that does not fit
    score: int | None  # 0 to 1,000
    headline: str
    lines: tuple[Line, ...]
    causes: tuple[str, ...]  # a sentence for each reason it was left out, the first one first
    checks: tuple[str, ...]  # what a person must check
    living: str  # who lives there, by age and sex
    journeys: tuple[Journey, ...] = ()  # how long the ways to home, school and family take


def explain(found: Match, at: int) -> Explanation:
    """Explain the service at one position of the catalogue."""
    catalogue = found.ground.catalogue
    words = facts_of(found, at)
    lines = _lines(found, at, words)
    causes = tuple(line.sentence for line in lines if line.excludes)
    rank = found.rank.get(at)
    score = None if rank is None else int(found.scores[rank - 1])
    return Explanation(
        service_id=catalogue.text("id", at),
        urn=catalogue.text("urn", at),
        name=catalogue.text("name", at),
        fits=rank is not None,
        rank=rank,
        score=score,
        headline=_headline(rank, len(found.order), causes),
        lines=lines,
        causes=causes,
        checks=_checks(found.ground, at),
        living=words["Living"],
        journeys=journeys(found.ground, at),
    )


def _lines(found: Match, at: int, words: Mapping[str, str]) -> tuple[Line, ...]:
    """A line for each criterion in use that has something to say of this service."""
    used = [row for row in CRITERIA if found.criteria.kind_of(row.id) is not Kind.OFF]
    lines = {row.id: _line(found, at, row, words) for row in used}
    for name in _silent(found, at, lines):
        lines.pop(name, None)
    return tuple(lines.values())


def _silent(found: Match, at: int, lines: Mapping[str, Line]) -> list[str]:
    """Criteria that are not about this service, or that another line already answers."""
    catalogue, code = found.ground.catalogue, found.criteria.placement_code
    silent = []
    if not catalogue.supported[at]:
        silent.append("regulation_27a")
    if not catalogue.secure[at]:
        silent.append("secure")
    if catalogue.text("provision_type", at) not in CODE_KINDS.get(code, PROVISION_TYPES):
        silent.append("placement_code")
    age, sex = lines.get("age"), lines.get("sex")
    if age and sex and age.verdict == sex.verdict == "met":
        silent.append("sex")
    limit, near = lines.get("distance"), lines.get("near_home")
    if limit and near and limit.verdict == near.verdict:
        silent.append("near_home")
    places, siblings = lines.get("places"), lines.get("siblings")
    if places and siblings and (places.verdict, siblings.verdict) == ("met", "not known"):
        silent.append("siblings")
    earlier = lines.get("earlier")
    if earlier and earlier.verdict == "not known":
        silent.append("earlier")
    return silent


def _line(found: Match, at: int, row: Criterion, words: Mapping[str, str]) -> Line:
    judged = judge(row.id, found.ground, np.array([at], np.int64))
    verdict = int(judged.verdicts[0])
    kind = found.criteria.kind_of(row.id)
    template = row.met if verdict == MET else row.unknown if verdict == UNKNOWN else row.not_met
    said = {MET: "met", UNKNOWN: "not known"}.get(verdict, "not met")
    excludes = said == "not met" and kind in (Kind.ABSOLUTE, Kind.ESSENTIAL)
    return Line(row.id, row.label, kind, said, template.format_map(words), excludes)


def _headline(rank: int | None, fits: int, causes: tuple[str, ...]) -> str:
    if rank is not None:
        return f"Fits: {rank:,} of {fits:,}."
    return f"Does not fit: {causes[0]}" if causes else "Does not fit."


def _checks(ground: Ground, at: int) -> tuple[str, ...]:
    conditions = ground.catalogue.text("conditions", at)
    if not ground.catalogue.unread[at]:
        return ()
    return (f"Registration conditions not read by the computer: check “{conditions}”.",)


def facts_of(found: Match, at: int) -> dict[str, str]:
    """The words the sentences use for one service. A capital begins a sentence."""
    ground = found.ground
    return {
        **_register_words(ground, at),
        **_where_words(ground, at),
        **_need_words(ground, at),
        "children": children_text(ground.criteria.children),
        "companions": small(ground.criteria.companions),
        **_place_words(ground, at, places_left(found, at)),
        "Living": _living_text(ground, at),
        "Contract": _contract_text(ground, at),
        "Vacancy": _vacancy_text(ground, at),
        "Price": _price_text(ground, at),
        "Stays": stays_text(ground.background.stays_at(ground.catalogue.text("id", at))),
        "Together": _together_text(ground, at),
    }


def _register_words(ground: Ground, at: int) -> dict[str, str]:
    catalogue = ground.catalogue
    closed = catalogue.text("closed_date", at)
    status = catalogue.text("registration_status", at).lower()
    inspected = catalogue.text("inspection_date", at)
    note = catalogue.text("grade_note", at)
    first, last = int(catalogue.age_from[at]), int(catalogue.age_to[at])
    provision = catalogue.text("provision_type", at)
    return {
        "registration": f"{status}, closed {_day(closed)}" if closed else status,
        "Provision": capital(provision).replace("'", "’"),
        "code_sought": words_with_code(CodeList.PLACEMENT_TYPE, ground.criteria.placement_code),
        "ages": ages_text(first, last),
        "sexes": ("boys and girls", "boys", "girls")[max(int(catalogue.sex[at]), 0)],
        "grade": catalogue.text("overall_effectiveness", at),
        "inspected": f", inspected {_day(inspected)}" if inspected else "",
        "grade_note": f" ({note})" if note else "",
    }


def _where_words(ground: Ground, at: int) -> dict[str, str]:
    criteria, spot = ground.criteria, ground.place[at]
    here = location_of(ground, at)
    with_carers = bool(ground.catalogue.with_carers[at])
    unknown = "The carer’s home is not yet known" if with_carers else "Its address is not known"
    authority = ground.catalogue.authorities[int(ground.catalogue.places.authority[spot])]
    avoided = [
        f"{one.postcode}{f' ({one.why})' if one.why else ''}"
        for one in criteria.avoid
        if within_area(one, ground.catalogue, ground.place[[at]])[0]
    ]
    return {
        "From_home": f"{_from(criteria.home, here)} from home",
        "Home_unknown": unknown if criteria.home else "The child’s home address is not known",
        "Avoid_unknown": unknown if here is None else "A postcode to avoid could not be found",
        "From_school": _school_text(ground, at, here),
        "max_miles": str(criteria.max_miles),
        "avoided": ", ".join(avoided),
        "authority": authority_name(authority) or authority,
        "Out_of_area": _area_text(criteria.authority_code, authority),
    }


def _from(start: Location | None, here: Location | None) -> str:
    return capital(distance_text(start, here))


def _school_text(ground: Ground, at: int, here: Location | None) -> str:
    linked = ground.catalogue.text("linked_school_urn", at)
    if linked and linked == ground.criteria.school_urn:
        return "Linked to the child’s own school"
    return f"{_from(ground.criteria.school, here)} from school"


def _area_text(home: str, living: str) -> str:
    """What regulation 11 asks for when the home is outside the authority's area."""
    name = authority_name(living) or "another authority"
    match reg_11_class(home, living):
        case PlacementArea.ADJOINING:
            return f"In {name}, which adjoins: a nominated officer approves (regulation 11)"
        case PlacementArea.AT_A_DISTANCE:
            return f"In {name}, at a distance: the Director approves (regulation 11)"
    return f"In {name}"


def _need_words(ground: Ground, at: int) -> dict[str, str]:
    bits = int(ground.catalogue.needs[at])
    wanted = [
        (bool(bits >> bit & 1), need.words)
        for bit, need in enumerate(NEEDS)
        if need.column in ground.criteria.needs
    ]
    return {
        "needs": joined([words for _, words in wanted]),
        "needs_met": joined([words for met, words in wanted if met]),
        "needs_lacking": joined([words for met, words in wanted if not met]),
    }


def _place_words(ground: Ground, at: int, left: int) -> dict[str, str]:
    """How many places are free, and how far that can be trusted.

    A store knows the children its own team and its partners placed; others may live there.
    """
    if ground.catalogue.with_carers[at]:
        text = f"{_count(left, 'place')} declared" if left != UNKNOWN else "No places declared"
        return {"Places": text, "Places_left": text}
    if left == UNKNOWN:
        text = "How many places are free is not known"
        return {"Places": text, "Places_left": text}
    capacity = int(ground.catalogue.places.capacity[int(ground.place[at])])
    total = int(ground.catalogue.registered_places[at]) if capacity == UNKNOWN else capacity
    held = int(ground.circumstances.held_beds[at])
    kept = f", {held} held under a block contract" if held else ""
    of_all = f" of {total}" if total != UNKNOWN else ""
    text = f"{left}{of_all} {'place' if total == 1 else 'places'} free{kept}"
    if ground.circumstances.vacancy[at] != UNKNOWN:
        return {"Places": text, "Places_left": text}
    return {"Places": f"Up to {text}, counting only children known here", "Places_left": text}


def residents_text(living: tuple[Resident, ...]) -> str:
    """`2 boys of 13 and a girl of 15`: ages and sex, nothing more."""
    return children_text(tuple(ChildSought(one.age, one.sex) for one in living))


def children_text(children: tuple[ChildSought, ...]) -> str:
    """`a boy of 13`, `2 boys of 13 and a girl of 9`; alike children are counted together."""
    alike = Counter((child.age, child.sex) for child in children)
    nouns = {"M": ("a boy", "boys"), "F": ("a girl", "girls")}
    words = []
    for (age, sex), count in alike.items():
        one, many = nouns.get(sex, ("a child", "children"))
        words.append(f"{one if count == 1 else f'{count} {many}'} of {age}")
    return joined(words)


def _living_text(ground: Ground, at: int) -> str:
    living = ground.circumstances.living.get(at, ())
    if not living:
        return "No child placed by this team lives here"
    verb = "lives" if len(living) == 1 else "live"
    return capital(f"{residents_text(living)} {verb} here")


def _contract_text(ground: Ground, at: int) -> str:
    provision = ground.catalogue.text("provision_type", at)
    if ground.catalogue.in_house[at]:
        knows = provision == ProvisionType.CONNECTED_PERSON
        return "Somebody the child knows" if knows else "The council’s own service"
    row = int(ground.best_terms[at])
    if row == UNKNOWN:
        return "Not under contract: a spot purchase, which needs a recorded exemption"
    term = ground.circumstances.terms.rows[row]
    where = f" of {term.agreement}" if term.agreement else ""
    return f"Tier {term.tier}{f' in {term.lot}' if term.lot else ''}{where}"


def _vacancy_text(ground: Ground, at: int) -> str:
    places = int(ground.circumstances.vacancy[at])
    if places == UNKNOWN:
        return "No vacancy declared in the last four weeks"
    days = int(ground.circumstances.vacancy_age[at])
    ago = "today" if days == 0 else f"{_count(days, 'day')} ago"
    return f"{_count(places, 'vacancy', 'vacancies')} declared {ago}"


def _together_text(ground: Ground, at: int) -> str:
    said = ground.circumstances.together.get(at)
    if said is None:
        return "How many brothers and sisters it takes together is not declared"
    day = day_text(said.declared_on)
    return f"Takes up to {said.children} brothers and sisters together, as declared on {day}"


def _price_text(ground: Ground, at: int) -> str:
    pence = int(prices(ground, np.array([at], np.int64))[0])
    return f"{pounds(pence)} a week" if pence != UNKNOWN else ""


def ages_text(first: int, last: int) -> str:
    """`aged 8 to 17`, `aged up to 16`, `aged 8 and over`, `of any age`; UNKNOWN is no limit."""
    if first == UNKNOWN and last == UNKNOWN:
        return "of any age"
    if first == UNKNOWN:
        return f"aged up to {last}"
    if last == UNKNOWN:
        return f"aged {first} and over"
    return f"aged {first} to {last}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _day(iso: str) -> str:
    return day_text(date.fromisoformat(iso)) if iso else ""
