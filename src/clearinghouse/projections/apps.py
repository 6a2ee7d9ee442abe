"""The projections as a Django application."""

from django.apps import AppConfig


class ProjectionsConfig(AppConfig):
    """The follower and what it keeps."""

    name = "clearinghouse.projections"
    label = "projections"
