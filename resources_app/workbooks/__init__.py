"""Workbooks and CSV files in and out, without knowing what they are about."""
