from umn.directory.models.days import SpecialHours
from umn.directory.models.facet import Facet
from umn.directory.models.facts import Channel, Location, OpeningHours, Service, SpokenLanguage, Trait
from umn.directory.models.point import ContactPoint, PointText
from umn.directory.models.sourced import Sourced
from umn.directory.models.upkeep import Checkup, Correction

__all__ = [
    "Channel",
    "Checkup",
    "ContactPoint",
    "Correction",
    "Facet",
    "Location",
    "OpeningHours",
    "PointText",
    "Service",
    "Sourced",
    "SpecialHours",
    "SpokenLanguage",
    "Trait",
]
