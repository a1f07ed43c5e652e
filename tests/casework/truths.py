"""What must be true of a store whatever was done in it, told in SQL of the tests' own.

Each query finds what breaks its rule. DOMAIN: Rules that must hold, and the law that the software
enforces. To hold another truth: add a row.
"""

_NIGHT = (
    "coalesce(p.end_date, '9999') > q.start_date AND coalesce(q.end_date, '9999') > p.start_date"
)
_YES = """SELECT 1 FROM approval a WHERE a.subject_id = d.id AND a.kind = 'money'
             AND a.outcome = 'approved'"""
# The truth in words, and a query that finds where it is broken.
TRUTHS: dict[str, str] = {
    "a child has one main placement on a night": f"""
        SELECT p.reference, q.reference FROM placement p JOIN placement q
            ON q.child_id = p.child_id AND q.id > p.id
         WHERE p.kind = 'main' AND q.kind = 'main' AND p.start_date <> coalesce(p.end_date, '')
           AND q.start_date <> coalesce(q.end_date, '') AND {_NIGHT}""",
    "no child under 16 begins in supported accommodation or another unregulated arrangement": """
        SELECT p.reference FROM placement p JOIN child c ON c.id = p.child_id
          JOIN service s ON s.id = p.service_id
         WHERE (s.provision_type = 'supported accommodation'
                OR p.placement_code IN ('H5', 'P2', 'P3', 'Z1'))
           AND date(c.date_of_birth, '+16 years') > p.start_date""",
    "no child begins in secure accommodation without an order that holds": """
        SELECT p.reference FROM placement p JOIN service s ON s.id = p.service_id
         WHERE (s.provision_type = 'secure children''s home' OR p.placement_code = 'K1')
           AND NOT EXISTS (SELECT 1 FROM court_order o
                            WHERE o.child_id = p.child_id AND o.kind LIKE 'secure%'
                              AND o.start_date <= p.start_date AND o.end_date > p.start_date
                              AND coalesce(o.discharged_on, '9999') > p.start_date)""",
    "a placement follows an approved decision that still stands": f"""
        SELECT p.reference FROM placement p JOIN placement_request r ON r.id = p.request_id
         WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE d.request_id = r.id
                              AND d.set_aside_at IS NULL AND EXISTS ({_YES}))""",
    "the one who decided did not approve": """
        SELECT a.id FROM approval a JOIN decision d ON d.id = a.subject_id
         WHERE a.kind = 'money' AND a.approver_id = d.decided_by""",
    "the one who submitted did not authorise": """
        SELECT reference FROM placement_request
         WHERE authorised_by IS NOT NULL AND authorised_by = submitted_by""",
    "nobody approved above the limit": """
        SELECT a.id FROM approval a LEFT JOIN delegated_limit l ON l.id = a.limit_id
         WHERE a.kind = 'money' AND a.outcome = 'approved'
           AND (l.id IS NULL OR a.weekly_pence > l.weekly_pence
                OR a.annual_pence > l.annual_pence)""",
    "at most one decision stands": """
        SELECT request_id FROM decision WHERE set_aside_at IS NULL
         GROUP BY request_id HAVING count(*) > 1""",
    "a state says what has happened": f"""
        SELECT r.reference, r.state FROM placement_request r
         WHERE (r.state = 'placed')
               <> EXISTS (SELECT 1 FROM placement p WHERE p.request_id = r.id)
            OR (r.state IN ('decision made', 'approved', 'placed')
                AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.request_id = r.id
                                                           AND d.set_aside_at IS NULL))
            OR (r.state = 'approved'
                AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.request_id = r.id
                                   AND d.set_aside_at IS NULL AND EXISTS ({_YES})))
            OR (r.state IN ('authorised', 'searching', 'offers in', 'decision made', 'approved',
                            'placed') AND r.authorised_by IS NULL)""",
    "a round that passed a rung over says why": """
        SELECT r.id FROM release r WHERE r.rung <> 'in-house' AND r.skipped_reason = ''
           AND NOT EXISTS (SELECT 1 FROM release below WHERE below.request_id = r.request_id
                              AND below.round_number < r.round_number)
           AND r.rung <> 'tier 1'""",
    "a spot purchase has its exemption": """
        SELECT r.id FROM release r WHERE r.rung = 'spot'
           AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.kind = 'spot exemption'
                              AND a.outcome = 'approved' AND a.subject_id = r.request_id)""",
    "an offer above the contract says why": """
        SELECT o.id FROM offer o JOIN offer_price p ON p.offer_id = o.id
         WHERE p.contract_pence IS NOT NULL AND p.amount_pence > p.contract_pence
           AND o.above_contract_reason = ''""",
    "funding adds up to the whole": """
        SELECT ipa_id FROM ipa_funding GROUP BY ipa_id HAVING sum(share) <> 10000""",
    "a fee is for nights of its agreement's placements": """
        SELECT f.id FROM fee_line f JOIN ipa i ON i.id = f.ipa_id
         WHERE f.start_date < i.start_date
            OR (f.end_date IS NOT NULL AND f.end_date < f.start_date)""",
    "a change of fees was approved by somebody else": """
        SELECT v.id FROM variation v
         WHERE v.state = 'approved'
           AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.subject_id = v.id
                              AND a.outcome = 'approved' AND a.approver_id <> v.proposed_by)""",
    "a child is away only from where it lives": """
        SELECT a.id FROM absence a JOIN placement p ON p.id = a.placement_id
         WHERE a.start_date < p.start_date OR (p.end_date IS NOT NULL
               AND coalesce(a.end_date, a.start_date) > p.end_date)""",
}
