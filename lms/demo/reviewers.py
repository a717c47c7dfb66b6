"""Who reviews the demo courses: three people of the network, by the actions that people use."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from courses import actions
from courses.models import Approval, CoursePage
from home.centers import actions as center_actions
from home.centers.models import Delegation
from lms.demo.network import People
from lms.users.models import User

ACCOUNTS = {
    Approval.Step.CLINICAL: "reviewer1-demo",
    Approval.Step.SECOND: "reviewer2-demo",
    Approval.Step.OFFICE: "network-demo",
}
DAYS: Mapping[str, int] = {
    Approval.Step.CLINICAL: 9,
    Approval.Step.SECOND: 4,
    Approval.Step.OFFICE: 1,
}


def reviewers(people: People, *, at: datetime) -> "Reviewers":
    """The accounts that the demo names for it."""
    return Reviewers({step: people.by_id[key] for step, key in ACCOUNTS.items()}, at=at)


class Reviewers:
    """They look at courses of every center, each in one step."""

    def __init__(self, people: Mapping[str, User], *, at: datetime) -> None:
        self.people = people
        for step in (Approval.Step.CLINICAL, Approval.Step.SECOND):
            center_actions.grant(
                person=self.people[step],
                permission=Delegation.Permission.REVIEWER,
                center=None,
                valid_from=date(2024, 1, 8),
                at=at,
                by=None,
                reason="Demo",
            )

    def review(self, page: CoursePage, *, author: User, at: datetime) -> None:
        """From the author's hands through all steps, in the two weeks before `at`."""
        review = actions.submit(page=page, by=author, at=at - timedelta(days=14))
        for step, person in self.people.items():
            when = at - timedelta(days=DAYS[step])
            actions.approve(review=review, step=step, by=person, at=when)
