"""What a placement would mean for those who live there: told by age and sex, judged, kept.

Who lives there is never named. A fostering agency is no household: there it is the carer's
code that says who lives together.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from resources_app.casework import impact_queries as queries
from resources_app.casework.residents import SEX_OF_CODE
from resources_app.foundations.dates import age_on, day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import capital
from resources_app.providers.model import Service
from resources_app.providers.queries import service_by_urn
from resources_app.requests.catalogue import WITH_CARERS
from resources_app.requests.criteria import ChildSought
from resources_app.requests.explaining import children_text
from resources_app.requests.impact import ImpactAssessment, Outcome
from resources_app.requests.queries import request as request_with_reference
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Impact:
    """Who lives in a household by age and sex, and the last assessment for a request.

    `children` are ids, for comparing only; `asked` is false where no household is known yet.
    """

    living: str
    children: tuple[str, ...]
    asked: bool
    last: ImpactAssessment | None

    @property
    def overtaken(self) -> bool:
        """Whether somebody lives there now whom the last assessment did not look at."""
        return self.last is not None and not set(self.children) <= set(self.last.children)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Who lives there, and what was judged, for whoever decides."""
        if not self.asked:
            return ("Who lives with the carer is to be asked: no carer’s code is known.",)
        told = ["No child placed by this team lives there."]
        if self.children:
            verb = "lives" if len(self.children) == 1 else "live"
            told = [f"{capital(self.living)} {verb} there."]
        if self.last is not None:
            one = self.last
            told.append(f"{one.assessed_by}, {day_text(one.assessed_on)}: {one.outcome}.")
            told += [text for text in (one.assessment, one.measures) if text]
        elif self.children:
            told.append("The effect on each other is not assessed yet.")
        if self.overtaken:
            told.append("Somebody has moved in since: assess it again.")
        return tuple(told)


def impact_of(
    tables: Tables, request_id: str, service: Service, household: str, day: date
) -> Impact:
    """Who lives in a household of a service, and what was judged of it for a request."""
    code = household.strip().casefold()
    last = next(
        (
            one
            for one in queries.assessments(tables, request_id, service.id)
            if one.household.casefold() == code
        ),
        None,
    )
    if service.provision_type in WITH_CARERS and not code:
        return Impact("", (), asked=False, last=last)
    rows = queries.living_rows(tables, service.id, household.strip(), day)
    told = children_text(
        tuple(
            ChildSought(
                age_on(date.fromisoformat(row["date_of_birth"]), day),
                SEX_OF_CODE.get(row["sex"], ""),
            )
            for row in rows
        )
    )
    return Impact(told, tuple(row["id"] for row in rows), asked=True, last=last)


def assess_impact(
    session: Session,
    reference: str,
    urn: str,
    *,
    assessment: str,
    outcome: Outcome,
    measures: str = "",
    household: str = "",
) -> Changes:
    """Keep what a placement would mean for those who live there, before it is decided.

    Raises Refused in a state that does not allow it; BadInput for no words, for measures left
    out where it fits only with them, and for an agency without the carer's code.
    """
    require(session, Permission.SEARCH)
    with session.act("assess_impact") as act:
        asked = request_with_reference(act.tables, reference)
        require_state(asked.state, "match_request")
        service = service_by_urn(act.tables, urn)
        now = impact_of(act.tables, asked.id, service, household, session.today())
        _check(now, assessment, outcome, measures)
        act.tables.insert(
            "impact_assessment",
            {
                "id": session.new_id(),
                "request_id": asked.id,
                "service_id": service.id,
                "household": household.strip(),
                "lived_there": json.dumps(list(now.children)),
                "assessment": assessment.strip(),
                "outcome": outcome,
                "measures": measures.strip(),
                "assessed_by": session.officer.id,
                "assessed_at": session.stamp(),
            },
        )
    return act.changes


def _check(now: Impact, assessment: str, outcome: Outcome, measures: str) -> None:
    if not now.asked:
        where = Where(field="Carer’s code")
        raise BadInput("This is needed.", where=where, remedy="An agency is not one household.")
    if not assessment.strip():
        remedy = "Say what it would mean for each of them, and for the child."
        raise BadInput("This is needed.", where=Where(field="Assessment"), remedy=remedy)
    if outcome is Outcome.WITH_MEASURES and not measures.strip():
        remedy = "Say what makes it work."
        raise BadInput("This is needed.", where=Where(field="Measures"), remedy=remedy)
