"""Django's MySQL engine with pooled connections."""
