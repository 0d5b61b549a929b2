"""Skills, and which résumés name them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from api.models.resumes import Resume


class SkillQuerySet(models.QuerySet["Skill"]):
    """The sets of skills that are asked for."""

    def shared(self) -> SkillQuerySet:
        """Keep the vocabulary that everybody has."""
        return self.filter(owner_id="")

    def of_user(self, user_id: str) -> SkillQuerySet:
        """Keep the words that only the user's own résumés have."""
        return self.filter(owner_id=user_id).exclude(owner_id="")

    def known_to(self, user_id: str) -> SkillQuerySet:
        """Keep everybody's vocabulary and the words of the user's own résumés."""
        return self.filter(owner_id__in=("", user_id))


class Skill(models.Model):
    """A skill; one that only somebody's résumés name belongs to them (`owner_id`).

    The id is a digest of owner and folded name (`lookup_keys.skill_id`): it is known without asking
    the database, and collations that see no case, accents or signs cannot take C for C++. Rows of
    the shipped vocabulary appear when a résumé first names them; `is_curated` are the staff's.
    """

    id = models.BigIntegerField(primary_key=True)
    owner_id = models.CharField(max_length=36, blank=True, default="", db_index=True)
    name = models.CharField(max_length=100)
    group = models.CharField(max_length=60, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    is_curated = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SkillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="skill_name_not_empty"),
            models.CheckConstraint(
                condition=models.Q(is_curated=False) | models.Q(owner_id=""),
                name="skill_curated_is_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResumeSkill(models.Model):
    """A posting: this résumé of the user names this skill, in `places` (see `Place`).

    The key holds all that a search compares, in its order, so that pages of a search with several
    skills are read from neighbouring rows however many résumés there are.
    """

    pk = models.CompositePrimaryKey("skill_id", "user_id", "resume_created_at", "resume_id")
    skill = models.ForeignKey(
        Skill, on_delete=models.CASCADE, related_name="resume_rows", db_index=False
    )
    user_id = models.CharField(max_length=36)
    resume_created_at = models.DateTimeField()
    resume = models.ForeignKey(Resume, on_delete=models.CASCADE, related_name="skill_rows")
    places = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.resume_id} {self.skill_id}"


class Place(models.IntegerChoices):
    """Where in a résumé a skill is named; the values are added up."""

    SKILLS = 1
    WORK = 2
    PROJECTS = 4
    EDUCATION = 8
    CERTIFICATES = 16
    BASICS = 32
    OTHER = 64
    TEXT = 128


class ResumeWord(models.Model):
    """A posting: this résumé holds this word; `word` is a digest of owner and folded word."""

    pk = models.CompositePrimaryKey("word", "resume_created_at", "resume_id")
    word = models.BigIntegerField()
    resume_created_at = models.DateTimeField()
    resume = models.ForeignKey(Resume, on_delete=models.CASCADE, related_name="word_rows")

    def __str__(self) -> str:
        return f"{self.resume_id} {self.word}"
