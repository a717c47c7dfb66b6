"""One's own account."""

from django.urls import path

from lms.users import views

app_name = "users"
urlpatterns = [path("", views.profile, name="profile")]
