"""Settings and entry points of the résumé service."""
