"""Governments that take part in the Convention, and what else is known of them, as it stands now.

Everything here also stands in the ledger, from which it can be rebuilt.
"""

import json

from django.db import models


class Government(models.Model):
    """A Party or another government. code: lower-case ISO 3166-1 alpha-2, `eu` for the European Union.

    names, formal_names: canonical JSON objects language → name. region, subregion: UN M49, empty where M49 has none.
    is_edited: the secretariat changed it here, and loading a file does not undo that.
    """

    code = models.CharField(max_length=3, primary_key=True)
    iso3 = models.CharField(max_length=3, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    names_text = models.TextField()
    formal_names_text = models.TextField()
    region = models.CharField(max_length=3, blank=True)
    subregion = models.CharField(max_length=3, blank=True)
    is_edited = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def names(self) -> dict[str, str]:
        """Short names by language."""
        return {str(code): str(name) for code, name in json.loads(self.names_text).items()}

    @property
    def formal_names(self) -> dict[str, str]:
        """Formal names by language."""
        return {str(code): str(name) for code, name in json.loads(self.formal_names_text).items()}


class StoredFact(models.Model):
    """A former name, a group, a membership or a treaty action as canonical JSON. identifier: sort and key."""

    identifier = models.CharField(max_length=200, primary_key=True)
    sort = models.CharField(max_length=20, db_index=True)
    text = models.TextField()

    class Meta:
        ordering = ("identifier",)

    def __str__(self) -> str:
        return self.identifier
