"""Usage as a Django application."""

from django.apps import AppConfig


class UsageConfig(AppConfig):
    """How often what was looked at, without knowing by whom."""

    name = "clearinghouse.usage"
    label = "usage"
