"""Addresses of the trail, and of what is held about oneself."""

from django.urls import path

from lms.reports import views
from lms.reports.privacy import views as privacy

app_name = "reports"
urlpatterns = [
    path("account/data/", privacy.data, name="data"),
    path("account/data/<uuid:copy>.zip", privacy.data_file, name="data_file"),
    path("account/close/", privacy.close, name="close"),
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
