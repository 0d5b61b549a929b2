#!/usr/bin/env python3
"""Django's command line for the AI service."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai_suggestion.settings")
    execute_from_command_line(sys.argv)
