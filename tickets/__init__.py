"""Tickets: the desk, its clocks and the ways in."""
