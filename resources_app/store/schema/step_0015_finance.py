"""Step 15: cost codes, suppliers, invoices and what became of them, savings."""

TABLES = """
-- Which cost centre and account code a charge goes to; the most particular row answers.
CREATE TABLE cost_code (
    id TEXT PRIMARY KEY,
    provision_type TEXT NOT NULL DEFAULT '',  -- '': any
    element TEXT NOT NULL DEFAULT '',
    funder TEXT NOT NULL DEFAULT '',
    cost_centre TEXT NOT NULL,
    account_code TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    effective_to TEXT                         -- exclusive
) STRICT, WITHOUT ROWID;

-- How the finance system knows a provider.
CREATE TABLE supplier (
    id TEXT PRIMARY KEY,
    provider_id TEXT NOT NULL UNIQUE REFERENCES provider (id),
    number TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE purchase_order (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    provider_id TEXT NOT NULL REFERENCES provider (id),
    ipa_id TEXT REFERENCES ipa (id),          -- NULL: for everything from the provider
    start_date TEXT NOT NULL,
    end_date TEXT                             -- exclusive
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_order_by_provider ON purchase_order (provider_id);

CREATE TABLE invoice (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- ours: 'INV-26-A7-0009'
    provider_id TEXT NOT NULL REFERENCES provider (id),
    number TEXT NOT NULL,                     -- the provider's
    is_credit INTEGER NOT NULL DEFAULT 0 CHECK (is_credit IN (0, 1)),
    credits_invoice_id TEXT REFERENCES invoice (id),
    invoice_date TEXT NOT NULL,
    received_on TEXT NOT NULL,
    payment_days INTEGER NOT NULL DEFAULT 30,
    net_pence INTEGER NOT NULL,
    vat_pence INTEGER NOT NULL DEFAULT 0,
    cancelled_on TEXT,
    cancelled_reason TEXT NOT NULL DEFAULT '',
    source_file TEXT NOT NULL DEFAULT '',
    source_sha256 TEXT NOT NULL DEFAULT '',
    entered_by TEXT NOT NULL REFERENCES officer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_by_date ON invoice (received_on);
-- Not unique: two laptops may each enter it, and a cancelled one may be entered again.
CREATE INDEX invoice_by_number ON invoice (provider_id, number);

CREATE TABLE invoice_line (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    child_as_given TEXT NOT NULL DEFAULT '',  -- identifier or name, as written
    reference_as_given TEXT NOT NULL DEFAULT '',      -- our placement's or IPA's, as written
    placement_id TEXT REFERENCES placement (id),      -- NULL: nobody we know
    found_by TEXT NOT NULL DEFAULT '',        -- finance.model.FoundBy
    element TEXT NOT NULL DEFAULT 'core weekly fee',
    description TEXT NOT NULL DEFAULT '',
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,                   -- exclusive
    net_pence INTEGER NOT NULL,
    vat_pence INTEGER NOT NULL DEFAULT 0,
    expected_pence INTEGER,                   -- net, when it was matched
    expected_vat_pence INTEGER,
    vat_treatment TEXT NOT NULL DEFAULT '',   -- the contract's, when it was matched
    finding TEXT NOT NULL DEFAULT '',         -- finance.model.Finding; '' agrees
    explanation TEXT NOT NULL DEFAULT '',     -- why it differs, a sentence a line
    state TEXT NOT NULL DEFAULT 'entered'
        CHECK (state IN ('entered', 'queried', 'approved', 'exported', 'refused')),
    approved_by TEXT REFERENCES officer (id),
    approved_at TEXT,
    accepted_reason TEXT NOT NULL DEFAULT '', -- why it is paid although it differs
    export_id TEXT REFERENCES payment_export (id),
    credits_line_id TEXT REFERENCES invoice_line (id),  -- of a credit note: what it credits
    source_row INTEGER,
    UNIQUE (invoice_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_line_by_placement ON invoice_line (placement_id, start_date);
CREATE INDEX invoice_line_by_state ON invoice_line (state);
CREATE INDEX invoice_line_by_credited ON invoice_line (credits_line_id);

CREATE TABLE invoice_query (
    id TEXT PRIMARY KEY,
    invoice_line_id TEXT NOT NULL REFERENCES invoice_line (id),
    raised_on TEXT NOT NULL,
    raised_by TEXT NOT NULL REFERENCES officer (id),
    question TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_on TEXT,
    closed_on TEXT,
    outcome TEXT NOT NULL DEFAULT ''          -- 'paid as claimed', 'credited', 'withdrawn' …
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_query_by_line ON invoice_query (invoice_line_id);

CREATE TABLE payment_export (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'PAY-26-A7-0001'
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES officer (id),
    lines INTEGER NOT NULL,
    net_pence INTEGER NOT NULL,
    vat_pence INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saving (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,           -- 'SAV-26-A7-0004'
    kind TEXT NOT NULL,                       -- a code of assets/codes/saving_kinds.csv
    placement_id TEXT REFERENCES placement (id),
    agreement_id TEXT REFERENCES agreement (id),
    description TEXT NOT NULL,
    evidence TEXT NOT NULL,
    weekly_pence INTEGER NOT NULL DEFAULT 0,
    one_off_pence INTEGER NOT NULL DEFAULT 0,
    start_date TEXT NOT NULL,
    end_date TEXT,                            -- exclusive
    recorded_by TEXT NOT NULL REFERENCES officer (id),
    recorded_on TEXT NOT NULL,
    agreed_by TEXT REFERENCES officer (id),
    agreed_on TEXT,
    withdrawn_on TEXT,
    withdrawn_reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
"""
