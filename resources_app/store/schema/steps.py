"""The ordered list of schema steps.

To change the schema once a step has landed: write `step_NNNN_subject.py` with the next
number and a `TABLES` text of SQL statements, add it at the end of `STEPS`, and name new
columns in store/journalled.py. `TABLES` may rebuild tables; it runs with no journal
triggers, which are generated again afterwards. A step that changes what rows *say* puts
that SQL in `CHANGES`, which runs after the triggers are back and is journalled as the
action `upgrade_store`. A step is never edited after a store was made with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from resources_app.store.schema import (
    step_0001_team,
    step_0002_children,
    step_0003_providers,
    step_0004_agreements,
    step_0005_requests,
    step_0006_approvals,
    step_0007_placements,
    step_0008_beds,
    step_0009_documents,
    step_0010_journal,
    step_0011_search,
    step_0012_contract_terms,
    step_0013_charging,
    step_0014_block_contracts,
    step_0015_finance,
    step_0016_variations,
    step_0017_duties_and_delegations,
    step_0018_case_system,
    step_0019_replies,
    step_0020_finding,
    step_0021_what_comes_in,
    step_0022_typed,
    step_0023_life_of_a_placement,
    step_0024_statutory,
    step_0025_searching,
    step_0026_sendings,
    step_0027_recommendations,
    step_0028_panels,
    step_0029_document_register,
    step_0030_pack_attachments,
    step_0031_manner_and_wording,
    step_0032_marked_copies,
    step_0033_leak_marks,
    step_0034_wordless_pages,
    step_0035_sent_by_day,
    step_0036_undone_wording,
)


@dataclass(frozen=True)
class Step:
    """One step: its number, which is the store's version after it, and its SQL."""

    number: int
    name: str
    tables: str
    changes: str = ""

    @classmethod
    def of(cls, module: ModuleType) -> Step:
        """Read a step from its module, `step_0003_providers`."""
        name = module.__name__.rsplit(".", 1)[-1].removeprefix("step_")
        return cls(int(name[:4]), name, module.TABLES, getattr(module, "CHANGES", ""))


STEPS: tuple[Step, ...] = tuple(
    map(
        Step.of,
        (
            step_0001_team,
            step_0002_children,
            step_0003_providers,
            step_0004_agreements,
            step_0005_requests,
            step_0006_approvals,
            step_0007_placements,
            step_0008_beds,
            step_0009_documents,
            step_0010_journal,
            step_0011_search,
            step_0012_contract_terms,
            step_0013_charging,
            step_0014_block_contracts,
            step_0015_finance,
            step_0016_variations,
            step_0017_duties_and_delegations,
            step_0018_case_system,
            step_0019_replies,
            step_0020_finding,
            step_0021_what_comes_in,
            step_0022_typed,
            step_0023_life_of_a_placement,
            step_0024_statutory,
            step_0025_searching,
            step_0026_sendings,
            step_0027_recommendations,
            step_0028_panels,
            step_0029_document_register,
            step_0030_pack_attachments,
            step_0031_manner_and_wording,
            step_0032_marked_copies,
            step_0033_leak_marks,
            step_0034_wordless_pages,
            step_0035_sent_by_day,
            step_0036_undone_wording,
        ),
    )
)
