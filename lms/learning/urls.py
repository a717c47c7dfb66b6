"""Addresses of learners. Whoever opens an address that only takes posts is led to its page."""

from django.urls import path

from lms.learning.views import attempts, courses, lessons, overview

app_name = "learning"

urlpatterns = [
    path("my-learning/", overview.my_learning, name="my_learning"),
    path("my-learning/interests/", overview.interests, name="interests"),
    path("courses/<uuid:key>/enroll/", courses.enroll, name="enroll"),
    path("read/<uuid:key>/<uuid:lesson>/", lessons.read, name="read"),
    path("learn/<uuid:enrollment>/", courses.resume, name="resume"),
    path("learn/<uuid:enrollment>/withdraw/", courses.withdraw, name="withdraw"),
    path("learn/<uuid:enrollment>/upgrade/", courses.upgrade, name="upgrade"),
    path("learn/<uuid:enrollment>/<uuid:lesson>/", lessons.lesson, name="lesson"),
    path("learn/<uuid:enrollment>/<uuid:lesson>/place/", lessons.place, name="place"),
    path("learn/<uuid:enrollment>/<uuid:lesson>/outcome/", lessons.outcome, name="outcome"),
    path("learn/<uuid:enrollment>/<uuid:lesson>/attempts/", attempts.start, name="start_attempt"),
    path("attempts/<uuid:attempt>/", attempts.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/answers/", attempts.answers, name="save_answers"),
    path("attempts/<uuid:attempt>/submit/", attempts.submit, name="submit"),
    path("attempts/<uuid:attempt>/<int:number>/answer/", attempts.answer, name="save_answer"),
]
