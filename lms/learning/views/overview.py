"""My learning, and the two questions that order what it suggests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from home.actions import state_interests
from lms.core import clock
from lms.learning.doors import LearnerRequest, for_learners
from lms.learning.forms import InterestsForm
from lms.learning.selectors.interests import questions
from lms.learning.selectors.overview import overview


@for_learners
def my_learning(request: LearnerRequest) -> HttpResponse:
    """Where to go on; the two questions where nothing was begun yet."""
    at = clock.now()
    page = overview(learner=request.user, at=at, everything="all" in request.GET)
    if page.is_empty and not page.has_interests:
        context = {"page": page, "questions": questions(person=request.user)}
        return render(request, "learning/my_learning_empty.html", context)
    return render(request, "learning/my_learning.html", {"page": page, "at": at})


@for_learners
def interests(request: LearnerRequest) -> HttpResponse:
    """What somebody does and wants to follow; both may be left empty."""
    form = InterestsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        state_interests(
            person=request.user,
            job_roles=form.cleaned_data["job_roles"],
            topics=form.cleaned_data["topics"],
            at=clock.now(),
        )
        messages.success(request, _("Your choices are saved. You can change them at any time."))
        return redirect("learning:my_learning")
    context = {"form": form, "questions": questions(person=request.user)}
    return render(request, "learning/interests.html", context)
