"""Settings and entry points of the AI service."""
