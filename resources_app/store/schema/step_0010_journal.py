"""Step 10: the journal: who changed what, when, why, on top of what, sealed and signed.

Written by triggers (store/triggers.py) and sealed before commit (store/sealing.py). The
tables named `journal_*` and `store_identity` are the mechanism's own and no room writes them.
"""

TABLES = """
-- One installation's writing in one store. A restored or cloned store starts a new one.
CREATE TABLE journal_origin (
    number INTEGER PRIMARY KEY,               -- short name for it, in this file only
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL,                       -- 'A7', in every reference given out under it
    officer_id TEXT NOT NULL,                 -- who was working when it began, and their key
    public_key TEXT NOT NULL,
    started_at TEXT NOT NULL
) STRICT;

CREATE TABLE store_identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    store_id TEXT NOT NULL,                   -- the same in every copy
    current_origin INTEGER NOT NULL REFERENCES journal_origin (number)
) STRICT;

-- What one action's entries have in common. Never changed, except that a reason is erased.
CREATE TABLE journal_action (
    hlc INTEGER NOT NULL,                     -- hybrid logical clock: store/hlc.py
    origin INTEGER NOT NULL REFERENCES journal_origin (number),
    officer_id TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT,                              -- NULL once erased by law
    reason_salt BLOB,
    reason_digest BLOB NOT NULL,
    recorded_at TEXT NOT NULL,                -- the wall clock
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,                -- inclusive
    public_key TEXT NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (hlc, origin)
) STRICT, WITHOUT ROWID;

-- One changed row. `hash` is NULL only until the action is sealed.
CREATE TABLE journal_entry (
    arrival INTEGER PRIMARY KEY,              -- the order in which this file learnt of it
    origin INTEGER NOT NULL REFERENCES journal_origin (number),
    seq INTEGER NOT NULL,                     -- from 1 without a gap, per origin
    hlc INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    operation TEXT NOT NULL,                  -- insert, update or delete; a CHECK costs a fifth
    -- JSON: insert {field: new}, update {field: [old, new]}, delete {field: old};
    -- NULL once erased by law
    changes TEXT,
    parent_origin INTEGER,                    -- the entry of this row it was made on top of
    parent_seq INTEGER,
    salt BLOB,
    hash BLOB,                                -- SHA-256 of the hash before it and the header
    UNIQUE (origin, seq)
) STRICT;
CREATE INDEX journal_entry_by_row ON journal_entry (table_name, row_id);

-- The open action, read by the triggers: a row while a transaction runs, none otherwise.
CREATE TABLE journal_context (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    origin INTEGER NOT NULL,
    hlc INTEGER NOT NULL,
    officer_id TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    applying INTEGER NOT NULL CHECK (applying IN (0, 1))  -- 1: others' entries are being applied
) STRICT;

-- Contents of entries and reasons of actions that the law had erased; the rest still verifies.
CREATE TABLE journal_erasure (
    id TEXT PRIMARY KEY,
    origin_id TEXT NOT NULL,
    seq INTEGER NOT NULL,                     -- the entry, or the first entry of the action
    kind TEXT NOT NULL CHECK (kind IN ('changes', 'reason')),
    digest TEXT NOT NULL,                     -- stands for what was erased; hexadecimal
    erased_at TEXT NOT NULL,
    authority TEXT NOT NULL                   -- the law or decision it was done under
) STRICT, WITHOUT ROWID;

-- The public keys of the store's recovery keys, past and present.
CREATE TABLE recovery_identity (
    public_key TEXT PRIMARY KEY,
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
