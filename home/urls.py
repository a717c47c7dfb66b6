"""Addresses of the network's own views."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [path("report/", views.report, name="report")]
