"""Ofsted's headings: which column of the register fills which field, in every layout.

To read a new layout, add the heading it uses to a column's `headings`; case, spaces and
punctuation do not matter. To read a new column, add a `Column` here and the field to
model.RegisteredService (or RegisteredSetting, RegisteredOwner) and to the store's schema.

Sources: Ofsted's "Children's social care providers and places" workbooks. 2025 onward: one
workbook, two sheets. 2023-2024: one sheet. Before 2023: "social care providers" (a sheet of
current and a sheet of closed providers) and "children's homes" (provider information).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """How a column's cells are read; see register_values.py."""

    TEXT = auto()
    NAME = auto()
    URN = auto()
    TYPE = auto()
    STATUS = auto()
    DATE = auto()
    WHOLE = auto()
    YES_NO = auto()
    GRADE = auto()
    CODES = auto()
    PROVIDER_CODE = auto()
    POSTCODE = auto()


@dataclass(frozen=True)
class Column:
    """One column: the field it fills, what people call it, how to read it, its headings."""

    field: str
    label: str
    kind: Kind
    headings: tuple[str, ...]
    required: bool = False


def _column(field: str, kind: Kind, *headings: str, required: bool = False) -> Column:
    return Column(field, headings[0], kind, headings, required)


_SHARED = (
    _column("urn", Kind.URN, "URN", "Ofsted URN", required=True),
    _column(
        "provision_type",
        Kind.TYPE,
        "Provider type",
        "Provision type",
        required=True,
    ),
    _column("sector", Kind.TEXT, "Sector"),
    _column("name", Kind.NAME, "Provider name", "Setting name", required=True),
    _column("registration_date", Kind.DATE, "Registration date"),
    _column(
        "registration_status",
        Kind.STATUS,
        "Registration status",
        "Provider status",
        required=True,
    ),
    _column("closed_date", Kind.DATE, "Deregistration date", "Closed date"),
    _column(
        "placement_codes",
        Kind.CODES,
        "Placement code",
        "Placement codes",
        "Provider placement code",
    ),
    _column("email", Kind.TEXT, "Provider email address", "Setting email address"),
    _column("conditions", Kind.TEXT, "Conditions"),
    _column("owner_type", Kind.TEXT, "Owner type"),
    _column("owner_id", Kind.TEXT, "Owner ID"),
    _column("owner_name", Kind.TEXT, "Owner name", "Organisation name"),
    _column("owner_line_1", Kind.TEXT, "Owner address line 1"),
    _column("owner_line_2", Kind.TEXT, "Owner address line 2"),
    _column("owner_town", Kind.TEXT, "Owner town"),
    _column("owner_county", Kind.TEXT, "Owner county"),
    _column("owner_postcode", Kind.POSTCODE, "Owner postcode"),
)

# The sheet with a row per registration.
PROVIDERS = (
    *_SHARED,
    _column("authority_name", Kind.TEXT, "Local authority"),
    _column("provision_subtype", Kind.TEXT, "Provider subtype"),
    _column("line_1", Kind.TEXT, "Provider address line 1", "Setting address line 1"),
    _column("line_2", Kind.TEXT, "Provider address line 2", "Setting address line 2"),
    _column("town", Kind.TEXT, "Provider town", "Setting address town", "Setting town"),
    _column("county", Kind.TEXT, "Provider county", "Setting address county", "Setting county"),
    _column(
        "postcode",
        Kind.POSTCODE,
        "Provider postcode",
        "Setting address postcode",
        "Setting postcode",
    ),
    _column("telephone", Kind.TEXT, "Provider telephone number", "Setting telephone number"),
    _column("owner_group", Kind.TEXT, "top_company", "Top company (as listed on Companies' House)"),
    _column("region", Kind.TEXT, "Region"),
    _column("provider_code", Kind.PROVIDER_CODE, "Placement provider code", "Provider code"),
    _column(
        "inspection_date", Kind.DATE, "Date of last full inspection", "Full inspection start date"
    ),
    _column(
        "overall_effectiveness",
        Kind.GRADE,
        "Overall effectiveness",
        "Latest overall effectiveness grade from last full inspection",
    ),
    _column("safety_grade", Kind.GRADE, "CYP safety"),
    _column("leadership_grade", Kind.GRADE, "Leadership and management"),
    _column("outcomes_grade", Kind.GRADE, "CYP outcomes"),
    _column("interim_inspection_date", Kind.DATE, "Interim inspection start date"),
    _column("interim_effectiveness", Kind.TEXT, "Interim inspection overall effectiveness"),
    _column("assurance_visit_date", Kind.DATE, "Assurance visit start date"),
    _column("report_link", Kind.TEXT, "Link to Ofsted report", "Link to Ofsted report webpage"),
    _column(
        "registered_places",
        Kind.WHOLE,
        "Number of registered places",
        "Max users",
        "Maximum fostering places",
    ),
    _column("cares_for_ebd", Kind.YES_NO, "Emotional and behavioural difficulties"),
    _column("cares_for_mental_disorders", Kind.YES_NO, "Mental disorders"),
    _column("cares_for_sensory_impairment", Kind.YES_NO, "Sensory impairment"),
    # The 2023-2024 workbook heads the alcohol column "Present impairment".
    _column(
        "cares_for_alcohol_problems", Kind.YES_NO, "Present alcohol problems", "Present impairment"
    ),
    _column("cares_for_drug_problems", Kind.YES_NO, "Present drug problems"),
    _column("cares_for_learning_difficulty", Kind.YES_NO, "Learning difficulty"),
    _column("cares_for_physical_disability", Kind.YES_NO, "Physical disabilities"),
    _column("multi_building", Kind.YES_NO, "Multi building CH", "Multi building children's home"),
    _column("linked_school_urn", Kind.TEXT, "Linked school URN"),
    _column("linked_school_name", Kind.TEXT, "Linked school name"),
)

# The sheet of supported accommodation, with a row per setting.
SUPPORTED = (
    *_SHARED,
    _column("authority_name", Kind.TEXT, "Provider local authority"),
    _column("region", Kind.TEXT, "Region"),
    _column("setting_authority_name", Kind.TEXT, "Setting local authority"),
    _column("setting_status", Kind.TEXT, "Setting status"),
    _column("setting_status_date", Kind.DATE, "Setting status date"),
    _column("category", Kind.TEXT, "Setting category"),
    _column("capacity", Kind.WHOLE, "Capacity", "Setting capacity"),
    _column("line_1", Kind.TEXT, "Setting address line 1"),
    _column("line_2", Kind.TEXT, "Setting address line 2"),
    _column("line_3", Kind.TEXT, "Setting address line 3"),
    _column("town", Kind.TEXT, "Setting address town"),
    _column("county", Kind.TEXT, "Setting address county"),
    _column("postcode", Kind.POSTCODE, "Setting address postcode"),
    _column(
        "setting_telephone", Kind.TEXT, "Provider telephone number", "Setting telephone number"
    ),
    _column("owner_group", Kind.TEXT, "top_company", "Top company (as listed on Companies' House)"),
)

# Only the sheet of supported accommodation has any of these.
MARKS_OF_SUPPORTED = frozenset({"category", "capacity", "setting_status", "setting_authority_name"})

LAYOUT_TWO_SHEETS = "2025 onward, two sheets"
LAYOUT_ONE_SHEET = "2023–2024, one sheet"
LAYOUT_OLD = "before 2023"


def headings_of(columns: tuple[Column, ...]) -> dict[str, tuple[str, ...]]:
    """Field → headings, as workbooks.headings wants them."""
    return {column.field: column.headings for column in columns}
