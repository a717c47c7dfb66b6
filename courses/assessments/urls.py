"""Practice questions are answered by GET: nothing is stored."""

from django.urls import path

from courses.assessments import views

app_name = "assessments"
urlpatterns = [path("practice/<uuid:question>/", views.practice, name="practice")]
