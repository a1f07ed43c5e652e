"""Placements and their individual placement agreements."""
