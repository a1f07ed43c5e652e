"""Gathers, prints, checks for leaks, registers and delivers everything on paper."""
