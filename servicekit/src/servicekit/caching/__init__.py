"""Caches that several processes share: exact counting, and a service that outlives its cache."""
