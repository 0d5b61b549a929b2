"""Rewriting a résumé truthfully: changes, differences, strategies and the truth guard."""
