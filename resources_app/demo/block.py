"""The demo's block contract: the Cross Regional Project's six homes and twenty beds."""

from __future__ import annotations

import random
from datetime import date

from resources_app.demo.places import PROJECT
from resources_app.demo.queries import block_homes
from resources_app.session import Session

# DOMAIN, Cross Regional Project: six authorities, one provider, six homes, 20 young people.
BEDS_PER_HOME = (4, 4, 3, 3, 3, 3)
BEDS_PER_AUTHORITY = (6, 4, 4, 3, 2, 1)
CONTRACT_PENCE = 2_500_000_000  # £25 m over eight years


def make_block_contract(session: Session, chance: random.Random) -> None:
    """Enter the block contract with its homes, beds and each authority's allocation."""
    began = date(session.today().year - 2, 4, 1)
    ends = date(began.year + 8, 4, 1)
    agreement_id = session.new_id()
    dates: dict[str, object] = {"start_date": began.isoformat(), "end_date": ends.isoformat()}
    with session.act("demo_block_contract") as act:
        act.tables.insert(
            "agreement",
            {
                "id": agreement_id,
                "reference": "CRP-BLOCK",
                "title": "Cross Regional Project",
                "kind": "block",
                "lead_authority_code": PROJECT[0],
                "lifetime_value_pence": CONTRACT_PENCE,
                **dates,
            },
        )
        for code, beds in zip(PROJECT, BEDS_PER_AUTHORITY, strict=True):
            act.tables.insert(
                "agreement_authority",
                {"id": session.new_id(), "agreement_id": agreement_id, "authority_code": code},
            )
            act.tables.insert(
                "bed_allocation",
                {
                    "id": session.new_id(),
                    "agreement_id": agreement_id,
                    "authority_code": code,
                    "beds": beds,
                    **dates,
                },
            )
        for service_id, beds in zip(
            block_homes(act.tables, len(BEDS_PER_HOME)), BEDS_PER_HOME, strict=True
        ):
            home_id = session.new_id()
            act.tables.insert(
                "block_home",
                {
                    "id": home_id,
                    "agreement_id": agreement_id,
                    "service_id": service_id,
                    "minutes_to_school": chance.randint(12, 45),
                },
            )
            for number in range(1, beds + 1):
                act.tables.insert(
                    "bed",
                    {
                        "id": session.new_id(),
                        "block_home_id": home_id,
                        "code": f"B{number}",
                        "start_date": began.isoformat(),
                    },
                )
