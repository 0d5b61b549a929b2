"""What is searched: rows derived from the résumés that are not deleted, and from nothing else."""

from __future__ import annotations

from django.db import transaction

from api.models import (
    CandidateLanguage,
    Education,
    ParsedResume,
    Resume,
    ResumeSkill,
    ResumeWord,
    WorkExperience,
)
from api.services import candidates, lookup_keys, skills, texts, vocabulary
from api.services.facts import Facts, read_facts

DERIVED = (WorkExperience, Education, CandidateLanguage, ResumeSkill, ResumeWord)


def refresh(*, resume: Resume) -> None:
    """Write the rows of a résumé anew, from its newest version that could be read."""
    parsed = ParsedResume.objects.filter(version__resume=resume).order_by("-version__number")
    newest = parsed.first()
    if newest is None or resume.deleted_at is not None:
        remove(resume=resume)
    else:
        write(resume=resume, facts=facts_of(newest, user_id=resume.user_id))


def write_parse(*, parsed: ParsedResume, facts: Facts) -> None:
    """Write what a new parse says, unless the résumé has a newer version that could be read.

    Corrections that came while the file was being read count.
    """
    version = parsed.version
    newer = ParsedResume.objects.filter(
        version__resume=version.resume_id, version__number__gt=version.number
    )
    if newer.exists():
        return
    stored = ParsedResume.objects.get(pk=version.pk)
    if stored.corrected_at != parsed.corrected_at:
        facts = facts_of(stored, user_id=version.user_id)
    write(resume=version.resume, facts=facts)


def facts_of(parsed: ParsedResume, *, user_id: str) -> Facts:
    """Return what a parse says, with the rows of its skills in place.

    Call it before the transaction that writes: skills are everybody's, and waiting for each other
    over them would be for nothing.
    """
    facts = read_facts(texts.reading_of(parsed), user_id=user_id, vocabulary=vocabulary.current())
    skills.ensure(facts.skills)
    return facts


def write(*, resume: Resume, facts: Facts) -> None:
    """Replace the résumé's rows by what is known now, in one transaction."""
    with transaction.atomic():
        resume = Resume.objects.select_for_update().get(pk=resume.pk)
        if resume.deleted_at is not None:
            return
        employers = [job.company_key for job in facts.work if job.company_key]
        candidate = candidates.assign(resume=resume, person=facts.person, employers=employers)
        _remove_rows(resume)
        for rows in (facts.work, facts.education, facts.languages):
            for row in rows:
                row.resume, row.candidate = resume, candidate
        WorkExperience.objects.bulk_create(facts.work)
        Education.objects.bulk_create(facts.education)
        CandidateLanguage.objects.bulk_create(facts.languages)
        _post(resume, facts)
        candidates.rebuild(candidate=candidate)


def remove(*, resume: Resume) -> None:
    """Take a résumé out of searches and lists; it keeps its candidate for its return."""
    with transaction.atomic():
        _remove_rows(resume)
        if resume.candidate is not None:
            candidates.rebuild(candidate=resume.candidate)


def _remove_rows(resume: Resume) -> None:
    for model in DERIVED:
        model.objects.filter(resume=resume).delete()


def _post(resume: Resume, facts: Facts) -> None:
    ResumeSkill.objects.bulk_create(
        ResumeSkill(
            skill_id=skill_id,
            user_id=resume.user_id,
            resume_created_at=resume.created_at,
            resume=resume,
            places=mention.places,
        )
        for skill_id, mention in sorted(facts.skills.items())
    )
    numbers = {lookup_keys.word_number(word, user_id=resume.user_id) for word in facts.words}
    ResumeWord.objects.bulk_create(
        ResumeWord(word=number, resume_created_at=resume.created_at, resume=resume)
        for number in sorted(numbers)
    )
