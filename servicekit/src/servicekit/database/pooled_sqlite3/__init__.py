"""Django's SQLite engine with pooled connections."""
