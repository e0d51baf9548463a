"""The log of everything that happened, and the outbox from which others are told."""
