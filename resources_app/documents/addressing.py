"""Where a provider is written to."""

from __future__ import annotations

from resources_app.providers.model import Provider
from resources_app.providers.queries import office_of
from resources_app.store.tables import Tables


def address_of(tables: Tables, one: Provider) -> tuple[str, ...]:
    """The lines of a provider’s address, the postcode last, without its name.

    Where it has recorded none, those of the first of its services that has one: the register
    knows services’ addresses, and owners’ only by name. Empty where nobody has.
    """
    lines, postcode = one.address, one.postcode
    if not lines.strip():
        office = office_of(tables, one.id)
        if office is None:
            return ()
        lines, postcode = f"{office.name}\n{office.address}", office.postcode
    found = [line.strip() for line in lines.splitlines() if line.strip()]
    return (*found, *([postcode] if postcode and postcode not in lines else []))
