"""The parties as a Django application."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Governments and their groups."""

    name = "clearinghouse.parties"
    label = "parties"
