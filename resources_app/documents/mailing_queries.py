"""The documents' room's SQL about whom a document may be e-mailed to."""

from __future__ import annotations

from resources_app.documents.model import Document
from resources_app.documents.queries import OF_PLACEMENT
from resources_app.providers.queries import email_of, provider
from resources_app.store.tables import Tables


def addressee_of(tables: Tables, one: Document) -> tuple[str, str]:
    """The name and e-mail address on record of whom a document is for; empty where there is none.

    Whoever is told of a placement has an address of their own; what is printed about a contract
    goes to its provider.
    """
    if one.subject_table == "notification":
        row = tables.one("SELECT * FROM notification WHERE id = ?", (one.subject_id,))
        return (row["addressee"] or row["organisation"], row["email"]) if row else ("", "")
    provider_id = _provider_id(tables, one)
    if not provider_id:
        return one.made_for, ""
    found = provider(tables, provider_id)
    return found.name, email_of(tables, found)


def _provider_id(tables: Tables, one: Document) -> str:
    if one.subject_table == "provider":
        return one.subject_id
    if one.subject_table.endswith(" and provider"):
        return one.subject_id.partition(" ")[2]
    found = tables.value(
        f"""SELECT service.provider_id FROM ({OF_PLACEMENT}) AS about
              JOIN placement ON placement.id = about.placement_id
              JOIN service ON service.id = placement.service_id
             WHERE about.subject_id = ?""",
        (one.subject_id,),
    )
    return str(found or "")
