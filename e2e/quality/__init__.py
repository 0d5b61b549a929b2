"""Figures on how good the answers are."""
