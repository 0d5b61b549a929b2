"""Making an optimisation: sections reworded side by side, every proposal through the guard."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from api.llm.asking import Origin
from api.llm.errors import ProviderError
from api.llm.rewriting import RewriteRequest, RewriteRules, SectionRewrite
from api.matching import ledger
from api.matching.judgement import Finding
from api.matching.requirements import JobReading, read_job
from api.models import Optimization
from api.rewriting.changes import Change, guarded, propose
from api.rewriting.guard import Source
from api.rewriting.proposals import distinct, offered, with_all, within
from api.rewriting.strategies import Strategy, strategy
from api.services import receipts, works
from api.services.alignment import Posting, align
from api.services.rewrite_summary import summary_of
from api.services.section_answers import Answer, answers
from api.services.works import Errand
from servicekit.database import release_connections
from servicekit.jobs.kinds import LeaseLost
from servicekit.jobs.runner import Attempt


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A section's rewrite with its changes, guarded."""

    section: str
    changes: list[Change]
    warnings: tuple[Finding, ...]
    origin: Origin


@dataclass(frozen=True)
class Result:
    """Everything a completed optimisation holds."""

    summary: str
    changes: list[dict[str, Any]]
    score_before: float | None
    score_after: float | None
    warnings: list[dict[str, Any]]
    progress: dict[str, Any]
    receipt: dict[str, Any]
    usage: dict[str, Any]
    slot: None = None


def run(*, optimization: Optimization, attempt: Attempt) -> None:
    """Make the optimisation and keep it, all of it or nothing.

    Raises:
        JobFailed: the provider failed for every section as often as it may; final.
        LeaseLost: another worker does it, or it was cancelled or deleted.
    """
    with works.errand(optimization, attempt) as errand:
        result = _Rewriting(optimization, errand).result()
    errand.complete(**vars(result))


class _Rewriting:
    """One attempt at an optimisation."""

    def __init__(self, optimization: Optimization, errand: Errand) -> None:
        self.given: dict[str, Any] = optimization.input or {}
        self.optimization = optimization
        self.errand = errand
        self.strategy = strategy(optimization.strategy)
        self.reading = _reading(self.given["job_text"])
        self.posting = Posting(self.given["job_title"], self.reading.requirements)
        self.source = Source(self.given["resume_text"], self.given["sections"])
        self.done: list[dict[str, Any]] = []
        self.warnings: list[Finding] = []

    def result(self) -> Result:
        """Ask for all sections at once and put together what they give."""
        requests = self._requests()
        self._tell(len(requests))
        rewritten = [
            found
            for answer in answers(self.errand, requests)
            if (found := self._entered(answer, len(requests))) is not None
        ]
        order = [request.section for request in requests]
        rewritten.sort(key=lambda one: order.index(one.section))
        return self._put_together(rewritten)

    def _requests(self) -> list[RewriteRequest]:
        """List what to ask for: the strategy's sections, where there is something to reword."""
        found = [
            RewriteRequest(
                section=section,
                sections=self.given["sections"],
                resume_text=self.given["resume_text"],
                job_text=self.given["job_text"],
                requirements=self.reading.requirements,
                job_title=self.given["job_title"],
                rules=_rules(self.strategy),
            )
            for section in self.strategy.sections
        ]
        return [request for request in found if request.places]

    def _entered(self, answer: Answer, total: int) -> Rewritten | None:
        """Guard what came of a section, and tell that it is done."""
        entry: dict[str, Any] = {"section": answer.section}
        rewritten = None
        if isinstance(answer.rewrite, ProviderError):
            self._warn_of(answer.section, answer.rewrite)
            self.errand.give_up(answer.budget)
            entry |= {"status": "failed", "proposed": 0, "refused": 0}
        else:
            rewritten = self._guarded(answer.section, answer.rewrite)
            proposed = len(offered(rewritten.changes))
            refused = len(rewritten.changes) - proposed
            entry |= {"status": "done", "proposed": proposed, "refused": refused}
        self.done.append(entry)
        self._tell(total)
        return rewritten

    def _guarded(self, section: str, rewrite: SectionRewrite) -> Rewritten:
        known = {row.id for row in self.reading.requirements}
        changes = [
            guarded(
                propose(
                    section=proposal.pointer,
                    before=proposal.before,
                    after=proposal.after,
                    reason=proposal.reason,
                    requirement_ids=[one for one in proposal.requirement_ids if one in known],
                ),
                self.source,
            )
            for proposal in rewrite.proposals
        ]
        return Rewritten(section, distinct(changes), rewrite.warnings, rewrite.origin)

    def _warn_of(self, section: str, error: ProviderError) -> None:
        code = works.SHOWN_CODES.get(error.code, error.code)
        detail = f"Nothing is proposed for {section}: {error.detail} ({code})"
        self.warnings.append(Finding("section_failed", detail))

    def _tell(self, total: int) -> None:
        """Write how far it is; a worker whose job was cancelled or taken over ends here.

        Raises:
            LeaseLost
        """
        held = self.errand.attempt.progress(**self._progress(total))
        release_connections()
        if not held:
            raise LeaseLost(self.errand.attempt.subject_id)

    def _progress(self, total: int) -> dict[str, Any]:
        return {
            "attempt": self.errand.attempt.job.attempt,
            "total": total,
            "done": len(self.done),
            "sections": list(self.done),
        }

    def _put_together(self, rewritten: list[Rewritten]) -> Result:
        everything = [change for one in rewritten for change in one.changes]
        changes, left_out = within(everything, self.strategy.max_changes)
        sections = self.given["sections"]
        before = align(sections, self.posting).score
        after = align(with_all(sections, changes), self.posting).score
        self._note(rewritten, left_out)
        return Result(
            summary=summary_of(changes, before, after),
            changes=[change.to_json() for change in changes],
            score_before=before,
            score_after=after,
            warnings=[asdict(one) for one in self.warnings],
            progress=self._progress(len(self.done)),
            receipt=self._base_receipt() | {"sections": [_receipt(one) for one in rewritten]},
            usage=_usage(rewritten),
        )

    def _base_receipt(self) -> dict[str, Any]:
        return {
            "base_sha256": self.optimization.base_sha256,
            "resume_sha256": receipts.text_digest(self.given["resume_text"]),
            "job_description_sha256": receipts.text_digest(self.given["job_text"]),
            "rules_version": ledger.RULES_VERSION,
            "strategy": self.strategy.to_json(),
            "posting": self.posting.as_dict(),
        }

    def _note(self, rewritten: list[Rewritten], left_out: int) -> None:
        found = dict.fromkeys(note for one in rewritten for note in one.warnings)
        self.warnings += found
        if left_out:
            detail = f"{left_out} further changes go beyond what this strategy proposes at once."
            self.warnings.append(Finding("changes_left_out", detail))
        if not self.done:
            detail = "The résumé has no section that this strategy rewords."
            self.warnings.append(Finding("nothing_to_reword", detail))
        if self.reading.left_out:
            detail = f"{len(self.reading.left_out)} further requirements were not looked at."
            self.warnings.append(Finding("requirements_left_out", detail))


@lru_cache(maxsize=64)
def _reading(job_text: str) -> JobReading:
    return read_job(job_text)


def _rules(chosen: Strategy) -> RewriteRules:
    return RewriteRules(
        aims=chosen.aims,
        max_growth=chosen.max_growth,
        max_changes=chosen.max_changes,
        may_reorder=chosen.may_reorder,
        may_remove=chosen.may_remove,
    )


def _receipt(one: Rewritten) -> dict[str, Any]:
    return {"section": one.section, **receipts.origin_of(one.origin)}


def _usage(rewritten: list[Rewritten]) -> dict[str, Any]:
    usages = [one.origin.usage for one in rewritten]
    tokens = {
        name: [count for usage in usages if (count := getattr(usage, name)) is not None]
        for name in ("input_tokens", "output_tokens")
    }
    sums = {name: sum(counts) if counts else None for name, counts in tokens.items()}
    return {"calls": sum(usage.calls for usage in usages), **sums}
