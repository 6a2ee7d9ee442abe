"""The vocabularies as a Django application."""

from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    """Concept schemes and terms."""

    name = "clearinghouse.vocabularies"
    label = "vocabularies"
