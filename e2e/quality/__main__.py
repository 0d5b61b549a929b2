"""`make quality`: parsing (Q1, Q2), matching (Q3–Q5, Q7) and exports (Q6)."""

from e2e.programs import run_all

run_all([("e2e.quality.parsing",), ("e2e.quality.matching",), ("e2e.quality.exports",)])
