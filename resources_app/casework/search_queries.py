"""The SQL of a search: the register in columns, who lives where, contracts, kept searches.

Rows come back as they are: they are many, and are turned into columns at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from resources_app.agreements.model import AgreementKind, Element, Unit
from resources_app.agreements.standing_queries import RANK, SUSPENDED, TIER, standing_join
from resources_app.requests.catalogue import SERVICE_COLUMNS, SETTING_COLUMNS
from resources_app.store.tables import Row, Tables

# What a catalogue and a day's facts are read from: a change in another table leaves both true.
REGISTER_TABLES = ("service", "service_setting")
FACT_TABLES = (
    "service",
    "service_setting",
    "placement",
    "child",
    "placement_request",
    "suspension",
    "vacancy",
    "sibling_capacity",
    "agreement",
    "agreement_authority",
    "lot",
    "membership",
    "rate",
    "block_home",
    "bed",
    "bed_allocation",
    "bed_placement",
    "bed_hold",
    "bed_out_of_service",
    "bed_sale",
)

# Younger and older than any child, for a membership that has no price in force.
_YOUNGEST, _OLDEST = 0, 99


def service_columns(tables: Tables) -> list[Row]:
    """Every service, in the order of URN, with the catalogue's columns."""
    return tables.rows(f"SELECT {', '.join(SERVICE_COLUMNS)} FROM service ORDER BY urn")


def setting_columns(tables: Tables) -> list[Row]:
    """Every setting of the services that have several, with the catalogue's columns."""
    return tables.rows(f"SELECT {', '.join(SETTING_COLUMNS)} FROM service_setting ORDER BY id")


def changed_since(tables: Tables, marker: int, names: Iterable[str]) -> bool:
    """Whether a row of one of these tables has changed since the store's marker stood there."""
    wanted = list(names)
    marks = ", ".join("?" * len(wanted))
    sql = f"SELECT 1 FROM journal_entry WHERE arrival > ? AND table_name IN ({marks}) LIMIT 1"
    return tables.value(sql, [marker, *wanted]) is not None


# A risk to others recorded in the request under which the child came to live there.
_RISK = " OR ".join(
    f"r.{name} = 'Risk Present'"
    for name in (
        "riskToOthersPhysical",
        "riskToOthersSexual",
        "riskToOthersFire",
        "riskToOthersCriminal",
    )
)
_RESIDENTS = f"""
    SELECT p.child_id, p.service_id, coalesce(p.setting_id, '') AS setting_id,
           c.date_of_birth, c.sex, coalesce({_RISK}, 0) AS risky
      FROM placement p
      JOIN child c ON c.id = p.child_id
      LEFT JOIN placement_request r ON r.id = p.request_id
     WHERE p.start_date <= :day AND (p.end_date IS NULL OR p.end_date > :day)
"""


def resident_rows(tables: Tables, day: date) -> list[Row]:
    """The children who live at any service on a day."""
    return tables.rows(_RESIDENTS, {"day": day.isoformat()})


def suspended_services(tables: Tables, first: date, last: date) -> frozenset[str]:
    """Services with an embargo in force on any day from `first` to `last`, both inclusive."""
    rows = tables.rows(
        """SELECT DISTINCT service_id FROM suspension
            WHERE start_date <= ? AND (end_date IS NULL OR end_date > ?)""",
        (last.isoformat(), first.isoformat()),
    )
    return frozenset(row["service_id"] for row in rows)


def vacancy_rows(tables: Tables, since: date) -> list[Row]:
    """Vacancies declared on or after a day, the oldest first."""
    return tables.rows(
        """SELECT service_id, places, declared_on FROM vacancy
            WHERE declared_on >= ? ORDER BY declared_on, id""",
        (since.isoformat(),),
    )


_TERMS = f"""
    SELECT coalesce(m.service_id, '') AS service_id, m.provider_id, m.id AS membership_id,
           {TIER} AS tier, coalesce({RANK}, 999999) AS rank,
           coalesce(r.age_from, :youngest) AS age_from, coalesce(r.age_to, :oldest) AS age_to,
           r.amount_pence, l.title AS lot, a.title AS agreement
      FROM membership m
      JOIN lot l ON l.id = m.lot_id
      JOIN agreement a ON a.id = l.agreement_id
      LEFT JOIN rate r ON r.membership_id = m.id AND r.element = :core AND r.unit = :week
            AND r.effective_from <= :day AND (r.effective_to IS NULL OR r.effective_to > :day)
      {standing_join(":day")}
     WHERE a.kind <> :spot AND {SUSPENDED} = ''
       AND m.start_date <= :day AND (m.end_date IS NULL OR m.end_date > :day)
       AND a.start_date <= :day AND (a.end_date IS NULL OR a.end_date > :day)
       AND (a.lead_authority_code = :authority OR EXISTS (
            SELECT 1 FROM agreement_authority x
             WHERE x.agreement_id = a.id AND x.authority_code = :authority))
"""


def term_rows(tables: Tables, authority_code: str, day: date) -> list[Row]:
    """Memberships an authority can buy under on a day, with their core weekly prices by age.

    Suspended memberships and spot purchases are left out; a membership without a price
    in force comes once, for every age, with no amount.
    """
    return tables.rows(
        _TERMS,
        {
            "youngest": _YOUNGEST,
            "oldest": _OLDEST,
            "core": Element.CORE,
            "week": Unit.WEEK,
            "spot": AgreementKind.SPOT,
            "day": day.isoformat(),
            "authority": authority_code,
        },
    )


def sibling_capacity_rows(tables: Tables) -> list[Row]:
    """What each service said last of brothers and sisters together."""
    return tables.rows(
        """SELECT service_id, children, declared_on FROM sibling_capacity one
            WHERE NOT EXISTS (SELECT 1 FROM sibling_capacity later
                               WHERE later.service_id = one.service_id
                                 AND (later.declared_on, later.id) > (one.declared_on, one.id))"""
    )


def ended_stay_rows(tables: Tables, children: Iterable[str], today: date) -> list[Row]:
    """The main placements of these children that are over, the newest first."""
    return tables.rows(
        """SELECT service_id, start_date, end_date, disrupted FROM placement
            WHERE child_id IN (SELECT value FROM json_each(:children)) AND kind = 'main'
              AND end_date <= :today AND end_date > start_date
            ORDER BY start_date DESC, id DESC""",
        {"children": json.dumps(list(children)), "today": today.isoformat()},
    )


def travel_rows(tables: Tables, children: Iterable[str]) -> list[Row]:
    """Minutes that somebody entered for these children's journeys."""
    return tables.rows(
        """SELECT from_postcode, to_postcode, minutes FROM travel_time
            WHERE child_id IN (SELECT value FROM json_each(?)) ORDER BY entered_at""",
        (json.dumps(list(children)),),
    )


def search_rows(tables: Tables, request_id: str) -> list[Row]:
    """The searches kept with a request, the latest first, without their results."""
    return tables.rows(
        """SELECT id, searched_at, searched_by, services_considered, fits, name
             FROM search WHERE request_id = ? ORDER BY searched_at DESC, id DESC""",
        (request_id,),
    )


def named_rows(tables: Tables) -> list[Row]:
    """The searches that have a name, by name, with the reference of their request."""
    return tables.rows(
        """SELECT s.id, s.searched_at, s.searched_by, s.services_considered, s.fits, s.name,
                  r.reference
             FROM search s JOIN placement_request r ON r.id = s.request_id
            WHERE s.name <> '' ORDER BY s.name COLLATE NOCASE, s.id"""
    )


def asked_row(tables: Tables, search_id: str) -> Row | None:
    """What one search asked, without its results, and how far its request looks; or None."""
    return tables.one(
        """SELECT s.criteria, s.name, r.max_distance_miles FROM search s
             JOIN placement_request r ON r.id = s.request_id WHERE s.id = ?""",
        (search_id,),
    )


def search_row(tables: Tables, search_id: str) -> Row | None:
    """One kept search with the reference of its request, or None."""
    return tables.one(
        """SELECT s.*, r.reference FROM search s
             JOIN placement_request r ON r.id = s.request_id WHERE s.id = ?""",
        (search_id,),
    )
