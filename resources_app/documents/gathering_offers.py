"""Gathers the comparison of a request's offers for a panel, with who the child is."""

from __future__ import annotations

from collections.abc import Iterator

from resources_app.casework.offer_facts import gather_compared
from resources_app.children.queries import legal_status_on
from resources_app.documents.describing import born, headline, homes, long_day
from resources_app.documents.gathering_referral import Subjects, subjects_of
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.phrases import capital, curled, joined
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.offer_comparison import ComparedRow, OfferComparison
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.tables import Tables


def gather_comparison(session: Session, reference: str, imprint: Imprint) -> OfferComparison:
    """The comparison as it stands today. Raises NotFound."""
    table = gather_compared(session, reference)
    tables = session.tables
    subjects = subjects_of(tables, request(tables, reference), session.today())
    return OfferComparison(
        imprint=imprint,
        headline=headline(subjects.child, subjects.siblings, subjects.today),
        summary=tuple(_summary(tables, subjects, len(table.offer_ids))),
        offers=tuple(map(curled, table.headings)),
        rows=tuple(
            ComparedRow(row.group, row.label, tuple(map(curled, row.cells))) for row in table.rows
        ),
    )


def _summary(tables: Tables, subjects: Subjects, offers: int) -> Iterator[Fact]:
    asked = subjects.request
    yield born((subjects.child, *subjects.siblings))
    status = legal_status_on(tables, subjects.child.id, subjects.today)
    yield Fact("Legal status", words(CodeList.LEGAL_STATUS, status.legal_status) if status else "")
    yield Fact("Sought", capital(joined(homes(asked.provision_sought), "or").lower()))
    yield Fact("Needed by", long_day(asked.needed_by_date) or asked.needed_by)
    if asked.expected_weeks:
        yield Fact("Expected stay", counted(asked.expected_weeks, "week"))
    parts = {one.service_id: one for made in releases(tables, asked.id) for one in made.recipients}
    answered = sum(one.responded_at is not None for one in parts.values())
    yield Fact(
        "Asked",
        f"{counted(len(parts), 'home')}, of which {answered:,} replied and {offers:,} "
        f"{'offers' if offers == 1 else 'offer'} a place",
    )
