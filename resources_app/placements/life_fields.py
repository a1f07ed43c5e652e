"""What is asked when something happens in a placement: the fields of each panel.

To add something that happens: its fields here, its action in `actions`, a section of
ui/pages/placement_life.py and a command.
"""

from __future__ import annotations

from resources_app.foundations.codes import CodeList, current_codes
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import capital
from resources_app.placements.notices import GIVERS
from resources_app.placements.respite import MainPaid
from resources_app.placements.reviews import ReviewKind
from resources_app.placements.staying_on import LineKind, StayingKind
from resources_app.requests import bed_codes

_ALWAYS = Needed.ALWAYS
_LINE_HELP = {
    LineKind.ALLOWANCE: "What the council pays the former carers.",
    LineKind.SUPPORT: "What the council pays for support.",
    LineKind.RENT: "What the council pays towards rent.",
    LineKind.HOUSING_BENEFIT: "What comes in, and lessens what the council pays.",
    LineKind.CONTRIBUTION: "What the young person pays towards it.",
}

ADDRESS_FIELDS: tuple[Field, ...] = (
    Field(
        "living_postcode",
        "Where the child sleeps",
        Kind.POSTCODE,
        help="The whole postcode. Leave it open where only the carer or the bed changes.",
    ),
    Field(
        "setting_postcode",
        "Setting",
        Kind.POSTCODE,
        help="For a service with many addresses: the postcode of the one moved to.",
    ),
)
MOVE_FIELDS: tuple[Field, ...] = (
    Field("day", "Day of the move", Kind.DATE, needed=_ALWAYS, help="The first night there."),
    Field("carer_or_bed_code", "Carer or bed", Kind.TEXT, help=bed_codes.HELP),
    *ADDRESS_FIELDS,
    Field(
        "same_carer",
        "With the same carers",
        Kind.YES_NO,
        help="They moved house together: in the SSDA903 a change of home, same carer.",
    ),
    Field(
        "placement_code",
        "Statutory placement type",
        Kind.CODE,
        codes=CodeList.PLACEMENT_TYPE,
        help="Only where it changes.",
    ),
    Field("code", "Why", Kind.CODE, codes=CodeList.REASON_PLACEMENT_CHANGED, needed=_ALWAYS),
    Field("note", "What happened", Kind.LONG_TEXT, needed=_ALWAYS),
    Field(
        "emergency",
        "It was an emergency",
        Kind.YES_NO,
        help="An approval that regulation 11 asks for may then follow within five working days.",
    ),
)
APPROVAL_FIELDS: tuple[Field, ...] = (
    *ADDRESS_FIELDS,
    Field("words", "Reason", Kind.LONG_TEXT, needed=_ALWAYS, help="Kept with the approval."),
)
REVIEW_FIELDS: tuple[Field, ...] = (
    Field("kind", "What was reviewed", Kind.CHOICE, needed=_ALWAYS, options=tuple(ReviewKind)),
    Field("held_on", "Held on", Kind.DATE, needed=_ALWAYS),
    Field("outcome", "Outcome", Kind.LONG_TEXT, needed=_ALWAYS),
    Field(
        "next_due",
        "Next by",
        Kind.DATE,
        help="Left open, as late as the law or the agreement lets it be.",
    ),
)
NOTICE_FIELDS: tuple[Field, ...] = (
    Field("given_by", "Given by", Kind.CHOICE, needed=_ALWAYS, options=GIVERS),
    Field("given_on", "Given on", Kind.DATE, needed=_ALWAYS),
    Field("reason", "Reason", Kind.LONG_TEXT, needed=_ALWAYS),
)
BREAKDOWN_FIELDS: tuple[Field, ...] = (
    Field("happened_on", "When", Kind.DATE, needed=_ALWAYS),
    Field(
        "causes",
        "Causes",
        Kind.CHOICES,
        needed=_ALWAYS,
        options=tuple(one.words for one in current_codes(CodeList.BREAKDOWN_CAUSES)),
    ),
    Field("what_happened", "What happened", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("warning_signs", "Warning signs", Kind.LONG_TEXT, help="What could have been seen."),
    Field("tried", "What was tried", Kind.LONG_TEXT),
    Field("learning", "What is learnt", Kind.LONG_TEXT, help="For the next home, and for us."),
    Field("meeting_on", "Disruption meeting", Kind.DATE),
)
STAYING_FIELDS: tuple[Field, ...] = (
    Field("kind", "What follows", Kind.CHOICE, needed=_ALWAYS, options=tuple(StayingKind)),
    Field("start", "From", Kind.DATE, needed=_ALWAYS, help="The 18th birthday, or later."),
    Field("plan", "What is agreed", Kind.LONG_TEXT, needed=_ALWAYS),
    Field(
        "living_postcode",
        "Where the young person lives",
        Kind.POSTCODE,
        help="For Staying Close; with Staying Put it is the carers’ home.",
    ),
    *(
        Field(kind.name.lower(), capital(kind), Kind.POUNDS, "A week", help=_LINE_HELP[kind])
        for kind in LineKind
    ),
    Field(
        "code",
        "Why no longer looked after",
        Kind.CODE,
        "For the SSDA903",
        codes=CodeList.REASON_EPISODE_CEASED,
        help="Left open, the usual one.",
    ),
)
RESPITE_FIELDS: tuple[Field, ...] = (
    Field("urn", "Service’s URN", Kind.TEXT, needed=_ALWAYS),
    Field("start", "First night", Kind.DATE, needed=_ALWAYS),
    Field("end", "Day of return", Kind.DATE, needed=_ALWAYS),
    Field("reason", "Why", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("carer_or_bed_code", "Carer or bed", Kind.TEXT, help=bed_codes.HELP),
    Field(
        "living_postcode",
        "Where the child sleeps",
        Kind.POSTCODE,
        help="With foster carers: the whole postcode of their home.",
    ),
    Field(
        "nightly_pence",
        "Price of a night",
        Kind.POUNDS,
        help="Net of VAT. Left open, nothing is paid for it.",
    ),
    Field(
        "main_paid",
        "The main place is paid",
        Kind.CHOICE,
        needed=_ALWAYS,
        options=tuple(MainPaid),
        help="As an absence: what the agreement’s retainer says of respite.",
    ),
)
