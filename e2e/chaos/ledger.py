"""The credits of one person as the service itself tells them, and whether they add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from e2e.pair import Person


@dataclass(frozen=True)
class Ledger:
    """Every row of the person in the AI service."""

    rows: dict[str, list[dict[str, Any]]]

    @property
    def balance(self) -> int:
        """Return the account's balance."""
        return int(self.rows["CreditAccount"][0]["balance"])

    @property
    def kinds(self) -> Counter[str]:
        """Count the entries of each kind."""
        return Counter(entry["kind"] for entry in self.rows["CreditEntry"])

    def count(self, table: str) -> int:
        """Count the person's rows of a table."""
        return len(self.rows[table])

    def problems(self) -> list[str]:
        """Return what does not add up: sums, running balances, numbers, work charged twice."""
        found: list[str] = []
        balance = 0
        entries = sorted(self.rows["CreditEntry"], key=lambda entry: int(entry["number"]))
        for number, entry in enumerate(entries, start=1):
            balance += entry["amount"]
            if (entry["number"], entry["balance_after"]) != (number, balance) or balance < 0:
                found.append(
                    f"entry {entry['number']} says {entry['balance_after']}, not {balance}"
                )
        if balance != self.balance:
            found.append(f"the entries sum to {balance}, the account has {self.balance}")
        charged = Counter((entry["kind"], entry["subject_id"]) for entry in entries)
        found += [f"{kind} of {work} {n} times" for (kind, work), n in charged.items() if n > 1]
        return found


def ledger_of(person: Person) -> Ledger:
    """Read everything of the person."""
    answer = person.http.get(f"{person.ai}/users/me/export", timeout=120)
    answer.raise_for_status()
    return Ledger(answer.json())
