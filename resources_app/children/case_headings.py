"""What case systems head their columns with, and the words they use for statutory codes.

To add a heading: put it beside its field; case, spaces and punctuation make no difference. A
field's own name and label always work. To add a word for a code: a row of CODE_WORDS. The short
headings in capitals are those of the SSDA903 return's files.
"""

from __future__ import annotations

from resources_app.children.fields import CHILD_FIELDS
from resources_app.foundations.codes import CodeList

# Beside a child's own fields: what a row says of a period, and of brothers and sisters.
FULL_NAME = "full_name"
STATUS, STATUS_START, STATUS_END = "legal_status", "legal_status_start", "legal_status_end"
CARE_START, CARE_END, CARE_REASON = "care_start", "care_end", "care_reason_ended"
NEW_EPISODE = "reason_new_episode"
SIBLINGS = "siblings"

MORE_LABELS: dict[str, str] = {
    FULL_NAME: "Full name",
    STATUS: "Legal status",
    STATUS_START: "Legal status from",
    STATUS_END: "Legal status until",
    CARE_START: "Looked after since",
    CARE_END: "Looked after until",
    CARE_REASON: "Reason care ended",
    NEW_EPISODE: "Reason for new episode",
    SIBLINGS: "Brothers and sisters",
}
LABELS: dict[str, str] = {**{one.name: one.label for one in CHILD_FIELDS}, **MORE_LABELS}

_HEADINGS: dict[str, tuple[str, ...]] = {
    "local_identifier": (
        "CHILD", "Child ID", "Child identifier", "Child's ID", "Local ID", "LA child ID",
        "Person ID", "Person number", "Person reference", "Mosaic ID", "LCS ID", "LL ID",
        "Liquidlogic ID", "Eclipse ID", "CareFirst ID", "Case ID", "Case number", "Client ID",
        "Client number", "Unique ID", "ID", "Identifier",
    ),
    FULL_NAME: ("Name", "Child name", "Child's name", "Person name", "Client name"),
    "given_name": ("First name", "Forename", "Forenames", "First names", "Given names"),
    "family_name": ("Surname", "Last name"),
    "known_as": ("Preferred name", "Known name", "AKA"),
    "date_of_birth": ("DOB", "D.O.B.", "Birth date", "Born"),
    "sex": ("Gender", "Sex at birth"),
    "ethnic_origin": ("ETHNIC", "Ethnicity", "Ethnic group", "Ethnic origin code"),
    "need_code": (
        "CIN", "Need", "Category of need", "Need code", "Primary need", "Primary need code",
    ),
    "uasc": ("UASC", "Unaccompanied", "UASC status", "Asylum seeking"),
    "home_address": ("Address", "Full address", "Parental address"),
    "family_postcode": ("Family postcode", "Parent postcode", "Contact postcode"),
    "home_postcode": ("HOME_POST", "Postcode", "Post code", "Address postcode"),
    "family_names": ("Family", "Parents", "Family members", "Relationships"),
    "social_worker": (
        "Allocated worker", "Allocated social worker", "Worker", "Worker name", "Key worker",
        "Social worker name", "Case worker", "SW",
    ),
    "social_worker_email": ("Worker email", "SW email", "Allocated worker email"),
    "social_worker_telephone": (
        "Worker telephone", "Worker phone", "Social worker phone", "SW telephone",
    ),
    "reviewing_officer": ("IRO", "IRO name", "Reviewing officer"),
    "school_name": ("School name", "Current school", "Education establishment"),
    "school_urn": ("School URN", "Establishment URN", "DfE URN"),
    "school_postcode": ("School postcode", "School post code"),
    "ehc_plan": ("EHCP", "EHC plan", "Has EHCP", "EHC plan in place"),
    "unique_pupil_number": ("UPN",),
    "general_practice": ("GP", "GP practice", "GP surgery", "Surgery"),
    "nhs_number": ("NHS no", "NHS"),
    "authority_code": ("Authority", "ONS code", "LA code"),
    "date_of_death": ("Died", "Died on", "Deceased date"),
    "restricted": ("Restricted", "Sensitive record", "Access restricted"),
    STATUS: ("LS", "Legal status code", "Current legal status", "Status", "LAC status"),
    STATUS_START: (
        "DECOM", "Legal status start", "Legal status start date", "Legal status date",
        "Status start", "Status start date", "Status from", "Episode start",
        "Episode start date", "Date episode commenced",
    ),
    STATUS_END: (
        "DEC", "Legal status end", "Legal status end date", "Legal status to", "Status end",
        "Status end date", "Status to", "Episode end", "Episode end date",
        "Date episode ceased",
    ),
    CARE_START: (
        "Care start", "Care start date", "LAC start", "LAC start date", "CLA start",
        "CLA start date", "Date became looked after", "Date started to be looked after",
        "Start of care", "Period of care start", "POC start", "In care since",
    ),
    CARE_END: (
        "Care end", "Care end date", "LAC end", "LAC end date", "CLA end", "CLA end date",
        "Date ceased to be looked after", "End of care", "Period of care end", "POC end",
    ),
    CARE_REASON: (
        "REC", "Reason episode ceased", "Reason ceased", "End reason", "Reason care ceased",
        "LAC end reason", "CLA end reason",
    ),
    NEW_EPISODE: ("RNE", "Reason new episode"),
    SIBLINGS: (
        "Sibling", "Sibling IDs", "Sibling identifiers", "Siblings' IDs", "Siblings IDs",
        "Sibling ID", "Brothers and sisters IDs",
    ),
}  # fmt: skip

HEADINGS: dict[str, tuple[str, ...]] = {
    field: (field, label, *_HEADINGS[field]) for field, label in LABELS.items()
}

# Texts of these stand for themselves: somebody's surname is None, or Null.
NAMES = frozenset({"given_name", "family_name", "known_as", FULL_NAME})

CODES: dict[str, CodeList] = {
    **{one.name: one.codes for one in CHILD_FIELDS if one.codes is not None},
    STATUS: CodeList.LEGAL_STATUS,
    CARE_REASON: CodeList.REASON_EPISODE_CEASED,
    NEW_EPISODE: CodeList.REASON_NEW_EPISODE,
}

# What people write for a code that is neither the code nor its words here.
CODE_WORDS: dict[CodeList, dict[str, str]] = {
    CodeList.SEX: {
        "M": "1", "Boy": "1", "F": "2", "Girl": "2", "Male at birth": "1", "Female at birth": "2",
    },
    CodeList.LEGAL_STATUS: {
        "ICO": "C1", "Interim care order (ICO)": "C1", "Section 38": "C1", "S38": "C1",
        "FCO": "C2", "Care order": "C2", "Full care order (FCO)": "C2", "Section 31": "C2",
        "S31": "C2", "Placement order": "E1", "Section 20": "V2", "S20": "V2", "S.20": "V2",
        "Accommodated under section 20": "V2", "Accommodated S20": "V2",
        "Single period of accommodation under section 20": "V2", "EPO": "L2",
        "Police protection": "L1", "Remand": "J1", "PACE": "J2",
        "Remanded to local authority accommodation": "J1",
    },
    CodeList.NEED: {"Disability": "N2", "Absent parenting (UASC)": "N8", "Neglect": "N1"},
}  # fmt: skip
