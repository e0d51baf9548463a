"""Incidents over REST: the same actions as the pages'."""
