"""Q6: do exported résumés, read back, still hold every field?

Runs from the repository root: `python -m e2e.quality.exports`. The résumés are those of
`export_cases`. Read by an independent extractor each field must stand there, else the exit status
is 1; read by the résumé service's own parser the figure also holds what that parser misses.
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
from api.rendering.sections import leaves  # noqa: E402
from e2e.quality.export_cases import Case, Sections, cases  # noqa: E402
from e2e.quality.export_parsing import Fields, OwnParser, fields, same  # noqa: E402

_FILE_KINDS = {Format.PDF: "pdf", Format.DOCX: "docx", Format.TEXT: "txt"}
_WEAKEST = 12
Row = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """Fields asked for and found by template and format, and what was wrong."""

    total: Counter[Row] = field(default_factory=Counter)
    found: Counter[Row] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)

    def add(self, case: Case, row: Row, result: Report) -> None:
        """Count one export."""
        where = f"{case.name} {' '.join(row)}"
        self.total[row] += result.fields_total
        self.found[row] += result.fields_found
        self.misses += [f"{where} {pointer}" for pointer in result.missing]
        if not result.order_ok:
            self.disordered.append(where)

    def lines(self) -> list[str]:
        """Tell the share of each template and format."""
        return [
            f"  {row[0]:<10} {row[1]:<5} {self.found[row]:>6} of {total:>6} fields"
            f"  {100 * self.found[row] / total:6.2f} %"
            for row, total in self.total.items()
        ]


def main() -> int:
    """Print the share of fields found for each template and format."""
    found = list(cases())
    tally = Tally()
    for case in found:
        for template in templates():
            for kind in Format:
                tally.add(case, (template.name, kind.value), _exported(case, template.name, kind))
    print(f"Q6 {len(found)} résumés, independent extractor", *tally.lines(), sep="\n")
    for line in tally.misses[:20]:
        print(f"  missing: {line}")
    print(f"  lists out of order: {len(tally.disordered)} {' '.join(tally.disordered[:5])}")
    _print_own_parser([case for case in found if not case.name.startswith("edge")])
    return 1 if tally.misses or tally.disordered else 0


def _exported(case: Case, template: str, kind: Format) -> Report:
    data = render(case.sections, format=kind, template=template).data
    return report(case.sections, read_back(data, kind))


def _print_own_parser(found: list[Case]) -> None:
    print(f"Q6 {len(found)} résumés, the résumé service's own parser: values that come back equal")
    tally, total, equal = Tally(), Counter[str](), Counter[str]()
    with OwnParser() as parser:
        for case in found:
            for template in templates():
                for kind in _FILE_KINDS:
                    expected, back = _parsed(parser, case, template.name, kind)
                    row = template.name, kind.value
                    tally.total[row] += expected.total()
                    tally.found[row] += back.total()
                    total += _by_path(expected)
                    equal += back
    print(*tally.lines(), sep="\n")
    shares = sorted((equal[path] / count, path) for path, count in total.items())
    for share, path in shares[:_WEAKEST]:
        print(f"  weakest: {path:<32} {100 * share:6.2f} %")


def _parsed(
    parser: OwnParser, case: Case, template: str, kind: Format
) -> tuple[Fields, Counter[str]]:
    expected = _fields(case.sections)
    data = render(case.sections, format=kind, template=template).data
    back = parser.read(_FILE_KINDS[kind], data)
    return expected, same(expected, _fields(back))


def _fields(sections: Sections) -> Fields:
    return fields((leaf.pointer, leaf.text) for leaf in leaves(sections))


def _by_path(expected: Fields) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (path, _), count in expected.items():
        counts[path] += count
    return counts


if __name__ == "__main__":
    raise SystemExit(main())
