"""Saved views: names for addresses of the list, and the ways to jump anywhere."""
