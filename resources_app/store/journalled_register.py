"""What the journal records of documents: copies handed out, signatures, marks of a review."""

from __future__ import annotations

from resources_app.store.journalled_table import Journalled
from resources_app.store.journalled_table import journalled as _table

REGISTER_TABLES: tuple[Journalled, ...] = (
    _table(
        "leak_mark",
        """
        subject_table subject_id field digest what reason marked_by marked_at withdrawn_by
        withdrawn_at
        """,
    ),
    _table(
        "document_issue",
        "document_id issued_at issued_by way recipient address sha256 encrypted note",
    ),
    _table(
        "signature_party",
        """
        document_id place party name position email asked_on due_on signed_on signed_how
        declined_on declined_why not_needed_why
        """,
    ),
    _table("signature_chaser", "party_id chased_at chased_by address"),
    _table("signed_copy", "document_id sha256 file_name media_type kind added_by added_at note"),
    _table("signed_copy_party", "signed_copy_id party_id"),
)
