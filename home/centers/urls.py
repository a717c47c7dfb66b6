"""Addresses of those who look after the people of a center."""

from django.urls import path

from home.centers import views

app_name = "centers"
urlpatterns = [
    path("centers/join/", views.join, name="join"),
    path("centers/<slug:slug>/people/", views.people, name="people"),
    path("centers/<slug:slug>/people/give/", views.give, name="give"),
    path("centers/<slug:slug>/people/rights/<int:pk>/end/", views.end, name="end"),
    path("centers/<slug:slug>/people/requests/<int:pk>/", views.answer, name="answer"),
    path("centers/<slug:slug>/people/<uuid:uid>/", views.person, name="person"),
    path("centers/<slug:slug>/people/<uuid:uid>/give/", views.give, name="give_to"),
    path(
        "centers/<slug:slug>/people/<uuid:uid>/second-factor/",
        views.second_step,
        name="second_step",
    ),
]
