"""Whether services meet each criterion: one judge a criterion, all services at once.

A judge gives a verdict for the services it is asked about: `MET`, `NOT_MET` or `UNKNOWN`,
and, where degrees matter, a score of 0 to 1,000. It knows nothing of what the verdict
leads to; `matching.py` does.

To add a judge: write a function of (Ground, positions) and name it in `JUDGES` under the
criterion's id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from resources_app.foundations.distance import NEAR_MILES, square_metres_limit
from resources_app.requests.catalogue import (
    PROVISION_TYPES,
    UNKNOWN,
    Flags,
    Ints,
)
from resources_app.requests.circumstances import sex_code
from resources_app.requests.criteria import CODE_KINDS, Companions
from resources_app.requests.criteria_table import BY_ID
from resources_app.requests.ground import (
    FAR,
    FULL,
    MET,
    NOT_MET,
    Ground,
    Judgement,
    Verdicts,
    all_areas_known,
    free_places,
    near_place_to_avoid,
    square_between,
)
from resources_app.requests.needs import NEEDS
from resources_app.requests.unregulated import UNREGULATED_FROM_AGE, unregulated_on

SCHOOL_MILES = 10  # a journey to the same school that a child can make daily
GOOD_SCORE = 800  # GRADE_SCORES of "Good"
# The distance at which half the score is gone: 20 miles from home, 5 from school (metres).
HALF_FROM_HOME = 32_187
HALF_FROM_SCHOOL = 8_047
# Score by tier 1, 2, 3, and 4 or beyond; in-house comes before them all.
TIER_SCORES = np.array([FULL, 900, 750, 600, 500], np.int64)
VACANCY_LOSS_A_DAY = 10  # a declaration loses a hundredth of its score a day

Judge = Callable[[Ground, Ints], Judgement]


def judge(criterion: str, ground: Ground, at: Ints) -> Judgement:
    """The judgement of one criterion on the services at these positions."""
    return JUDGES[criterion](ground, at)


def _plain(verdicts: Verdicts, criterion: str) -> Judgement:
    """Scores that only say met, not met or not known."""
    unknown = BY_ID[criterion].unknown_score
    return Judgement(
        verdicts, np.where(verdicts == MET, FULL, np.where(verdicts == UNKNOWN, unknown, 0))
    )


def _yes_or_no(flags: Flags, criterion: str) -> Judgement:
    return _plain(flags.astype(np.int64), criterion)


def _everywhere(verdict: int, at: Ints, criterion: str) -> Judgement:
    return _plain(np.full(len(at), verdict, np.int64), criterion)


def _registration(ground: Ground, at: Ints) -> Judgement:
    return _yes_or_no(ground.catalogue.active[at], "registration")


def _suspension(ground: Ground, at: Ints) -> Judgement:
    return _yes_or_no(~ground.circumstances.suspended[at], "suspension")


def _regulation_27a(ground: Ground, at: Ints) -> Judgement:
    wanted = ground.criteria
    if wanted.youngest >= UNREGULATED_FROM_AGE:
        return _everywhere(MET, at, "regulation_27a")
    if wanted.placement_code in unregulated_on(wanted.judged_on):
        return _everywhere(NOT_MET, at, "regulation_27a")
    allowed = ~ground.catalogue.unregulated[at]
    return _yes_or_no(allowed, "regulation_27a")


def _secure(ground: Ground, at: Ints) -> Judgement:
    allowed = ~ground.catalogue.secure[at] | ground.criteria.secure_authority
    return _yes_or_no(allowed, "secure")


def _provision(ground: Ground, at: Ints) -> Judgement:
    wanted = ground.criteria.kinds_sought
    sought = np.zeros(len(PROVISION_TYPES) + 1, bool)  # the last answers for an unknown type
    sought[[PROVISION_TYPES.index(one) for one in wanted]] = True
    verdicts = sought[ground.catalogue.provision[at]].astype(np.int64)
    # Most wanted first: each later kind scores a little less.
    rank = np.zeros(len(PROVISION_TYPES) + 1, np.int64)
    for place, one in enumerate(wanted):
        rank[PROVISION_TYPES.index(one)] = max(FULL - 100 * place, 100)
    return Judgement(verdicts, rank[ground.catalogue.provision[at]])


def _placement_code(ground: Ground, at: Ints) -> Judgement:
    code = ground.criteria.placement_code
    kinds = CODE_KINDS.get(code, PROVISION_TYPES)
    about = np.isin(ground.catalogue.provision[at], [PROVISION_TYPES.index(kind) for kind in kinds])
    offers = ground.catalogue.offers_code(code)[at]
    return _plain(np.where(about, offers, UNKNOWN), "placement_code")


def _age(ground: Ground, at: Ints) -> Judgement:
    first, last = ground.catalogue.age_from[at], ground.catalogue.age_to[at]
    young, old = ground.criteria.youngest, ground.criteria.oldest
    fits = (first <= young) & ((last == UNKNOWN) | (old <= last))
    none_read = (first == UNKNOWN) & (last == UNKNOWN) & ground.catalogue.unread[at]
    return _plain(np.where(none_read, UNKNOWN, fits), "age")


def _sex(ground: Ground, at: Ints) -> Judgement:
    takes = ground.catalogue.sex[at]
    codes = {sex_code(child.sex) for child in ground.criteria.children}
    both = {1, 2} <= codes
    known = codes - {0}
    fits = (takes == 0) | (np.isin(takes, list(known)) & (not both))
    doubtful = (0 in codes) & fits & (takes != 0)
    if not known:
        doubtful = takes != 0
    return _plain(np.where(doubtful, UNKNOWN, fits), "sex")


def _distance(ground: Ground, at: Ints) -> Judgement:
    square = ground.square_from_home[at]
    verdicts = square <= square_metres_limit(ground.criteria.max_miles or 0)
    return _plain(np.where(square == FAR, UNKNOWN, verdicts), "distance")


def _avoid(ground: Ground, at: Ints) -> Judgement:
    spot = ground.place[at]
    near = near_place_to_avoid(ground.criteria, ground.catalogue, spot)
    known = ground.catalogue.places.known[spot] & all_areas_known(ground.criteria)
    return _plain(np.where(near, NOT_MET, np.where(known, MET, UNKNOWN)), "avoid")


def _places(ground: Ground, at: Ints) -> Judgement:
    free = free_places(ground.catalogue, ground.circumstances, ground.place, at)
    enough = free >= len(ground.criteria.children)
    return _plain(np.where(free == UNKNOWN, UNKNOWN, enough), "places")


def _alone(ground: Ground, at: Ints) -> Flags:
    """Homes with room for one child only: nobody else can live there."""
    capacity = ground.catalogue.places.capacity[ground.place[at]]
    size: Ints = np.where(capacity == UNKNOWN, ground.catalogue.registered_places[at], capacity)
    return np.equal(size, 1)


def _companions(ground: Ground, at: Ints) -> Judgement:
    people, alone = ground.circumstances.residents[at], _alone(ground, at)
    some = people > 0
    wish = ground.criteria.companions
    if wish == Companions.SOLO:
        verdicts = np.where(some, NOT_MET, np.where(alone, MET, UNKNOWN))
    elif wish == Companions.WITH_OTHERS:
        verdicts = np.where(some, MET, np.where(alone, NOT_MET, UNKNOWN))
    else:
        older = ground.circumstances.youngest[at] > ground.criteria.oldest
        younger = ground.circumstances.oldest[at] < ground.criteria.youngest
        fits = older if wish == Companions.ONLY_OLDER else younger
        verdicts = np.where(some, fits, np.where(alone, MET, UNKNOWN))
    return _plain(verdicts, "companions")


def _impact(ground: Ground, at: Ints) -> Judgement:
    people = ground.circumstances.residents[at]
    clash = (ground.circumstances.risks[at] > 0) | ground.criteria.risk_to_others
    verdicts = np.where(people > 0, ~clash, np.where(_alone(ground, at), MET, UNKNOWN))
    return _plain(verdicts, "impact")


def _needs(ground: Ground, at: Ints) -> Judgement:
    bits = [bit for bit, need in enumerate(NEEDS) if need.column in ground.criteria.needs]
    has = ground.catalogue.needs[at]
    met = np.zeros(len(at), np.int64)
    for bit in bits:
        met += (has >> bit) & 1
    silent = ~ground.catalogue.needs_known[at] & (met < len(bits))
    verdicts = np.where(silent, UNKNOWN, met == len(bits))
    unknown = BY_ID["needs"].unknown_score
    shared = FULL * met // max(len(bits), 1)
    return Judgement(verdicts, np.where(silent, np.maximum(shared, unknown), shared))


def _near_home(ground: Ground, at: Ints) -> Judgement:
    return _by_distance(
        ground.square_from_home[at], square_metres_limit(NEAR_MILES), HALF_FROM_HOME, "near_home"
    )


def _by_distance(square: Ints, limit: int, half: int, criterion: str) -> Judgement:
    """Met within a limit; the score halves at `half` metres and never quite ends."""
    far = square == FAR
    metres = np.sqrt(square.astype(np.float64)).astype(np.int64)
    scores = FULL * half // (half + metres)
    unknown = BY_ID[criterion].unknown_score
    return Judgement(np.where(far, UNKNOWN, square <= limit), np.where(far, unknown, scores))


def _in_area(ground: Ground, at: Ints) -> Judgement:
    authority = ground.catalogue.places.authority[ground.place[at]]
    codes = ground.catalogue.authorities
    code = ground.criteria.authority_code
    home = codes.index(code) if code in codes else len(codes)
    return _plain(np.where(authority == 0, UNKNOWN, authority == home), "in_area")


def _school(ground: Ground, at: Ints) -> Judgement:
    square = square_between(ground.catalogue, ground.criteria.school, ground.place[at])
    judged = _by_distance(square, square_metres_limit(SCHOOL_MILES), HALF_FROM_SCHOOL, "school")
    linked = ground.catalogue.linked_school.get(ground.criteria.school_urn, [])
    same = np.isin(at, linked)
    return Judgement(np.where(same, MET, judged.verdicts), np.where(same, FULL, judged.scores))


def _grade(ground: Ground, at: Ints) -> Judgement:
    grade = ground.catalogue.grade[at]
    unknown = grade == UNKNOWN
    return Judgement(
        np.where(unknown, UNKNOWN, grade >= GOOD_SCORE),
        np.where(unknown, BY_ID["grade"].unknown_score, grade),
    )


def _contract(ground: Ground, at: Ints) -> Judgement:
    best = ground.best_terms[at]
    in_house = ground.catalogue.in_house[at]
    under = best != UNKNOWN
    tier = np.zeros(len(at), np.int64)
    tier[under] = np.clip(ground.circumstances.terms.tier[best[under]], 1, len(TIER_SCORES) - 1)
    scores = np.where(under, TIER_SCORES[tier], 0)
    return Judgement((under | in_house).astype(np.int64), np.where(in_house, FULL, scores))


def _vacancy(ground: Ground, at: Ints) -> Judgement:
    declared = ground.circumstances.vacancy[at]
    enough = declared >= len(ground.criteria.children)
    verdicts = np.where(declared == UNKNOWN, UNKNOWN, enough)
    fresh = FULL - VACANCY_LOSS_A_DAY * ground.circumstances.vacancy_age[at]
    unknown = BY_ID["vacancy"].unknown_score
    return Judgement(verdicts, np.where(verdicts == UNKNOWN, unknown, np.where(enough, fresh, 0)))


def prices(ground: Ground, at: Ints) -> Ints:
    """Core contract price for the child's age, pence a week; UNKNOWN for none."""
    best = ground.best_terms[at]
    terms = ground.circumstances.terms
    found = np.full(len(at), UNKNOWN, np.int64)
    under = np.flatnonzero(best != UNKNOWN)
    rows = best[under]
    age = ground.criteria.children[0].age
    covers = (terms.age_from[rows] <= age) & (age <= terms.age_to[rows])
    found[under] = np.where(covers, terms.pence[rows], UNKNOWN)
    return found


def _price(ground: Ground, at: Ints) -> Judgement:
    pence = prices(ground, at)
    unknown = pence == UNKNOWN
    spread = max(ground.high_price - ground.low_price, 1)
    above = np.clip(pence - ground.low_price, 0, spread)
    scores = FULL - FULL * above // spread
    return Judgement(
        np.where(unknown, UNKNOWN, pence <= ground.middle_price),
        np.where(unknown, BY_ID["price"].unknown_score, scores),
    )


def _earlier(ground: Ground, at: Ints) -> Judgement:
    """Met where a child lived before and it did not break down; not known where nobody did."""
    verdicts = np.full(len(ground.catalogue), UNKNOWN, np.int64)
    for stay in ground.background.stays:
        home = ground.catalogue.positions.get(stay.service_id)
        if home is not None:
            broke = stay.broke_down or verdicts[home] == NOT_MET
            verdicts[home] = NOT_MET if broke else MET
    return _plain(verdicts[at], "earlier")


def _siblings(ground: Ground, at: Ints) -> Judgement:
    """Only what the service said counts: how many places are free is judged by themselves."""
    most = np.full(len(ground.catalogue), UNKNOWN, np.int64)
    for home, said in ground.circumstances.together.items():
        most[home] = said.children
    enough = most >= len(ground.criteria.children)
    return _plain(np.where(most == UNKNOWN, UNKNOWN, enough)[at], "siblings")


JUDGES: Mapping[str, Judge] = {
    "registration": _registration,
    "suspension": _suspension,
    "regulation_27a": _regulation_27a,
    "secure": _secure,
    "provision": _provision,
    "placement_code": _placement_code,
    "age": _age,
    "sex": _sex,
    "distance": _distance,
    "avoid": _avoid,
    "places": _places,
    "companions": _companions,
    "impact": _impact,
    "needs": _needs,
    "near_home": _near_home,
    "in_area": _in_area,
    "school": _school,
    "grade": _grade,
    "contract": _contract,
    "vacancy": _vacancy,
    "price": _price,
    "earlier": _earlier,
    "siblings": _siblings,
}
