"""Satisfaction, asked by the system after a case."""
