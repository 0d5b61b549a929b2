"""`make security`: every attack row."""

from e2e.programs import run_all

run_all([("e2e.attacks.pair",), ("e2e.attacks.truth",)])
