"""What is asked when something happens in a placement: the fields of each panel.

To add something that happens: its fields here, its action in `actions`, a section of
ui/pages/placement_life.py and a command.
"""

from __future__ import annotations

from resources_app.foundations.codes import CodeList
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.requests import bed_codes

_ALWAYS = Needed.ALWAYS

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
