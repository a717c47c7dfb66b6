"""The network: its words and its public pages."""

from home.models.pages import CenterIndexPage, CenterPage, HomePage, StandardPage
from home.models.vocabulary import Interest, JobRole, PageReport, Product, TargetGroup, Topic

__all__ = [
    "CenterIndexPage",
    "CenterPage",
    "HomePage",
    "Interest",
    "JobRole",
    "PageReport",
    "Product",
    "StandardPage",
    "TargetGroup",
    "Topic",
]
