"""The pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for people."""

    name = "clearinghouse.web"
    label = "web"
