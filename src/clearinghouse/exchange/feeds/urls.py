"""Addresses of feeds: those who subscribe keep them for years."""

from django.urls import path

from clearinghouse.exchange.feeds import views

urlpatterns = [path("<slug:language>/search.<slug:form>", views.feed, name="feed")]
