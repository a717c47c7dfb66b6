"""Pages for those who look after the people of a center."""

from home.centers.views.second_step import second_step

__all__ = ["second_step"]
