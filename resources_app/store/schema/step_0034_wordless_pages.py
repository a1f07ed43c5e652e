"""Step 34: which pages of a file in a pack have no words at all: they are read out as pictures."""

TABLES = """
ALTER TABLE pack_attachment ADD COLUMN wordless TEXT NOT NULL DEFAULT '';  -- pages: '1 3'
"""
