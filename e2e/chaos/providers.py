"""R10, R11, R12: providers that fail in every way, that are away, and whose keys do not work.

python -m e2e.chaos.providers [R10] [R11] [R12]
"""

from __future__ import annotations

import sys

from e2e.chaos import provider_away, provider_faults, provider_keys

ROWS = {"R10": provider_faults.run, "R11": provider_away.run, "R12": provider_keys.run}


def main() -> None:
    """Print the rows; exit with 1 when something that must hold did not."""
    wanted = sys.argv[1:] or list(ROWS)
    failures = [failure for row in wanted for failure in ROWS[row]()]
    for failure in failures:
        print("FAILED", failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
