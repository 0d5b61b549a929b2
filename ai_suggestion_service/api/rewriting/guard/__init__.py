"""The truth guard: nothing a rewrite claims may go beyond what the résumé says."""

from .document import review_document
from .refusals import Kind, Refusal
from .review import review
from .source import Source

__all__ = ["Kind", "Refusal", "Source", "review", "review_document"]
