"""Placement requests from draft to decision: matching, releases, responses, offers."""
