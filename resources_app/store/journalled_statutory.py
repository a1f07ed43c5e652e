"""What the journal records of law: checklists, court orders, family considered, exceptions."""

from __future__ import annotations

from resources_app.store.journalled_table import Journalled
from resources_app.store.journalled_table import journalled as _table

STATUTORY_TABLES: tuple[Journalled, ...] = (
    _table("approval_check", "approval_id item answer answered_by answered_on"),
    _table(
        "court_order",
        """
        child_id kind court case_reference made_on start_date end_date discharged_on
        discharge_reason approved_under_13_on entered_by entered_at
        """,
    ),
    _table(
        "temporary_approval",
        """
        child_id service_id carer relation assessed_on start_date end_date extended_on extended_by
        extension_ground ended_on outcome approved_by approved_at
        """,
    ),
    _table(
        "person_considered",
        "request_id relation name approached_on outcome why entered_by entered_at",
    ),
    _table(
        "unregistered_exception",
        """
        request_id service_id words ofsted_told_on court_told_on until_date authorised_by
        authorised_at
        """,
    ),
)
