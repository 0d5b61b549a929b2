"""A résumé service whose parser breaks on demand."""
