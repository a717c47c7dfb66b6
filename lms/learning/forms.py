"""What learners post."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import JobRole, Topic


class PlaceForm(forms.Form):
    """How far down a lesson somebody is, in thousandths."""

    position = forms.IntegerField(min_value=0, max_value=1000)


class InterestsForm(forms.Form):
    """Two questions that may be skipped."""

    job_roles = forms.ModelMultipleChoiceField(
        JobRole.objects.filter(center=None).select_related("target_group"),
        required=False,
        label=_("What do you do?"),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.filter(parent=None),
        required=False,
        label=_("What do you want to follow?"),
    )
