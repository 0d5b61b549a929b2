"""Forms of the staff pages."""

from __future__ import annotations

from typing import Any

from django import forms

from api.models import Skill
from api.services import skills

LONGEST_ALIAS = 100


class SkillForm(forms.ModelForm):  # type: ignore[type-arg]
    """A skill of the staff's, with its other spellings one a line."""

    aliases = forms.CharField(widget=forms.Textarea, required=False, help_text="One a line.")

    class Meta:
        model = Skill
        fields = ("name", "group", "aliases")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the spellings one a line."""
        super().__init__(*args, **kwargs)
        self.initial["aliases"] = "\n".join(self.instance.aliases)

    def clean_aliases(self) -> list[str]:
        """Return the spellings, each once."""
        lines = (line.strip() for line in self.cleaned_data["aliases"].splitlines())
        aliases = list(dict.fromkeys(line for line in lines if line))
        if any(len(alias) > LONGEST_ALIAS for alias in aliases):
            raise forms.ValidationError(f"A spelling may have {LONGEST_ALIAS} characters.")
        return aliases

    def clean(self) -> dict[str, Any]:
        """Refuse spellings that mean another skill already."""
        given: dict[str, Any] = super().clean() or {}
        if "name" in given and "aliases" in given:
            wanted = Skill(pk=self.instance.pk, name=given["name"], aliases=given["aliases"])
            try:
                skills.require_free(wanted)
            except skills.SkillTaken as error:
                raise forms.ValidationError(error.detail) from error
        return given
