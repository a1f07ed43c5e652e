"""What the demo reads back from the store while it is being made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from resources_app.store.tables import Tables


@dataclass(frozen=True)
class DemoService:
    """A service a demo child could live at."""

    id: str
    urn: str
    provider: str
    provision_type: str
    postcode: str
    places: int
    age_from: int
    age_to: int
    genders: str
    placement_codes: tuple[str, ...]


@dataclass(frozen=True)
class DemoRate:
    """A core weekly rate; dates are ISO text and `effective_to` is exclusive, or empty."""

    id: str
    membership_id: str
    agreement_id: str
    age_from: int
    age_to: int
    amount_pence: int
    effective_from: str
    effective_to: str


def active_services(tables: Tables) -> list[DemoService]:
    """Services registered and active, in URN order so that a seed always picks the same."""
    rows = tables.rows(
        """SELECT service.id, urn, provider.name AS provider, provision_type, service.postcode,
                  COALESCE(registered_places, 999) AS places, COALESCE(age_from, 0) AS age_from,
                  COALESCE(age_to, 17) AS age_to, genders, placement_codes
             FROM service JOIN provider ON provider.id = service.provider_id
            WHERE registration_status = 'Active' ORDER BY urn"""
    )
    return [
        DemoService(
            id=row["id"],
            urn=row["urn"],
            provider=row["provider"],
            provision_type=row["provision_type"],
            postcode=row["postcode"],
            places=int(row["places"]),
            age_from=int(row["age_from"]),
            age_to=int(row["age_to"]),
            genders=row["genders"],
            placement_codes=tuple(row["placement_codes"].split(",")),
        )
        for row in rows
    ]


def core_rates(tables: Tables) -> dict[str, list[DemoRate]]:
    """Core weekly rates by service id, cheapest lot first."""
    rows = tables.rows(
        """SELECT rate.id, rate.membership_id, lot.agreement_id, membership.service_id,
                  rate.age_from, rate.age_to, rate.amount_pence, rate.effective_from,
                  COALESCE(rate.effective_to, '') AS effective_to
             FROM rate
             JOIN membership ON membership.id = rate.membership_id
             JOIN lot ON lot.id = membership.lot_id
            WHERE rate.element = 'core weekly fee' AND rate.amount_pence IS NOT NULL
            ORDER BY membership.service_id, lot.code, rate.effective_from, rate.age_from"""
    )
    found: dict[str, list[DemoRate]] = defaultdict(list)
    for row in rows:
        found[row["service_id"]].append(
            DemoRate(
                id=row["id"],
                membership_id=row["membership_id"],
                agreement_id=row["agreement_id"],
                age_from=int(row["age_from"]),
                age_to=int(row["age_to"]),
                amount_pence=int(row["amount_pence"]),
                effective_from=row["effective_from"],
                effective_to=row["effective_to"],
            )
        )
    return dict(found)


# Where the linked school stands: High Wycombe, in metres on the British National Grid.
_SCHOOL = (486_600, 192_900)


def block_homes(tables: Tables, count: int) -> list[str]:
    """URNs of the active homes with room for four that are nearest the linked school."""
    easting, northing = _SCHOOL
    rows = tables.rows(
        """SELECT urn FROM service
            WHERE provision_type = 'children''s home' AND registration_status = 'Active'
              AND registered_places >= 4 AND easting IS NOT NULL
            ORDER BY (easting - ?) * (easting - ?) + (northing - ?) * (northing - ?), urn
            LIMIT ?""",
        (easting, easting, northing, northing, count),
    )
    return [row["urn"] for row in rows]


def home_by_urn(tables: Tables, urn: str) -> tuple[str, str]:
    """A registered home's key and postcode."""
    [row] = tables.rows("SELECT id, postcode FROM service WHERE urn = ?", (urn,))
    return row["id"], row["postcode"]


def providers_under(tables: Tables, reference: str, count: int) -> list[str]:
    """The names of the first providers in an agreement, by name."""
    rows = tables.rows(
        """SELECT DISTINCT provider.name FROM provider
             JOIN membership ON membership.provider_id = provider.id
             JOIN lot ON lot.id = membership.lot_id
             JOIN agreement ON agreement.id = lot.agreement_id
            WHERE agreement.reference = ? ORDER BY provider.name LIMIT ?""",
        (reference, count),
    )
    return [row["name"] for row in rows]


_COUNTED = ("service", "service_setting", "agreement", "rate", "child", "placement_request")


def counts_of(tables: Tables) -> dict[str, int]:
    """How much the store holds, by table, and its placements that have not ended."""
    found = {one: int(tables.value(f"SELECT count(*) FROM {one}")) for one in _COUNTED}
    live = tables.value("SELECT count(*) FROM placement WHERE end_date IS NULL")
    return found | {"live placements": int(live)}


def identifiers_and_names(tables: Tables) -> dict[str, tuple[str, str]]:
    """What providers call each child, by id: our identifier, and the name."""
    rows = tables.rows(
        "SELECT id, local_identifier, given_name || ' ' || family_name AS name FROM child"
    )
    return {row["id"]: (row["local_identifier"], row["name"]) for row in rows}


def newest_placed_child(tables: Tables, day: str) -> str | None:
    """The id of the child placed last of those who live somewhere on a day (ISO); None for none."""
    found = tables.value(
        """SELECT child_id FROM placement
            WHERE kind = 'main' AND start_date <= ? AND end_date IS NULL
            ORDER BY start_date DESC, id DESC LIMIT 1""",
        (day,),
    )
    return None if found is None else str(found)
