"""The demo's contract work: terms, options, notices, providers' documents, an uplift to approve."""

from __future__ import annotations

from datetime import date, timedelta

from resources_app.agreements.agreement_actions import (
    add_authority,
    add_extension,
    change_procurement,
    record_notice,
)
from resources_app.agreements.terms_actions import change_terms
from resources_app.agreements.uplift_model import Method, Scope, UpliftAsked
from resources_app.casework.uplifting import preview_uplift, propose_uplift
from resources_app.demo.queries import providers_under
from resources_app.foundations.dates import financial_year, financial_year_period
from resources_app.providers.due_diligence_actions import KINDS, record_document
from resources_app.session import Session

FRAMEWORK = "SC-FRAMEWORK"
TERMS: dict[str, object] = {
    "payment_cycle": "monthly in arrears",
    "uplift_rule": "Once a year from 1 April, by letter before 1 February.",
    "uplift_index": "CPI",
    "uplift_cap": "3",
    "uplift_day": "1 April",
    "retainers": [
        {"reason": "hospital", "full_nights": 14, "share": 100, "most_nights": 28},
        {"reason": "missing", "full_nights": 7, "share": 50, "most_nights": 28},
        {"reason": "custody", "full_nights": 0, "share": 50, "most_nights": 14},
    ],
}
PARTNERS = ("E10000025", "E06000042")  # Oxfordshire, Milton Keynes
# Days from today on which documents of the first providers run out, one a provider.
RUNS_OUT = (-12, 9, 25, 40, 120, 400)


def make_contracts(officer: Session) -> None:
    """Enter what a commissioning officer keeps of a framework, and put an uplift up."""
    today = officer.today()
    change_terms(officer, FRAMEWORK, TERMS, reason="As signed.")
    change_procurement(
        officer,
        FRAMEWORK,
        {"award_route": "light touch", "lifetime_value_pence": "180,000,000"},
    )
    began = date(today.year - 3, 4, 1)
    record_notice(officer, FRAMEWORK, "FTS-CN", began - timedelta(days=270), number="2022/S 131")
    record_notice(officer, FRAMEWORK, "FTS-CAN", began + timedelta(days=21), number="2023/S 078")
    for year in (1, 2):
        decide_by = date(began.year + 7, 3, 31) if year == 1 else date(began.year + 8, 3, 31)
        add_extension(officer, FRAMEWORK, 12, decide_by=decide_by, note=f"Year {8 + year}")
    for code in PARTNERS:
        add_authority(officer, FRAMEWORK, code)
    names = providers_under(officer.tables, FRAMEWORK, len(RUNS_OUT))
    for number, (name, days) in enumerate(zip(names, RUNS_OUT, strict=False)):
        kind = KINDS[number % len(KINDS)]
        record_document(officer, name, kind, expires_on=today + timedelta(days=days))
    _put_up(officer, today)


def _put_up(officer: Session, today: date) -> None:
    year = financial_year_period(financial_year(today))
    assert year.end is not None
    asked = UpliftAsked(
        FRAMEWORK,
        year.end,
        Method.CAPPED_INDEX,
        380,
        "CPI",
        f"ONS, series D7G7, {today:%B %Y}",
        scope=Scope(lots=("1", "2")),
    )
    preview = preview_uplift(officer, asked)
    propose_uplift(officer, preview, reason="The agreement’s yearly uplift, for fostering.")
