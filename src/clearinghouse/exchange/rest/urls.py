"""Addresses of our API."""

from django.urls import path

from clearinghouse.exchange.rest.api import api

urlpatterns = [path("", api.urls)]
