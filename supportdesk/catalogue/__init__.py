"""Queues, ticket types, categories, components and tags: what a ticket can be filed under."""
