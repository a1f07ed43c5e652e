"""What holds for each kind of document, as a table: the rest of the room reads it.

To add a kind: a member to `Kind` (model.py), its words in assets/wording, a module in printing
with TEMPLATE_VERSION and render, a name for its action in casework/action_words.py, and a row in
`KINDS`. An action then names the kind; `registering` takes the rest from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from resources_app.documents.model import Kind
from resources_app.printing import (
    agreement_summary,
    block_statement,
    chaser_letter,
    contract_schedule,
    funding_record,
    notification_letter,
    offer_comparison,
    panel_paper,
    placement_letter,
    referral_pack,
    register_list,
    response_form,
    uplift_letter,
    variation,
)
from resources_app.printing.frame import Imprint, Printed


class Content(Protocol):
    """Everything a document says, ready to print: a frozen dataclass under an imprint."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def imprint(self) -> Imprint: ...


class Party(StrEnum):
    """Who signs on paper, of the two sides of a contract."""

    COUNCIL = "council"
    PROVIDER = "provider"


class Kept(StrEnum):
    """How long a document is kept, in words."""

    # Care Planning Regulations 2010, regulation 50
    CHILD = "to the child’s 75th birthday, or 15 years after a death before 18"
    SCHEDULE = "by the council’s retention schedule"


@dataclass(frozen=True)
class Traits:
    """What holds for one kind of document.

    `name` is how pages, lists and menus call it. `wording` is its file in assets/wording,
    without the ending. `subject_table` says what it is about: a table, or a pair such as
    `agreement and provider`. `relied_days` is for how many days after printing a copy on paper
    may be relied on; 0 means that nothing is said of it. `copies_marked` says that a copy which
    goes to somebody carries their name on every page. `plain` says whether it has a variant in
    plain language; every kind has large print. `beside` are more files whose words it has.
    """

    name: str
    action: str
    wording: str
    template_version: str
    render: Callable[[Any], Printed]
    subject_table: str
    kept: Kept
    signed_by: tuple[Party, ...] = ()
    relied_days: int = 0
    copies_marked: bool = False
    plain: bool = False
    beside: tuple[str, ...] = ()

    @property
    def worded_in(self) -> tuple[str, ...]:
        """The files whose words it has, those of every page last."""
        return (self.wording, *self.beside, "pages")


# Plain language is for what reaches people who are no professionals: those who will care for the
# child (the full pack), lay members of a panel, the child's parents, and whoever asks, the child
# perhaps, what was agreed about them. Providers and authorities trade in the ordinary words.
KINDS: Mapping[Kind, Traits] = {
    Kind.REFERRAL_PACK: Traits(
        name="Referral pack, anonymised",
        action="print_referral_pack",
        wording="referral_pack",
        beside=("divider",),
        template_version=referral_pack.TEMPLATE_VERSION,
        render=referral_pack.render,
        subject_table="placement_request",
        kept=Kept.CHILD,
        relied_days=28,
        copies_marked=True,
    ),
    Kind.RESPONSE_FORM: Traits(
        name="Response form",
        action="print_response_form",
        wording="response_form",
        template_version=response_form.TEMPLATE_VERSION,
        render=response_form.render,
        subject_table="placement_request",
        kept=Kept.CHILD,
        relied_days=28,
    ),
    Kind.FULL_REFERRAL_PACK: Traits(
        name="Referral pack, full",
        action="print_referral_pack",
        wording="referral_pack",
        beside=("divider",),
        template_version=referral_pack.TEMPLATE_VERSION,
        render=referral_pack.render,
        subject_table="placement_request",
        kept=Kept.CHILD,
        relied_days=28,
        copies_marked=True,
        plain=True,
    ),
    Kind.OFFER_COMPARISON: Traits(
        name="Comparison of offers",
        action="print_offer_comparison",
        wording="offer_comparison",
        template_version=offer_comparison.TEMPLATE_VERSION,
        render=offer_comparison.render,
        subject_table="placement_request",
        kept=Kept.CHILD,
        relied_days=14,
        plain=True,
    ),
    Kind.FUNDING_RECORD: Traits(
        name="Funding approval record",
        action="print_funding_record",
        wording="funding_record",
        template_version=funding_record.TEMPLATE_VERSION,
        render=funding_record.render,
        subject_table="placement_request",
        kept=Kept.CHILD,
    ),
    Kind.PANEL_AGENDA: Traits(
        name="Panel agenda",
        action="print_panel",
        wording="panel_paper",
        template_version=panel_paper.TEMPLATE_VERSION,
        render=panel_paper.render,
        subject_table="panel",
        kept=Kept.SCHEDULE,
        plain=True,
    ),
    Kind.PANEL_MINUTES: Traits(
        name="Panel minutes",
        action="print_panel",
        wording="panel_paper",
        template_version=panel_paper.TEMPLATE_VERSION,
        render=panel_paper.render,
        subject_table="panel",
        kept=Kept.SCHEDULE,
        plain=True,
    ),
    Kind.CONTRACT_SCHEDULE: Traits(
        name="Contract schedule",
        action="print_contract_schedule",
        wording="contract_schedule",
        template_version=contract_schedule.TEMPLATE_VERSION,
        render=contract_schedule.render,
        subject_table="ipa",
        kept=Kept.CHILD,
        signed_by=(Party.COUNCIL, Party.PROVIDER),
        plain=True,
    ),
    Kind.VARIATION: Traits(
        name="Variation",
        action="print_variation",
        wording="variation",
        template_version=variation.TEMPLATE_VERSION,
        render=variation.render,
        subject_table="variation",
        kept=Kept.CHILD,
        signed_by=(Party.COUNCIL, Party.PROVIDER),
    ),
    Kind.NOTICE_LETTER: Traits(
        name="Notice letter",
        action="print_notice_letter",
        wording="placement_letter",
        beside=("letter",),
        template_version=placement_letter.TEMPLATE_VERSION,
        render=placement_letter.render,
        subject_table="notice",
        kept=Kept.CHILD,
    ),
    Kind.ENDING_LETTER: Traits(
        name="Ending letter",
        action="print_ending_letter",
        wording="placement_letter",
        beside=("letter",),
        template_version=placement_letter.TEMPLATE_VERSION,
        render=placement_letter.render,
        subject_table="placement",
        kept=Kept.CHILD,
    ),
    Kind.NOTIFICATION: Traits(
        name="Notification of a placement",
        action="print_notification",
        wording="notification_letter",
        beside=("letter",),
        template_version=notification_letter.TEMPLATE_VERSION,
        render=notification_letter.render,
        subject_table="notification",
        kept=Kept.CHILD,
        plain=True,
    ),
    Kind.AGREEMENT_SUMMARY: Traits(
        name="Agreement summary",
        action="print_agreement_summary",
        wording="agreement_summary",
        template_version=agreement_summary.TEMPLATE_VERSION,
        render=agreement_summary.render,
        subject_table="agreement and provider",
        kept=Kept.SCHEDULE,
        relied_days=28,
    ),
    Kind.UPLIFT_LETTER: Traits(
        name="Uplift letter",
        action="print_uplift_letter",
        wording="uplift_letter",
        beside=("letter",),
        template_version=uplift_letter.TEMPLATE_VERSION,
        render=uplift_letter.render,
        subject_table="uplift and provider",
        kept=Kept.SCHEDULE,
    ),
    Kind.DOCUMENT_CHASER: Traits(
        name="Due-diligence chaser",
        action="print_chaser",
        wording="chaser_letter",
        beside=("letter",),
        template_version=chaser_letter.TEMPLATE_VERSION,
        render=chaser_letter.render,
        subject_table="provider",
        kept=Kept.SCHEDULE,
    ),
    Kind.DOCUMENT_REGISTER: Traits(
        name="Document register",
        action="print_register",
        wording="register_list",
        template_version=register_list.TEMPLATE_VERSION,
        render=register_list.render,
        subject_table="register",
        kept=Kept.SCHEDULE,
    ),
    Kind.BLOCK_STATEMENT: Traits(
        name="Block contract statement",
        action="print_block_statement",
        wording="block_statement",
        template_version=block_statement.TEMPLATE_VERSION,
        render=block_statement.render,
        subject_table="agreement quarter",
        kept=Kept.SCHEDULE,
    ),
}
