"""What the journal records of placements: their agreements, and their life after the start."""

from __future__ import annotations

from resources_app.store.journalled_table import Journalled
from resources_app.store.journalled_table import journalled as _table

PLACEMENT_TABLES: tuple[Journalled, ...] = (
    _table(
        "placement",
        """
        reference child_id request_id service_id setting_id carer_or_bed_code living_postcode
        placement_code kind start_date end_date end_reason authority_code end_code
        notice_given_on notice_given_by disrupted preferabilityLocation educationContinuity
        placed_by placed_at
        """,
    ),
    _table(
        "ipa",
        """
        reference placement_id agreement_id membership_id start_date expected_end notice_days
        charges_day_of_leaving payment_cycle review_due review_weeks outcomes education
        health family_time delegated_authority special_terms
        """,
    ),
    _table(
        "fee_line",
        """
        ipa_id element unit quantity amount_pence vat_treatment rate_id reason description
        start_date end_date variation_number placement_id basis vat_recoverable
        """,
    ),
    _table("delivery", "fee_line_id day quantity note"),
    _table("duty", "placement_id duty due_on done_on done_by how proof not_needed document_id"),
    _table(
        "notification",
        """
        duty_id addressee organisation email sent_on sent_by how proof document_id not_needed
        """,
    ),
    _table(
        "placement_move",
        """
        placement_id moved_on setting_id carer_or_bed_code living_postcode placement_code
        old_setting_id old_carer_or_bed_code old_living_postcode old_placement_code episode_code
        change_code note recorded_by recorded_at
        """,
    ),
    _table(
        "review",
        "placement_id kind held_on due_on outcome next_due recorded_by recorded_at",
    ),
    _table(
        "respite",
        """
        placement_id stay_id service_id start_date end_date placement_code carer_or_bed_code
        living_postcode nightly_pence main_paid reason state proposed_by proposed_at bound_sha256
        """,
    ),
    _table(
        "notice",
        """
        placement_id given_by given_on runs_to reason recorded_by recorded_at withdrawn_on
        withdrawn_reason
        """,
    ),
    _table(
        "breakdown",
        """
        placement_id happened_on causes what_happened warning_signs tried learning meeting_on
        recorded_by recorded_at
        """,
    ),
    _table(
        "staying_on",
        """
        reference placement_id kind start_date end_date living_postcode episode_ceased_code plan
        state proposed_by proposed_at bound_sha256 end_reason
        """,
    ),
    _table("staying_line", "staying_on_id kind weekly_pence description start_date end_date"),
    _table(
        "variation",
        """
        ipa_id number effective_from state reason proposed_by proposed_at weekly_before_pence
        weekly_pence annual_pence bound_sha256 new_end
        """,
    ),
    _table(
        "variation_line",
        """
        variation_id fee_line_id ends element unit quantity amount_pence vat_treatment rate_id
        description made_line_id
        """,
    ),
    _table(
        "absence",
        """
        placement_id reason start_date end_date retained_until retained_by retained_reason
        """,
    ),
    _table("ipa_funding", "ipa_id funder share start_date end_date"),
)
