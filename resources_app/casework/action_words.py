"""What each action is called when a person reads what was done: “Tess authorised the search”.

The journal keeps an action's name for ever, so a row stays when its action is gone from the
code. To add an action: a row with its name, as it is given to `Session.act`, and a verb in the
past with its object. tests/casework/test_action_words.py finds the actions that have no row.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    # store
    "create_store": "made the store",
    "rotate_keys": "changed the store’s keys",
    "upgrade_store": "brought the store up to date",
    # team
    "found_store": "founded the team",
    "add_officer": "added an officer",
    "remove_officer": "removed a leaver",
    "set_limit": "set a delegated limit",
    "describe_council": "described the council",
    # children
    "record_child": "put a child on record",
    "amend_child": "corrected a child’s record",
    "set_legal_status": "set the legal status",
    "start_care": "began a period of care",
    "end_care": "ended a period of care",
    "link_siblings": "linked brothers and sisters",
    "open_restricted_record": "opened a restricted record",
    # providers
    "import_register": "imported Ofsted’s register",
    "suspend_service": "suspended the service",
    "lift_suspension": "lifted the suspension",
    "declare_vacancy": "noted a vacancy",
    "set_referral_contact": "set the referral contact",
    "set_registered_manager": "named the registered manager",
    "set_specialisms": "named the specialisms",
    "enter_age_range": "entered the age range",
    "settle_alert": "settled an alert",
    # agreements
    "create_agreement": "made an agreement",
    "change_terms": "changed the terms",
    "add_lot": "added a lot",
    "add_member": "added a service to a lot",
    "suspend_member": "suspended a service in a lot",
    "resume_member": "let a service back into a lot",
    "add_rates": "added prices",
    "supersede_rate": "replaced a price",
    "accept_price_schedule": "imported a price schedule",
    "propose_uplift": "proposed an uplift",
    "approve_uplift": "approved an uplift",
    "refuse_uplift": "refused an uplift",
    "withdraw_uplift": "withdrew an uplift",
    # requests
    "create_request": "took in the request",
    "edit_draft": "edited the draft",
    "submit_request": "submitted for authority to search",
    "return_to_draft": "returned it to draft",
    "reword_request": "corrected the wording",
    "authorise_request": "authorised the search",
    "match_request": "searched for a home",
    "release_request": "sent it to providers",
    "record_response": "recorded a reply",
    "record_offer": "recorded an offer",
    "withdraw_offer": "took an offer back",
    "decide_offer": "decided between the offers",
    "approve_decision": "approved the funding",
    "reject_decision": "refused the funding",
    "approve_out_of_area": "approved a placement out of area",
    "approve_at_a_distance": "approved a placement at a distance",
    "approve_spot_exemption": "approved a spot exemption",
    "hold_request": "put the request on hold",
    "resume_request": "took the request off hold",
    "withdraw_request": "withdrew the request",
    "close_request": "closed the request",
    "print_referral_pack": "printed a referral pack",
    # placements
    "place_child": "made the placement",
    "print_contract_schedule": "printed the contract schedule",
    "record_absence": "recorded an absence",
    "record_return": "recorded a return",
    "retain_place": "kept a place for longer",
    "record_delivery": "recorded what was given",
    "pay_by_delivery": "agreed to pay for what is given",
    # beds
    "add_home": "added a home to the block",
    "set_block_terms": "set the block’s terms",
    "set_payment": "set what the beds cost",
    "allocate_beds": "allocated beds",
    "hold_bed": "held a bed",
    "extend_hold": "held a bed for longer",
    "release_hold": "released a held bed",
    "place_in_bed": "placed a child in a bed",
    "move_bed": "moved a child to another bed",
    "end_stay": "ended a stay",
    "take_out_of_service": "took a bed out of service",
    "back_in_service": "put a bed back in service",
    "sell_nights": "sold nights",
    "cancel_sale": "cancelled a sale of nights",
    "assess": "recorded an assessment",
    "record_outcomes": "recorded outcomes",
    "set_minutes": "entered a travel time",
    "estimate_minutes": "estimated travel times",
    # finance
    "set_supplier": "set a supplier’s number",
    "add_cost_code": "added a cost code",
    "add_purchase_order": "added a purchase order",
    "set_invoice_tolerance": "set what an invoice may differ by",
    "enter_invoice": "entered an invoice",
    "take_invoices": "imported invoices",
    "check_invoice_again": "checked an invoice again",
    "cancel_invoice": "cancelled an invoice",
    "query_invoice_line": "queried an invoice’s line",
    "answer_invoice_query": "noted the answer to a query",
    "close_invoice_query": "closed a query",
    "credit_invoice_line": "credited an invoice’s line",
    "approve_invoice_lines": "approved invoice lines",
    "export_payments": "exported payments",
    "record_saving": "recorded a saving",
    "agree_saving": "agreed a saving",
    "withdraw_saving": "withdrew a saving",
    # demo
    "demo_history": "made up a history",
    "demo_references": "made up references",
    "demo_block_children": "made up children for the block",
}


def in_words(action: str) -> str:
    """What was done, in words; a name without a row, from a later version, as it is."""
    return WORDS.get(action, action.replace("_", " "))
