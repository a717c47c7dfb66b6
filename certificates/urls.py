"""Addresses of certificates. `/verify/<code>/` also stands without a language: it is on paper."""

from django.urls import path

from certificates import views

app_name = "certificates"
urlpatterns = [
    path("certificates/<uuid:pk>/", views.detail, name="detail"),
    path("certificates/<uuid:pk>.pdf", views.pdf, name="pdf"),
    path("verify/", views.verify_form, name="verify_form"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
