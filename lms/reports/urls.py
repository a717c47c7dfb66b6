"""Addresses of the trail."""

from django.urls import path

from lms.reports import views

app_name = "reports"
urlpatterns = [
    path("trail/", views.office_trail, name="office_trail"),
    path("trail/trail.csv", views.office_trail, {"export": True}, name="office_trail_csv"),
    path("centers/<slug:slug>/trail/", views.center_trail, name="center_trail"),
    path(
        "centers/<slug:slug>/trail/trail.csv",
        views.center_trail,
        {"export": True},
        name="center_trail_csv",
    ),
]
