"""The bank in the editor: its pages, and its place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.assessments.authoring.views import banks, questions, quizzes


@hooks.register("register_admin_urls")
def pages_of_the_bank() -> list[URLPattern]:
    """Questions, their banks, and quizzes."""
    return [
        path("questions/", questions.index, name="question_list"),
        path("questions/new/", questions.new, name="question_new"),
        path("questions/banks/", banks.index, name="question_banks"),
        path("questions/<int:question_id>/", questions.edit, name="question_edit"),
        path("quizzes/", quizzes.index, name="quiz_list"),
        path("quizzes/new/", quizzes.new, name="quiz_new"),
        path("quizzes/<int:quiz_id>/", quizzes.edit, name="quiz_edit"),
    ]


class ForAuthors(MenuItem):
    """Shown to those whose group may write questions; reviewers do not see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("assessments.change_question"))


@hooks.register("register_admin_menu_item")
def questions_in_the_menu() -> MenuItem:
    """Below the pages."""
    return ForAuthors(_("Questions"), reverse("question_list"), icon_name="help", order=110)


@hooks.register("register_admin_menu_item")
def quizzes_in_the_menu() -> MenuItem:
    """Below the questions."""
    return ForAuthors(_("Quizzes"), reverse("quiz_list"), icon_name="list-ol", order=120)
