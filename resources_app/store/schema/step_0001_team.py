"""Step 1: the council, its officers, their limits, and authorities with their neighbours."""

TABLES = """
CREATE TABLE authority (
    ons_code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('home', 'partner', 'other')),
    address TEXT NOT NULL DEFAULT '',
    placements_email TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Which authorities share a boundary: Care Planning Regulations 2010, regulation 11.
-- Both directions are stored.
CREATE TABLE authority_adjacency (
    id TEXT PRIMARY KEY,
    authority_code TEXT NOT NULL REFERENCES authority (ons_code),
    adjoins_code TEXT NOT NULL REFERENCES authority (ons_code),
    UNIQUE (authority_code, adjoins_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE officer (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    role TEXT NOT NULL,                       -- team.model.Role
    email TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    public_key TEXT NOT NULL,                 -- Ed25519, hexadecimal; '' for people who never sign
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- No row, no authority: approval fails closed.
CREATE TABLE delegated_limit (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    weekly_pence INTEGER NOT NULL CHECK (weekly_pence >= 0),
    annual_pence INTEGER NOT NULL CHECK (annual_pence >= 0),
    effective_from TEXT NOT NULL,
    effective_to TEXT                         -- exclusive
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last number given out for each kind of reference and year by this installation.
CREATE TABLE reference_counter (
    id TEXT PRIMARY KEY,                      -- 'REQ-26-A7'
    last_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
