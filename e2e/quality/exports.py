"""Q6: do exported résumés, read back, still hold every field?

Runs from the repository root: `python -m e2e.quality.exports`. The résumés are made here from
`export_phrases.json` (seven languages, five shapes each) and a list of edge cases. Exit status 1
when an independent extractor misses a field or finds a list out of order.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ai_suggestion_service"))

from api.rendering import Format, render, templates  # noqa: E402
from api.rendering.readback import Report, read_back, report  # noqa: E402
from e2e.quality.export_cases import Case, cases  # noqa: E402


@dataclass(slots=True)
class Tally:
    """Fields asked for and found by template and format, and what was wrong."""

    total: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)

    def add(self, case: Case, template: str, kind: Format, result: Report) -> None:
        """Count one export."""
        where = f"{case.name} {template} {kind.value}"
        self.total[template, kind.value] += result.fields_total
        self.found[template, kind.value] += result.fields_found
        self.misses += [f"{where} {pointer}" for pointer in result.missing]
        if not result.order_ok:
            self.disordered.append(where)


def main() -> int:
    """Print the share of fields found for each template and format."""
    tally = Tally()
    found = list(cases())
    for case in found:
        for template in templates():
            for kind in Format:
                tally.add(case, template.name, kind, _exported(case, template.name, kind))
    print(f"Q6 {len(found)} résumés, independent extractor")
    _print(tally)
    return 1 if tally.misses or tally.disordered else 0


def _exported(case: Case, template: str, kind: Format) -> Report:
    data = render(case.sections, format=kind, template=template).data
    return report(case.sections, read_back(data, kind))


def _print(tally: Tally) -> None:
    for (template, kind), total in tally.total.items():
        found = tally.found[template, kind]
        share = 100 * found / total
        print(f"  {template:<10} {kind:<5} {found:>6} of {total:>6} fields  {share:6.2f} %")
    for line in tally.misses[:20]:
        print(f"  missing: {line}")
    print(f"  lists out of order: {len(tally.disordered)} {' '.join(tally.disordered[:5])}")


if __name__ == "__main__":
    raise SystemExit(main())
