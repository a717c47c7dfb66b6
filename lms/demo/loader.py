"""Builds the demo network in order; a second run finds everything in place and changes nothing."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from courses.models import Course
from lms.demo import network, recent, site, stages
from lms.demo.content_files import load_all
from lms.demo.courses import CourseLoader
from lms.demo.network import moment
from lms.demo.reviewers import reviewers

BEGINNING = "2024-01-08"


def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Load everything, telling `say` what is being done; nothing dated after `at` happens."""
    say("Words and centers")
    with transaction.atomic():
        network.load_words()
        network.load_centers()
        design = network.load_design(moment(BEGINNING))
    say("People")
    with transaction.atomic():
        people = network.load_people(moment(BEGINNING))
        reviewing = reviewers(people, at=moment(BEGINNING))
    say("Pages")
    site.load_site()
    steps: list[stages.Step] = []
    for data in load_all("courses"):
        say(f"Course {data['id']}")
        author = people.by_id["educator-demo"]
        course = CourseLoader(data, author=author, reviewers=reviewing, design=design)
        steps += course.steps()
    say("Two years of learning")
    steps += stages.steps(people)
    steps += recent.steps(people, at=at)
    happened = sorted((step for step in steps if step.at <= at), key=lambda step: step.at)
    for number, step in enumerate(happened, start=1):
        step.act(step.at)
        if number % 100 == 0:
            say(f"  {number} of {len(happened)}")
    say("Mail of the last days")
    recent.write_mails(at=at)
    say(f"{Course.objects.count()} courses are open.")
