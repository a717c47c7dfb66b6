"""The centers of the network, who belongs to them and who may do what there, on any date."""

from home.centers.models.joining import JoinRequest
from home.centers.models.people import Absence, Delegation, Membership
from home.centers.models.places import Center, Expertise, Facility, Unit, UnitProduct

__all__ = [
    "Absence",
    "Center",
    "Delegation",
    "Expertise",
    "Facility",
    "JoinRequest",
    "Membership",
    "Unit",
    "UnitProduct",
]
