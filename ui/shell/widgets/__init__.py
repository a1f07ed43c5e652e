"""Widgets that every page is built from; they know the theme and no room."""
