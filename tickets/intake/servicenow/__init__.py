"""Bringing a ServiceNow audit export into the desk (INT-22): read, plan, say the actions, report."""
