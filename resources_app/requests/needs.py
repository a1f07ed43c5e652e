"""Which of the register's kinds of care a request calls for, and which risks weigh on others.

What the national standard says of a child is set against the register's cares_for_ columns
and the words the team's own list of specialisms uses.

To add a need: add a row to `NEEDS`; its column must be one of the service table's
cares_for_ columns.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.requests.model import Request


@dataclass(frozen=True)
class Need:
    """A kind of care the register has a column for."""

    column: str
    words: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]  # attribute of a request, values that say so
    specialisms: tuple[str, ...]


_RISK = ("Risk Present",)
NEEDS: tuple[Need, ...] = (
    Need(
        "cares_for_ebd",
        "emotional and behavioural difficulties",
        (
            ("risk_to_others_physical", _RISK),
            ("risk_to_others_fire", _RISK),
            ("risk_criminal_exploitation", _RISK),
            ("risk_sexual_exploitation", _RISK),
            ("risk_missing", _RISK),
            ("additional_support", ("therapeutic support",)),
        ),
        ("emotional", "behaviour", "ebd", "trauma", "therapeutic", "exploitation"),
    ),
    Need(
        "cares_for_mental_disorders",
        "mental ill health",
        (("risk_self_harm", _RISK), ("risk_eating_disorder", _RISK)),
        ("mental", "self-harm", "self harm", "eating"),
    ),
    Need(
        "cares_for_sensory_impairment",
        "sensory impairment",
        (("specific_communication_requirements", ("BSL",)),),
        ("sensory", "deaf", "hearing", "visual", "bsl"),
    ),
    Need(
        "cares_for_alcohol_problems",
        "alcohol problems",
        (("risk_drug_alcohol", _RISK),),
        ("alcohol",),
    ),
    Need(
        "cares_for_drug_problems",
        "drug problems",
        (("risk_drug_alcohol", _RISK),),
        ("drug", "substance"),
    ),
    Need(
        "cares_for_learning_difficulty",
        "learning difficulty",
        (("specific_communication_requirements", ("Makaton",)),),
        ("learning", "autis", "makaton"),
    ),
    Need(
        "cares_for_physical_disability",
        "physical disability",
        (("home_adaptation", ("True",)),),
        ("physical", "disab", "wheelchair", "adapted"),
    ),
)

# Attributes of a request: risks to others, for the effect children have on each other.
RISKS_TO_OTHERS = (
    "risk_to_others_physical",
    "risk_to_others_sexual",
    "risk_to_others_fire",
    "risk_to_others_criminal",
)


def needs_of(request: Request) -> tuple[str, ...]:
    """The register's columns that a request calls for, in the order of `NEEDS`."""
    return tuple(
        need.column
        for need in NEEDS
        if any(_says(getattr(request, name), values) for name, values in need.fields)
    )


def has_risk_to_others(request: Request) -> bool:
    """Whether the request records a risk to others that matters to who lives together."""
    return any(_says(getattr(request, name), _RISK) for name in RISKS_TO_OTHERS)


def _says(value: object, wanted: tuple[str, ...]) -> bool:
    """Whether a field holds one of the values, or a list with one of them in it."""
    given = value if isinstance(value, tuple) else (value,)
    return any(str(one) in wanted for one in given)
