"""Step 36: which change of a text was taken back by which, so that the next undo goes farther."""

TABLES = """
-- Of a row that takes another back: that one, and its words are those from before.
ALTER TABLE document_wording ADD COLUMN undoes TEXT REFERENCES document_wording (id);
"""
