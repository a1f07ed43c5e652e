"""Precision and recall of the leak check, measured on leak_set.json and printed (`pytest -s`).

An identifier as it is recorded is always found. The levels for the rest are what was measured;
raise them when the check gets better, and never lower them to let it get worse.
"""

from __future__ import annotations

import sys

from tests.documents.leak_measure import measured, sentences, table, total, wrong

RECALL, PRECISION = 0.975, 0.985  # of the whole set
UNSEEN = "written afterwards, not tuned to"
RECALL_UNSEEN, PRECISION_UNSEEN = 0.90, 0.95
LEAST_SENTENCES = 400  # what was asked for; there are more


def test_every_exact_identifier_is_found_and_the_rest_as_often_as_was_measured() -> None:
    every = list(sentences())
    rows = measured(every)
    sys.stdout.write(f"\n{table(rows)}\n")

    assert len(every) >= LEAST_SENTENCES
    missed = [row for row in rows if row[0].how == "exact" and row[1].hit < row[1].planted]
    assert not missed, wrong(missed)
    whole, unseen = total(rows), total([row for row in rows if row[0].of == UNSEEN])
    assert whole.recall >= RECALL, wrong(rows)
    assert whole.precision >= PRECISION, wrong(rows)
    assert unseen.recall >= RECALL_UNSEEN, wrong(rows)
    assert unseen.precision >= PRECISION_UNSEEN, wrong(rows)


def test_every_planted_piece_is_where_it_says() -> None:
    pieces = [one.text[slice(*piece)] for one in sentences() for piece in one.planted]
    assert pieces[0] == "Esther"
    assert not [piece for piece in pieces if not piece.strip() or piece != piece.strip()]
    assert all("«" not in one.text and "»" not in one.text for one in sentences())
