"""`Idempotency-Key`: the same request twice is done once and answered alike."""
