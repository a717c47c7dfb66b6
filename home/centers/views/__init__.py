"""Pages for those who look after the people of a center, and for those who want to belong."""

from home.centers.views.joining import answer, join
from home.centers.views.people import people, person
from home.centers.views.permissions import end, give
from home.centers.views.second_step import second_step

__all__ = ["answer", "end", "give", "join", "people", "person", "second_step"]
