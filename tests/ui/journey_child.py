"""The child of the journey, as an officer would type the request: group, field, how, what.

Invented. `STRENGTHS` and `WISHES` are written as people write them first, with names in them;
the anonymised pack refuses those, and the story puts them right.
"""

from __future__ import annotations

from enum import Enum

STRENGTHS = "Kofi is funny, patient with younger children, plays five-a-side and cooks."
STRENGTHS_WITHOUT_NAMES = "Funny, patient with younger children, plays five-a-side and cooks."
WISHES = "To see Efua on Sundays and to stay in his team."
WISHES_WITHOUT_NAMES = "To see his aunt on Sundays and to stay in his team."
NAME = "Kofi Amoah"


class How(Enum):
    """What a person does with a field."""

    WRITE = "write"
    CHOOSE = "choose"
    TICK = "tick"


_W, _C, _T = How.WRITE, How.CHOOSE, How.TICK

# The least that can be submitted, and what an anonymised pack must keep to itself.
# In the order of the form. To type more: add a row.
ANSWERS: tuple[tuple[str, str, How, str], ...] = (
    ("The child", "Local identifier", _W, "70431"),
    ("The child", "Given name", _W, "Kofi"),
    ("The child", "Family name", _W, "Amoah"),
    ("The child", "Date of birth", _W, "11/2/2013"),
    ("The child", "Sex", _C, "Male (1)"),
    ("Home and family", "Home postcode", _W, "HP13 6PG"),
    ("Home and family", "Family and others close to the child", _W, "aunt: Efua Boateng"),
    ("Who works with the child", "Social worker", _W, "Priya Nair"),
    ("School and health", "School", _W, "Weaver's Field School"),
    ("School and health", "School’s postcode", _W, "HP11 1TX"),
    ("What is needed and when", "Urgency", _C, "Planned"),
    ("What is needed and when", "Needed by", _W, "14 Dec 2026"),
    ("What is needed and when", "Kind of home sought", _T, "Independent fostering agency"),
    ("What is needed and when", "Kind of home sought", _T, "Children's home"),
    ("About the child", "Strengths and likes", _W, STRENGTHS),
    ("About the child", "What the child wants", _W, WISHES),
    ("What the home should offer", "Communication, language and learning needs", _C, "N"),
    ("What the home should offer", "Communication requirements", _T, "None"),
    ("What the home should offer", "Adapted home", _C, "No"),
    ("What the home should offer", "Cultural needs", _C, "Not required"),
    ("What the home should offer", "Who to live alongside", _C, "With other children recommended"),
    ("What the home should offer", "Pets and animals", _C, "Yes - can"),
    ("Which kind of home", "Foster care", _C, "Preferred"),
    ("Which kind of home", "Residential care", _C, "Suitable but not preferred"),
    ("Which kind of home", "Supported accommodation", _C, "Unsuitable"),
    ("Risks", "Self-harm", _C, "No known risk"),
    ("Risks", "Sexual exploitation", _C, "No known risk"),
    ("Risks", "Criminal exploitation", _C, "No known risk"),
    ("Risks", "Drugs and alcohol", _C, "No known risk"),
    ("Risks", "Eating disorder", _C, "No known risk"),
    ("Risks", "Going missing", _C, "Risk Present"),
    ("Risks", "Physical harm to others", _C, "No known risk"),
    ("Risks", "Sexual harm to others", _C, "No known risk"),
    ("Risks", "Fire-setting", _C, "No known risk"),
    ("Risks", "Harm to animals", _C, "No known risk"),
    ("Risks", "Criminal exploitation of others", _C, "No known risk"),
    ("Where", "At most this many miles from home", _W, "20"),
    (
        "Family and friends",
        "Family and friends explored",
        _W,
        "His aunt was assessed in May and cannot offer a room.",
    ),
    ("Family and friends", "What the family wants", _W, "His mother wants him near his school."),
)
