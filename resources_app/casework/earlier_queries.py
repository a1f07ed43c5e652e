"""The SQL of what came before: every request and placement of a child, newest first."""

from __future__ import annotations

from resources_app.store.tables import Row, Tables


def request_rows_of(tables: Tables, child_id: str) -> list[Row]:
    """Requests for a child, or for brothers and sisters to live with them."""
    return tables.rows(
        """SELECT id, reference, state, received_on, closed_reason,
                  child_id = :child AS own
             FROM placement_request
            WHERE id IN (SELECT id FROM placement_request WHERE child_id = :child
                         UNION SELECT request_id FROM request_sibling WHERE child_id = :child)
            ORDER BY received_on DESC, id DESC""",
        {"child": child_id},
    )


def placement_rows_of(tables: Tables, child_id: str) -> list[Row]:
    """A child's placements with the home's name."""
    return tables.rows(
        """SELECT placement.*, service.name AS service_name, service.provision_type,
                  breakdown.causes
             FROM placement JOIN service ON service.id = placement.service_id
             LEFT JOIN breakdown ON breakdown.placement_id = placement.id
            WHERE child_id = ? ORDER BY placement.start_date DESC, placement.id DESC""",
        (child_id,),
    )
