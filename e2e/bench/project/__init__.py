"""The résumé service with a few bare views beside it, for side-by-side measurements."""
