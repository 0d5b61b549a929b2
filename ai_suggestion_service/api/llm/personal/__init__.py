"""Where personal data stands in a résumé's text."""
