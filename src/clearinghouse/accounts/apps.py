"""The accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their roles, and what they may do."""

    name = "clearinghouse.accounts"
    label = "accounts"
