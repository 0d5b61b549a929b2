"""The résumé service's own settings with the parser that breaks on demand."""

from resume_management.settings import *  # noqa: F403

PARSER_TARGET = "e2e.chaos.fragile.parser:read_resume"
