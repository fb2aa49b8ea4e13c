from umn.directory.models.facts import Channel, Location, OpeningHours, Service, SpokenLanguage
from umn.directory.models.point import ContactPoint, PointText
from umn.directory.models.sourced import Sourced

__all__ = [
    "Channel",
    "ContactPoint",
    "Location",
    "OpeningHours",
    "PointText",
    "Service",
    "Sourced",
    "SpokenLanguage",
]
