"""What the journal records: every table, and every column of it, written out.

To journal a new table: add a `Journalled` below with its columns (of the placements room, in
journalled_placements.py). To journal a new column of a table that is there: add its name. To
leave a table out: name it in `NOT_JOURNALLED` with the reason. A test holds this list against
the schema, both ways; triggers are generated from it (store/triggers.py).
"""

from __future__ import annotations

from resources_app.store.journalled_placements import PLACEMENT_TABLES
from resources_app.store.journalled_register import REGISTER_TABLES
from resources_app.store.journalled_statutory import STATUTORY_TABLES
from resources_app.store.journalled_table import Journalled
from resources_app.store.journalled_table import journalled as _table

JOURNALLED: tuple[Journalled, ...] = (
    _table("authority", "name standing address placements_email", key="ons_code"),
    _table("authority_adjacency", "authority_code adjoins_code"),
    _table("officer", "name initials role email telephone public_key active"),
    _table("delegated_limit", "role weekly_pence annual_pence effective_from effective_to"),
    _table("setting", "value", key="name"),
    _table(
        "child",
        """
        local_identifier given_name family_name known_as date_of_birth sex ethnic_origin
        need_code uasc unique_pupil_number nhs_number home_address home_postcode
        authority_code social_worker social_worker_email social_worker_telephone
        reviewing_officer family_names school_name school_urn school_postcode general_practice
        ehc_plan date_of_death restricted family_postcode
        """,
    ),
    _table("legal_status_period", "child_id legal_status start_date end_date"),
    _table("period_of_care", "child_id start_date end_date reason_ended"),
    _table("sibling", "child_id sibling_id"),
    _table("travel_time", "child_id from_postcode to_postcode minutes entered_by entered_at"),
    _table("record_opening", "child_id opened_by opened_at through"),
    _table(
        "contact_log",
        "child_id happened_on with_whom what entered_by entered_at request_id attachment_id",
    ),
    _table("import_layout", "kind layout columns"),
    _table(
        "provider",
        """
        ofsted_owner_id name owner_type owner_group address postcode telephone email
        company_number signatory
        """,
    ),
    _table(
        "service",
        """
        urn provider_id name provision_type provision_subtype sector registration_status
        registration_date closed_date address postcode easting northing position_approximate
        authority_code authority_name region telephone email registered_places placement_codes
        provider_code inspection_date overall_effectiveness safety_grade leadership_grade
        outcomes_grade grade_note interim_inspection_date interim_effectiveness
        assurance_visit_date report_link cares_for_ebd cares_for_mental_disorders
        cares_for_sensory_impairment cares_for_alcohol_problems cares_for_drug_problems
        cares_for_learning_difficulty cares_for_physical_disability multi_building conditions
        age_from age_to genders conditions_unread linked_school_urn linked_school_name
        registered_manager referral_contact referral_email specialisms in_house register_month
        """,
    ),
    _table(
        "service_setting",
        """
        service_id address postcode easting northing position_approximate authority_code
        authority_name category capacity status status_date telephone
        """,
    ),
    _table("suspension", "service_id reason start_date end_date"),
    _table("vacancy", "service_id places declared_on note"),
    _table("sibling_capacity", "service_id children declared_on note declared_by"),
    _table("due_diligence_document", "provider_id kind issued_on expires_on note"),
    _table("chronology_entry", "service_id happened_on kind summary"),
    _table(
        "register_import",
        """
        file_name file_sha256 imported_at layout added changed closed refused skipped settings
        """,
    ),
    _table("alert", "raised_at kind service_id subject_table subject_id message settled_at"),
    _table(
        "agreement",
        """
        reference title kind lead_authority_code start_date end_date procurement_regime
        award_route lifetime_value_pence notice_days charges_day_of_leaving payment_cycle
        response_working_days uplift_rule source_file source_sha256 discount_combination
        payment_days uplift_index uplift_cap uplift_day urgent_response_hours call_off_of
        linked_school_urn linked_school_name linked_school_postcode most_minutes_to_school
        therapist_weeks deducts_out_of_service
        """,
    ),
    _table("agreement_authority", "agreement_id authority_code"),
    _table("retainer_rule", "agreement_id absence_reason full_nights share most_nights"),
    _table("discount_rule", "agreement_id lot_id kind starts_at discount start_date end_date"),
    _table("agreement_extension", "agreement_id number months decide_by taken_on declined_on note"),
    _table("agreement_notice", "agreement_id notice published_on number"),
    _table("lot", "agreement_id code title price_ceiling_pence"),
    _table(
        "membership",
        """
        lot_id provider_id service_id tier rank start_date end_date suspended_reason
        sibling_discount note
        """,
    ),
    _table(
        "rate",
        """
        membership_id element unit vat_treatment age_from age_to amount_pence effective_from
        effective_to note source_cell source_file vat_recoverable
        """,
    ),
    _table("membership_standing", "membership_id tier rank suspended_reason start_date reason"),
    _table(
        "uplift",
        """
        reference agreement_id method percentage index_name index_source cap rounding scope
        source_file source_sha256 effective_from state proposed_by proposed_at reason
        weekly_pence annual_pence placements bound_sha256
        """,
    ),
    _table("uplift_rate", "uplift_id rate_id new_pence source_cell new_rate_id"),
    _table(
        "placement_request",
        """
        reference child_id state received_on needed_by_date urgency provision_sought
        placement_code_sought expected_weeks neededBy siblingCount preferredLocation
        communicationNeeds specificCommunicationRequirements homeAdaptation culturalNeeds
        livingCompanions pets additionalSupport deprivationOfLiberty fosterCareSuitability
        residentialCareSuitability supportedAccommodationSuitability riskSelfHarm
        riskSexualExploitation riskCriminalExploitation riskDrugAlcohol riskEatingDisorder
        riskMissing riskOther riskToOthersPhysical riskToOthersSexual riskToOthersFire
        riskToOthersAnimals riskToOthersCriminal riskToOthersOther referralOfficerName
        referralDate strengths about care_needs education_needs health_needs family_time
        child_views family_views risk_summary outcomes_sought places_to_avoid
        connected_persons_explored max_distance_miles secure_authority liberty_order
        authorised_by authorised_at authority_note submitted_by submitted_at closed_reason
        closed_note held_from closed_at closed_by received_time communication_other
        cultural_needs_other additional_support_other keep_school school_wanted
        """,
    ),
    _table(
        "attachment",
        """
        reference request_id child_id part_of file_name media_type kind sha256 sent_at sender
        recipients subject body_text unread_why added_by added_at
        """,
    ),
    _table(
        "pack_attachment",
        """
        request_id attachment_id position heading topic packs dated pages unsearchable vetted
        put_in_by put_in_at read_by read_at read_note wordless
        """,
    ),
    _table("office_hours", "opens closes effective_from"),
    _table("request_sibling", "request_id child_id"),
    _table("request_apart", "request_id child_id reason apart_request_id decided_by decided_at"),
    _table("request_row", "request_id row_sha256"),
    _table("request_snapshot", "request_id version taken_at taken_by content content_sha256"),
    _table(
        "search",
        """
        request_id searched_at searched_by criteria services_considered fits excluded_by_cause
        results name
        """,
    ),
    _table(
        "impact_assessment",
        """
        request_id service_id household lived_there assessment outcome measures assessed_by
        assessed_at
        """,
    ),
    _table(
        "release",
        """
        request_id round_number rung released_at released_by reply_due pack_document_id
        lot_id skipped_reason reply_due_at
        """,
    ),
    _table("sending", "recipient_id document_id purpose way address sent_at sent_by copy_sha256"),
    _table(
        "core_business",
        """
        kind age_from age_to most_children need_codes not_for start_date end_date note
        """,
    ),
    _table(
        "release_recipient",
        """
        release_id service_id membership_id response response_reason response_note
        responded_at
        """,
    ),
    _table("reply", "recipient_id response reason note said_at recorded_by"),
    _table(
        "question",
        """
        request_id recipient_id asked_on asked_by question put_as answer answered_by
        answered_at sent_at sent_by
        """,
    ),
    _table("unmet_need", "request_id provision_type area need recorded_at recorded_by"),
    _table(
        "offer",
        """
        request_id recipient_id service_id setting_id membership_id lot_stated
        carer_or_bed_code living_postcode available_from how_needs_met school_offered
        above_contract_reason unreleased_reason received_at status withdrawn_reason
        """,
    ),
    _table(
        "offer_price",
        """
        offer_id element unit quantity amount_pence contract_pence rate_id description
        vat_treatment
        """,
    ),
    _table(
        "decision",
        """
        request_id offer_id decided_by decided_at reasons alternatives value_for_money
        child_views family_views weekly_pence annual_pence one_off_pence bound_sha256
        set_aside_at set_aside_reason
        """,
    ),
    _table("funding_share", "decision_id funder share"),
    _table(
        "approval",
        """
        subject_table subject_id kind outcome approver_id approver_role decided_at spoken
        confirmed_at words weekly_pence annual_pence limit_id bound_sha256 delegation_id
        recorded_by
        """,
    ),
    _table("panel", "reference title held_on chair attendees minutes minuted_by minuted_at"),
    _table(
        "panel_item",
        "panel_id request_id position question outcome words recorded_by recorded_at",
    ),
    _table(
        "recommendation",
        """
        subject_table subject_id bound_sha256 kind recommended_by recommender_role recommended_at
        words
        """,
    ),
    _table("delegation", "from_officer to_officer start_date end_date reason revoked_on"),
    *PLACEMENT_TABLES,
    *STATUTORY_TABLES,
    _table("block_home", "agreement_id service_id minutes_to_school minutes_estimated"),
    _table("bed", "block_home_id code start_date end_date"),
    _table("bed_allocation", "agreement_id authority_code beds start_date end_date"),
    _table("bed_placement", "bed_id placement_id start_date end_date authority_code"),
    _table("block_payment", "agreement_id annual_pence start_date end_date"),
    _table(
        "bed_hold",
        "bed_id authority_code request_id start_date end_date lapses_on released_on reason",
    ),
    _table("bed_out_of_service", "bed_id reason start_date end_date"),
    _table(
        "bed_sale",
        """
        reference agreement_id bed_id seller_code buyer_code start_date end_date nightly_pence
        agreed_by cancelled_on note
        """,
    ),
    _table("therapist_assessment", "placement_id due_on done_on done_by"),
    _table("outcome_measure", "placement_id measure before_count after_count recorded_on note"),
    _table(
        "cost_code",
        """
        provision_type element funder cost_centre account_code effective_from effective_to
        """,
    ),
    _table("supplier", "provider_id number name"),
    _table("purchase_order", "number provider_id ipa_id start_date end_date"),
    _table(
        "invoice",
        """
        reference provider_id number is_credit credits_invoice_id invoice_date received_on
        payment_days net_pence vat_pence cancelled_on cancelled_reason source_file
        source_sha256 entered_by
        """,
    ),
    _table(
        "invoice_line",
        """
        invoice_id number child_as_given reference_as_given placement_id found_by element
        description start_date end_date net_pence vat_pence expected_pence expected_vat_pence
        vat_treatment finding explanation state approved_by approved_at accepted_reason
        export_id credits_line_id source_row
        """,
    ),
    _table(
        "invoice_query",
        """
        invoice_line_id raised_on raised_by question answer answered_on closed_on outcome
        """,
    ),
    _table("payment_export", "reference made_at made_by lines net_pence vat_pence sha256"),
    _table(
        "saving",
        """
        reference kind placement_id agreement_id description evidence weekly_pence
        one_off_pence start_date end_date recorded_by recorded_on agreed_by agreed_on
        withdrawn_on withdrawn_reason
        """,
    ),
    _table("blob", "size", key="sha256", left_out=("bytes",)),
    _table(
        "document",
        """
        reference kind subject_table subject_id version template_version made_by made_at
        made_for pages sha256 content_sha256 frozen_sha256
        variant
        """,
    ),
    _table("document_wording", "document text_key words replaces changed_by changed_at undoes"),
    *REGISTER_TABLES,
    _table("journal_erasure", "origin_id seq kind digest erased_at authority"),
    _table("recovery_identity", "made_at", key="public_key"),
)

# Table: why its changes are not journalled. They can be written inside an action only.
NOT_JOURNALLED: dict[str, str] = {
    "reference_counter": (
        "counts this installation's own references; each one given out is in the record it names"
    ),
    "typed": "is not on record yet; what is saved of it is journalled where it is saved",
}

# The mechanism's own tables, which no room writes.
MECHANISM: dict[str, str] = {
    "journal_origin": "named in the hash that each origin's chain starts from",
    "store_identity": "names the store and the origin that writes it now",
    "journal_action": "is the journal",
    "journal_entry": "is the journal",
    "journal_context": "is empty except inside a transaction",
    "search_row": "is made from the rows it finds",
    "search_text": "is made from the rows it finds",
    "search_near": "is made from the rows it finds",
    "_sqlite_migrations": "lists the schema steps applied; holds nothing about anybody",
}
