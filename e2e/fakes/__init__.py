"""Servers that speak outside systems' wire protocols, on loopback."""
