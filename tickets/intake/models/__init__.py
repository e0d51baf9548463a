"""Rows of the ways in."""

from .forms import Answer, Form, FormProposal, FormVersion, Submission

__all__ = ["Answer", "Form", "FormProposal", "FormVersion", "Submission"]
