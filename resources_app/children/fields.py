"""The fields of a child's record: one table for the form, the file and the printed page.

To add a field: add its column to the schema, an attribute to `model.Child` and a row here.
"""

from __future__ import annotations

from dataclasses import replace

from resources_app.foundations.codes import CodeList
from resources_app.foundations.fields import Field, Kind, Needed

CHILD = "The child"
HOME = "Home and family"
WORKERS = "Who works with the child"
SCHOOL_AND_HEALTH = "School and health"
RECORD = "The record"

_ALWAYS = Needed.ALWAYS
_DIGITS = "Every digit counts, zeros at the front too; in a file, give it as text."

CHILD_FIELDS: tuple[Field, ...] = (
    Field("local_identifier", "Local identifier", Kind.TEXT, CHILD, _ALWAYS, help=_DIGITS),
    Field("given_name", "Given name", Kind.TEXT, CHILD, _ALWAYS),
    Field("family_name", "Family name", Kind.TEXT, CHILD, _ALWAYS),
    Field("known_as", "Known as", Kind.TEXT, CHILD),
    Field("date_of_birth", "Date of birth", Kind.DATE, CHILD, _ALWAYS),
    Field("sex", "Sex", Kind.CODE, CHILD, _ALWAYS, codes=CodeList.SEX),
    Field("ethnic_origin", "Ethnic origin", Kind.CODE, CHILD, codes=CodeList.ETHNIC_ORIGIN),
    Field("need_code", "Main need", Kind.CODE, CHILD, codes=CodeList.NEED),
    Field("uasc", "Unaccompanied asylum-seeking child", Kind.YES_NO, CHILD),
    Field("home_address", "Home address", Kind.LONG_TEXT, HOME),
    Field(
        "home_postcode",
        "Home postcode",
        Kind.POSTCODE,
        HOME,
        help="Distances are measured from here.",
    ),
    Field(
        "family_postcode",
        "Family’s postcode",
        Kind.POSTCODE,
        HOME,
        help="Where the child sees the family, when that is not at home; travel is timed to it.",
    ),
    Field(
        "family_names",
        "Family and others close to the child",
        Kind.LINES,
        HOME,
        help="One a line, as “mother: her name”. Every name is kept out of anonymised packs.",
    ),
    Field("social_worker", "Social worker", Kind.TEXT, WORKERS),
    Field("social_worker_email", "Social worker’s email", Kind.TEXT, WORKERS),
    Field("social_worker_telephone", "Social worker’s telephone", Kind.TEXT, WORKERS, help=_DIGITS),
    Field("reviewing_officer", "Independent reviewing officer", Kind.TEXT, WORKERS),
    Field("school_name", "School", Kind.TEXT, SCHOOL_AND_HEALTH),
    Field("school_urn", "School’s URN", Kind.TEXT, SCHOOL_AND_HEALTH),
    Field("school_postcode", "School’s postcode", Kind.POSTCODE, SCHOOL_AND_HEALTH),
    Field("ehc_plan", "Education, health and care plan", Kind.YES_NO, SCHOOL_AND_HEALTH),
    Field("unique_pupil_number", "Unique pupil number", Kind.TEXT, SCHOOL_AND_HEALTH),
    Field("general_practice", "General practice", Kind.TEXT, SCHOOL_AND_HEALTH),
    Field("nhs_number", "NHS number", Kind.TEXT, SCHOOL_AND_HEALTH, help=_DIGITS),
    Field(
        "authority_code",
        "Responsible authority",
        Kind.TEXT,
        RECORD,
        help="ONS code; your own council when it is left open.",
    ),
    Field("date_of_death", "Date of death", Kind.DATE, RECORD),
    Field(
        "restricted",
        "Restricted record",
        Kind.YES_NO,
        RECORD,
        help="For relatives of staff and for adoption; opening one is logged.",
    ),
)

BY_NAME: dict[str, Field] = {one.name: one for one in CHILD_FIELDS}

# What must never differ from the record of a child we already know: a different answer means
# that the identifier is another child's, or that somebody must look.
IDENTITY = ("given_name", "family_name", "date_of_birth", "sex")

LEGAL_STATUS_COLUMNS: tuple[Field, ...] = (
    Field("code", "Legal status", Kind.CODE, needed=_ALWAYS, codes=CodeList.LEGAL_STATUS),
    Field("start", "From", Kind.DATE, needed=_ALWAYS),
    Field("end", "To, not including", Kind.DATE),
)
LEGAL_STATUS = Field(
    "legal_status",
    "Legal status",
    Kind.RECORDS,
    CHILD,
    columns=LEGAL_STATUS_COLUMNS,
    help="Dated; a new status ends the one before it.",
)


def fields_for(*, known: bool) -> tuple[Field, ...]:
    """The fields for a new child, or for one the store already has: then the identifier will do."""
    if not known:
        return CHILD_FIELDS
    return tuple(
        one if one.name == "local_identifier" else replace(one, needed=Needed.NO)
        for one in CHILD_FIELDS
    )
