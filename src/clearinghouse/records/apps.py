"""The records as a Django application."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records, drafts and revisions."""

    name = "clearinghouse.records"
    label = "records"
