"""Telling other systems over HTTP (INT-03): signed, guarded, tried again. Standard Webhooks."""
