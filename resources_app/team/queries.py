"""All the team room's SQL: officers, limits, authorities and settings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import BadInput, NotFound
from resources_app.foundations.phrases import joined
from resources_app.store.tables import Row, Tables
from resources_app.team.model import Authority, DelegatedLimit, Officer, Role


def _officer(row: Row) -> Officer:
    return Officer(
        id=row["id"],
        name=row["name"],
        initials=row["initials"],
        role=Role(row["role"]),
        email=row["email"],
        telephone=row["telephone"],
        active=bool(row["active"]),
    )


def officers(tables: Tables) -> list[Officer]:
    """Everyone who works, or has worked, in this store, by name."""
    return [_officer(row) for row in tables.rows("SELECT * FROM officer ORDER BY name, id")]


def officer(tables: Tables, officer_id: str) -> Officer:
    """One officer. Raises NotFound."""
    row = tables.one("SELECT * FROM officer WHERE id = ?", (officer_id,))
    if row is None:
        raise NotFound("There is no such officer in this store.")
    return _officer(row)


def officer_called(tables: Tables, words: str) -> Officer:
    """The officer with these initials or, failing that, this name; capitals make no difference.

    Raises NotFound, and BadInput when several answer to it.
    """
    wanted = " ".join(words.split()).casefold()
    everyone = officers(tables)
    found = [one for one in everyone if one.initials.casefold() == wanted] or [
        one for one in everyone if one.name.casefold() == wanted
    ]
    if not found:
        raise NotFound(
            f"Nobody in this store is called “{words}”.",
            remedy="Give the initials or the whole name that `officer list` shows.",
        )
    if len(found) > 1:
        initials = joined([one.initials for one in found], "and")
        raise BadInput(
            f"“{words}” may be any of {len(found)} officers: {initials}.",
            remedy="Give the initials as they are written there.",
        )
    return found[0]


def limit_for(tables: Tables, role: Role, day: date) -> DelegatedLimit | None:
    """The delegated limit of a role in force on `day`, or None: no limit, no authority."""
    row = tables.one(
        """SELECT * FROM delegated_limit
           WHERE role = ? AND effective_from <= ? AND (effective_to IS NULL OR effective_to > ?)
           ORDER BY effective_from DESC, id LIMIT 1""",
        (role, day.isoformat(), day.isoformat()),
    )
    return None if row is None else _limit(row)


def limits(tables: Tables) -> list[DelegatedLimit]:
    """Every delegated limit, past and present, smallest role first."""
    rows = tables.rows("SELECT * FROM delegated_limit ORDER BY weekly_pence, role, effective_from")
    return [_limit(row) for row in rows]


def limits_by_id(tables: Tables, limit_ids: Collection[str]) -> dict[str, DelegatedLimit]:
    """Delegated limits by their ids, past ones too."""
    marks = ",".join("?" for _ in limit_ids)
    rows = tables.rows(f"SELECT * FROM delegated_limit WHERE id IN ({marks})", list(limit_ids))
    return {row["id"]: _limit(row) for row in rows}


def _limit(row: Row) -> DelegatedLimit:
    return DelegatedLimit(
        id=row["id"],
        role=Role(row["role"]),
        weekly_pence=row["weekly_pence"],
        annual_pence=row["annual_pence"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=stored_day(row["effective_to"]),
    )


def authorities(tables: Tables) -> list[Authority]:
    """Every authority this store knows, the home authority first, then partners, then by name."""
    rows = tables.rows(
        """SELECT * FROM authority
           ORDER BY CASE standing WHEN 'home' THEN 0 WHEN 'partner' THEN 1 ELSE 2 END, name"""
    )
    return [_authority(row) for row in rows]


def home_authority(tables: Tables) -> Authority:
    """The council whose store this is. Raises NotFound in a store that was never set up."""
    found = home_authority_if_any(tables)
    if found is None:
        raise NotFound("This store has no home authority.", remedy="Make one with `init`.")
    return found


def home_authority_if_any(tables: Tables) -> Authority | None:
    """The council whose store this is, or None before it has been entered."""
    row = tables.one("SELECT * FROM authority WHERE standing = 'home'")
    return None if row is None else _authority(row)


def _authority(row: Row) -> Authority:
    return Authority(
        ons_code=row["ons_code"],
        name=row["name"],
        standing=row["standing"],
        address=row["address"],
        placements_email=row["placements_email"],
    )


def setting(tables: Tables, name: str, default: str = "") -> str:
    """A setting's value, or the default when it was never set."""
    value = tables.value("SELECT value FROM setting WHERE name = ?", (name,))
    return default if value is None else str(value)
