"""Providers, their registered services and settings, and the import of Ofsted's register."""
