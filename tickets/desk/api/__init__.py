"""Tickets over REST: the same actions as in the browser."""
