"""Makers of files that attack the parser. Each yields `(file name, bytes)`; nothing is stored."""
