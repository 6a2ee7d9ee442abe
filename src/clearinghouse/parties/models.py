"""Governments that take part in the Convention, with their names in six languages."""

import json

from django.db import models


class Government(models.Model):
    """A Party or another government. code: lower-case ISO 3166-1 alpha-2, `eu` for the European Union.

    names, formal_names: canonical JSON objects language → name. region, subregion: UN M49, empty where M49 has none.
    """

    code = models.CharField(max_length=3, primary_key=True)
    iso3 = models.CharField(max_length=3, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    names_text = models.TextField()
    formal_names_text = models.TextField()
    region = models.CharField(max_length=3, blank=True)
    subregion = models.CharField(max_length=3, blank=True)
    is_least_developed = models.BooleanField(default=False)
    is_landlocked_developing = models.BooleanField(default=False)
    is_small_island_developing = models.BooleanField(default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def names(self) -> dict[str, str]:
        """Short names by language."""
        return {str(code): str(name) for code, name in json.loads(self.names_text).items()}
