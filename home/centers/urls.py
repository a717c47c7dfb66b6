"""Addresses of those who look after the people of a center."""

from django.urls import path

from home.centers import views

app_name = "centers"
urlpatterns = [
    path(
        "centers/<slug:slug>/people/<uuid:uid>/second-factor/",
        views.second_step,
        name="second_step",
    )
]
