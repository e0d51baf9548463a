"""Reads of the desk, for pages, the API and exports alike."""
