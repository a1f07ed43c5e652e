"""Step 20: names typed nearly right are found by their letters; long lists in their own order."""

TABLES = """
-- Every three letters in a row of a name, without their places (store/searching.py).
CREATE VIRTUAL TABLE search_near USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = 'trigram remove_diacritics 1'
);

-- The list of placements, the last begun first, without reading those further down.
CREATE INDEX placement_by_start ON placement (start_date DESC, reference, end_date);
"""
