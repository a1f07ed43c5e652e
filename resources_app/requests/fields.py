"""The fields of a placement request: one table for the form, the file and the printed page.

Options, and whether an answer is needed to submit, come from the Placements Data Standard
v2 wherever the field is the standard's. Strengths come first, because the page is about a
child before it is about risks.

To add a field: add its column to the schema, an attribute to `model.Request` and a row to
`REQUEST_FIELDS` in the place where it should be asked.
"""

from __future__ import annotations

from functools import lru_cache

from resources_app.foundations.codes import CodeList
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.model import ProvisionType
from resources_app.requests.model import Urgency
from resources_app.requests.standard import StandardField, standard_fields

# The groups in the order they are asked and printed.
SOUGHT = "What is needed and when"
ABOUT = "About the child"
NEEDS = "Needs"
REQUIREMENTS = "What the home should offer"
RECOMMENDATION = "Which kind of home"
RISKS = "Risks"
PLACE = "Where"
FAMILY = "Family and friends"
ORDERS = "Court orders"
ENTRY = "Who entered this"
GROUPS = (
    SOUGHT,
    ABOUT,
    NEEDS,
    REQUIREMENTS,
    RECOMMENDATION,
    RISKS,
    PLACE,
    FAMILY,
    ORDERS,
    ENTRY,
)

_ALWAYS = Needed.ALWAYS
_TO_SUBMIT = Needed.TO_SUBMIT

_KINDS = {
    "Categorical": Kind.CHOICE,
    "Boolean": Kind.YES_NO,
    "Integer": Kind.WHOLE_NUMBER,
    "String": Kind.TEXT,
    "Date": Kind.DATE,
}


def _kind(theirs: StandardField) -> Kind:
    return Kind.CHOICES if theirs.many else _KINDS[theirs.type]


def _of_standard(
    name: str, label: str, group: str, *, help: str = "", most: int = 20, kind: Kind | None = None
) -> Field:
    """A field of the standard under our label; its kind, options and need are the standard's."""
    theirs = standard_fields()[name]
    return Field(
        name,
        label,
        kind or _kind(theirs),
        group,
        _TO_SUBMIT if theirs.required else Needed.NO,
        theirs.options,
        help=help or theirs.description,
        standard=name,
        most=most,
    )


def _text(name: str, label: str, group: str, help: str, needed: Needed = Needed.NO) -> Field:
    return Field(name, label, Kind.LONG_TEXT, group, needed, help=help)


def _other(name: str, label: str) -> Field:
    """What is meant where a choice of the standard is “other”."""
    help_ = "Which; needed where the choice above is “other”."
    return Field(name, label, group=REQUIREMENTS, help=help_)


_AVOID = (
    Field("postcode", "Postcode", Kind.POSTCODE, needed=_ALWAYS, help="Its outward code will do."),
    Field("miles", "Miles", Kind.WHOLE_NUMBER, needed=_ALWAYS, least=0, most=500),
    Field("why", "Why", Kind.TEXT, needed=_ALWAYS, help="Never printed for a provider."),
)

REQUEST_FIELDS: tuple[Field, ...] = (
    Field(
        "received_on",
        "Received",
        Kind.DATE,
        SOUGHT,
        _TO_SUBMIT,
        help="Today when it is left open.",
    ),
    Field(
        "received_time",
        "At what time",
        Kind.TIME,
        SOUGHT,
        help="After hours, a planned request’s time runs from the next working day; an "
        "emergency’s at once.",
    ),
    Field(
        "urgency",
        "Urgency",
        Kind.CHOICE,
        SOUGHT,
        _TO_SUBMIT,
        tuple(Urgency),
        help="An emergency is a child who must move today or tomorrow.",
    ),
    Field("needed_by_date", "Needed by", Kind.DATE, SOUGHT),
    _of_standard(
        "neededBy",
        "Needed by, as the national standard asks",
        SOUGHT,
        help="Worked out from the date when it is left open.",
    ),
    Field(
        "provision_sought",
        "Kind of home sought",
        Kind.CHOICES,
        SOUGHT,
        _TO_SUBMIT,
        tuple(ProvisionType),
        help="Most wanted first; the kind that was assessed as right, not the cheapest.",
    ),
    Field(
        "placement_code_sought",
        "Statutory placement type sought",
        Kind.CODE,
        SOUGHT,
        codes=CodeList.PLACEMENT_TYPE,
    ),
    Field(
        "expected_weeks",
        "Expected length in weeks",
        Kind.WHOLE_NUMBER,
        SOUGHT,
        least=1,
        most=1_000,
    ),
    _of_standard(
        "siblingCount",
        "Brothers and sisters to live with",
        SOUGHT,
        help="How many; counted from those named when it is left open.",
    ),
    _text("strengths", "Strengths and likes", ABOUT, "What a good day looks like.", _TO_SUBMIT),
    _text("about", "Story so far", ABOUT, "What has happened, in the child's interest to tell."),
    _text("child_views", "What the child wants", ABOUT, "In the child's own words where possible."),
    _text("care_needs", "Care", NEEDS, "Daily life, comfort, routines, identity."),
    _text("education_needs", "Education", NEEDS, "What helps at school; plan and support."),
    _text("health_needs", "Health", NEEDS, "Body and mind; treatment, medicine, allergies."),
    Field("outcomes_sought", "Outcomes sought", Kind.LINES, NEEDS, help="One a line."),
    _of_standard("communicationNeeds", "Communication, language and learning needs", REQUIREMENTS),
    _of_standard("specificCommunicationRequirements", "Communication requirements", REQUIREMENTS),
    _other("communication_other", "Other communication requirement"),
    _of_standard("homeAdaptation", "Adapted home", REQUIREMENTS),
    _of_standard("culturalNeeds", "Cultural needs", REQUIREMENTS),
    _other("cultural_needs_other", "Other cultural need"),
    _of_standard("livingCompanions", "Who to live alongside", REQUIREMENTS),
    _of_standard("pets", "Pets and animals", REQUIREMENTS),
    _of_standard("additionalSupport", "Additional support", REQUIREMENTS),
    _other("additional_support_other", "Other additional support"),
    _of_standard("fosterCareSuitability", "Foster care", RECOMMENDATION),
    _of_standard("residentialCareSuitability", "Residential care", RECOMMENDATION),
    _of_standard(
        "supportedAccommodationSuitability",
        "Supported accommodation",
        RECOMMENDATION,
        help="Never for a child under 16 (Care Planning Regulations 2010, regulation 27A).",
    ),
    _of_standard("riskSelfHarm", "Self-harm", RISKS),
    _of_standard("riskSexualExploitation", "Sexual exploitation", RISKS),
    _of_standard("riskCriminalExploitation", "Criminal exploitation", RISKS),
    _of_standard("riskDrugAlcohol", "Drugs and alcohol", RISKS),
    _of_standard("riskEatingDisorder", "Eating disorder", RISKS),
    _of_standard("riskMissing", "Going missing", RISKS),
    _of_standard("riskOther", "Other risk to the child", RISKS, kind=Kind.LONG_TEXT),
    _of_standard("riskToOthersPhysical", "Physical harm to others", RISKS),
    _of_standard("riskToOthersSexual", "Sexual harm to others", RISKS),
    _of_standard("riskToOthersFire", "Fire-setting", RISKS),
    _of_standard("riskToOthersAnimals", "Harm to animals", RISKS),
    _of_standard("riskToOthersCriminal", "Criminal exploitation of others", RISKS),
    _of_standard("riskToOthersOther", "Other risk to others", RISKS, kind=Kind.LONG_TEXT),
    _text("risk_summary", "What helps to keep everyone safe", RISKS, "Triggers and what works."),
    _of_standard("preferredLocation", "Preferred place", PLACE),
    Field(
        "keep_school",
        "To stay at the present school",
        Kind.YES_NO,
        PLACE,
        help="Then the home must be near enough to travel there.",
    ),
    Field(
        "school_wanted",
        "School wanted",
        Kind.TEXT,
        PLACE,
        help="Where it is to be another school, which, or of what kind.",
    ),
    Field(
        "max_distance_miles",
        "At most this many miles from home",
        Kind.WHOLE_NUMBER,
        PLACE,
        help="Straight line. When it is given, homes farther away are left out.",
        least=1,
        most=500,
    ),
    Field(
        "places_to_avoid",
        "Places to avoid",
        Kind.RECORDS,
        PLACE,
        columns=_AVOID,
        help="Homes within so many miles of these are left out.",
    ),
    _text(
        "connected_persons_explored",
        "Family and friends explored",
        FAMILY,
        "Who was considered before anyone else, and why not them.",
        _TO_SUBMIT,
    ),
    _text("family_time", "Family time", FAMILY, "With whom, how often, where, who is there."),
    _text("family_views", "What the family wants", FAMILY, "Parents and those close to the child."),
    _of_standard("deprivationOfLiberty", "Deprivation of liberty order", ORDERS),
    _text(
        "liberty_order",
        "What is ordered or applied for",
        ORDERS,
        "In words; the order itself is recorded with its dates before the child is placed.",
    ),
    _text(
        "secure_authority",
        "Authority for secure accommodation",
        ORDERS,
        "Section 25, Children Act 1989: what is ordered or applied for. No secure home until the "
        "order itself is recorded with its dates.",
    ),
    _of_standard("referralOfficerName", "Entered by", ENTRY),
    _of_standard("referralDate", "Entered on", ENTRY),
)

BY_NAME: dict[str, Field] = {one.name: one for one in REQUEST_FIELDS}

# What cannot be open when a request is submitted.
NEEDED_FIELDS: tuple[Field, ...] = tuple(
    one for one in REQUEST_FIELDS if one.needed is not Needed.NO
)

# The standard's word for a risk that nobody knows of, and the risks it is an answer to.
NO_RISK = "No known risk"
KNOWN_RISKS: tuple[str, ...] = tuple(one.name for one in REQUEST_FIELDS if NO_RISK in one.options)

# The story as it is told, whose words may be corrected once a request is submitted. What a
# court ordered is a fact, however long its text.
WORDING_FIELDS: tuple[Field, ...] = tuple(
    one
    for one in REQUEST_FIELDS
    if one.kind in (Kind.LONG_TEXT, Kind.LINES) and one.group in (ABOUT, NEEDS, RISKS, FAMILY)
)


@lru_cache
def fields_in(group: str) -> tuple[Field, ...]:
    """The fields of a group, in order."""
    return tuple(one for one in REQUEST_FIELDS if one.group == group)
