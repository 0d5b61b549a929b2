"""Programs that run the pair from outside: benches, faults, attacks and quality."""
