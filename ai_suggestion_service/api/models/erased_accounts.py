"""Accounts that were erased; tokens made before that may still be unexpired."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ErasedAccount(models.Model):
    """The random id of a former account, kept until no token of it can be valid any more."""

    account_id = models.CharField(max_length=36, primary_key=True)
    erased_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.account_id
