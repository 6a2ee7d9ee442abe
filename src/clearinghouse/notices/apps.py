"""The notices as a Django application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people are told, on their desk and by mail."""

    name = "clearinghouse.notices"
    label = "notices"
