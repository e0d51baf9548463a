#!/usr/bin/env python
"""Django's command line."""

import sys

from supportdesk import boot  # isort: skip

from django.core.management import execute_from_command_line

__all__ = ["boot"]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
