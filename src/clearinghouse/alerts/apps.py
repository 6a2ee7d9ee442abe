"""Alerts as a Django application."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """What people follow, and telling them."""

    name = "clearinghouse.alerts"
    label = "alerts"
