"""The table of criteria: what each is called, what it does, and its sentences.

To add a criterion: add a row to `CRITERIA` (its place in the table is its place in the
published order of causes, so add at the end), a judge of the same id to
`judging.JUDGES`, and any new word its sentences use to `explaining.facts_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a criterion does: absolute and essential exclude, desirable scores."""

    ABSOLUTE = "absolute"
    ESSENTIAL = "essential"
    DESIRABLE = "desirable"
    OFF = "off"


@dataclass(frozen=True)
class Criterion:
    """A row of the table.

    `cause` is what the summary line calls the services it excludes. The three sentences
    are filled from `explaining.facts_of`. `weight` counts when it is desirable;
    `unknown_score` (0 to 1,000) is what a service scores when nobody knows.
    """

    id: str
    label: str
    kind: Kind
    cause: str
    met: str
    not_met: str
    unknown: str = ""
    weight: int = 0
    unknown_score: int = 400
    may_exclude: bool = True


_A, _E, _D = Kind.ABSOLUTE, Kind.ESSENTIAL, Kind.DESIRABLE

# The order is the published order of causes: a service is counted under the first it fails.
# The kind of home stands before the law on kinds of home, so that "not for under 16s" counts
# only where supported accommodation was asked for; the law holds wherever it stands.
CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "registration",
        "Registration",
        _A,
        "registration",
        "Registered with Ofsted: {registration}.",
        "Ofsted’s register says {registration}: no child may be sent there.",
    ),
    Criterion(
        "suspension",
        "Suspension",
        _A,
        "suspended",
        "Not suspended by the team.",
        "Suspended by the team: no child may be sent there.",
    ),
    Criterion(
        "provision",
        "Kind of home",
        _E,
        "another kind of home",
        "{Provision}: the kind of home sought.",
        "{Provision}: not a kind of home this request asks for.",
        weight=10,
    ),
    Criterion(
        # Care Planning, Placement and Case Review (England) Regulations 2010, regulation 27A
        "regulation_27a",
        "Under 16",
        _A,
        "not for under 16s",
        "Everyone is 16 or over (regulation 27A).",
        "Supported accommodation and other unregulated arrangements are never for a child under 16 "
        "(regulation 27A).",
    ),
    Criterion(
        # Children Act 1989, section 25
        "secure",
        "Secure accommodation",
        _A,
        "secure, without authority",
        "Authority under section 25 of the Children Act 1989 holds on the day.",
        "A secure home needs authority under section 25 of the Children Act 1989, "
        "and none is recorded.",
    ),
    Criterion(
        "placement_code",
        "Placement type",
        _E,
        "another placement type",
        "Offers the placement type sought, {code_sought}.",
        "Does not offer the placement type sought, {code_sought}.",
        "The placement type sought, {code_sought}, is not given for this service.",
        weight=5,
    ),
    Criterion(
        "age",
        "Age",
        _E,
        "wrong age",
        "Takes {sexes} {ages}: fits {children}.",
        "Takes {sexes} {ages}: does not fit {children}.",
        "No age limits could be read: ask whether it takes {children}.",
        weight=10,
    ),
    Criterion(
        "sex",
        "Boys and girls",
        _E,
        "boys or girls only",
        "Takes {sexes}.",
        "Takes {sexes} only: does not fit {children}.",
        "Takes {sexes}: the child’s sex is not recorded.",
        weight=10,
    ),
    Criterion(
        "distance",
        "Distance limit",
        _E,
        "too far",
        "{From_home}: within {max_miles} mi.",
        "{From_home}: beyond {max_miles} mi.",
        "{Home_unknown}: ask whether it is within {max_miles} mi.",
        weight=15,
    ),
    Criterion(
        "avoid",
        "Places to avoid",
        _E,
        "near a place to avoid",
        "Not near a place to avoid.",
        "Near a place to avoid: {avoided}.",
        "{Avoid_unknown}: check the places to avoid.",
        weight=15,
    ),
    Criterion(
        "places",
        "A free place",
        _E,
        "no place",
        "{Places}.",
        "{Places_left}: not enough for {children}.",
        "{Places}: ask.",
        weight=10,
    ),
    Criterion(
        "companions",
        "Living with other children",
        _D,
        "other children there",
        "Fits what the request says: {companions}.",
        "The request says: {companions}.",
        "Ask who lives there; the request says: {companions}.",
        weight=10,
        unknown_score=500,
    ),
    Criterion(
        "impact",
        "Effect on each other",
        _D,
        "risks to each other",
        "{Living}. No risk to others is recorded.",
        "{Living}. A risk to others is recorded: assess the effect on each other.",
        "{Living}. Ask who else lives there.",
        weight=8,
        unknown_score=500,
    ),
    Criterion(
        "needs",
        "Needs",
        _D,
        "does not cater for the needs",
        "Registered or known for {needs_met}.",
        "Not registered for {needs_lacking}.",
        "The register does not say which needs it caters for: ask about {needs}.",
        weight=15,
    ),
    Criterion(
        # DOMAIN: in the county, or within 20 miles
        "near_home",
        "Near home",
        _D,
        "more than 20 miles from home",
        "{From_home}.",
        "{From_home}: beyond 20 miles.",
        "{Home_unknown}.",
        weight=20,
    ),
    Criterion(
        "in_area",
        "In the authority’s area",
        _D,
        "outside the area",
        "In {authority}, the child’s own authority.",
        "{Out_of_area}.",
        "Which authority’s area it is in is not known.",
        weight=8,
    ),
    Criterion(
        "school",
        "The same school",
        _D,
        "too far from school",
        "{From_school}.",
        "{From_school}: beyond 10 miles.",
        "Distance from school not known.",
        weight=10,
    ),
    Criterion(
        "grade",
        "Ofsted’s grade",
        _D,
        "grade below good",
        "Ofsted: {grade}{inspected}.",
        "Ofsted: {grade}{inspected}.",
        "Ofsted gives no grade{grade_note}.",
        weight=12,
        unknown_score=500,
    ),
    Criterion(
        "contract",
        "Under contract",
        _D,
        "not under contract",
        "{Contract}.",
        "{Contract}.",
        weight=15,
        unknown_score=0,
    ),
    Criterion(
        "vacancy",
        "Vacancy declared",
        _D,
        "no vacancy declared",
        "{Vacancy}.",
        "{Vacancy}.",
        "{Vacancy}.",
        weight=8,
    ),
    Criterion(
        # Issue: the order is never by price alone, so price neither excludes nor outweighs.
        "price",
        "Contract price",
        _D,
        "price",
        "{Price}: at or below the middle of those that fit.",
        "{Price}: above the middle of those that fit.",
        "No contract price for this age.",
        weight=5,
        may_exclude=False,
    ),
    Criterion(
        "earlier",
        "Lived there before",
        _D,
        "it broke down there before",
        "Lived here before: {Stays}.",
        "Lived here before: {Stays}: ask what would be different.",
        "Has not lived here before.",
        weight=10,
        unknown_score=500,
    ),
    Criterion(
        # Children Act 1989, section 22C(8)(c): brothers and sisters together
        "siblings",
        "Brothers and sisters together",
        _E,
        "not so many together",
        "{Together}.",
        "{Together}: not enough for {children}.",
        "{Together}: ask.",
        weight=10,
    ),
)

BY_ID: Mapping[str, Criterion] = {one.id: one for one in CRITERIA}
# Those that an officer may make essential, desirable or off; the others always hold.
CHANGEABLE = tuple(one.id for one in CRITERIA if one.kind is not Kind.ABSOLUTE)
