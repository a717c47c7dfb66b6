from django.urls import path

from lms.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="index"),
    path("mail/<int:pk>/", views.mail, name="mail"),
]
