"""The words of the directory that the database knows."""

from django.db import models


class Basis(models.TextChoices):
    """How we know a fact."""

    CONFIRMED = "confirmed", "the office said so"
    SEEN = "seen", "read in a public source"
    RECALLED = "recalled", "general knowledge, not yet confirmed by the office"
    UNKNOWN = "unknown", "looked for and not found"


class Status(models.TextChoices):
    OPEN = "open", "works"
    CLOSED_FOR_A_TIME = "closed_for_a_time", "closed for a time"
    CLOSED = "closed", "closed for good"


class Kind(models.TextChoices):
    OFFICE = "office", "a place to go to"
    OUTREACH = "outreach", "comes to where people are"
    PHONE = "phone", "by telephone"
    ONLINE = "online", "on the web"


class Reach(models.TextChoices):
    PLACE = "place", "its town and around"
    COUNTRY = "country", "its whole country, from afar"


class Membership(models.TextChoices):
    """What a membership of UnionMigrantNet is known from."""

    NAMED = "named", "named in a text of the network"
    LOGO = "logo", "only a logo on a text of the network"


class Appointment(models.TextChoices):
    REQUIRED = "required", "only by appointment"
    NOT_NEEDED = "not-needed", "no appointment needed"


class Precision(models.TextChoices):
    """What a pair of coordinates stands for. Kilometres are shown for an address only."""

    ADDRESS = "address", "the door"
    CITY = "city", "the middle of the city"


class Premises(models.TextChoices):
    """Whose house a place is in, where that may frighten: said before its address."""

    POLICE = "police", "at the police"
    IMMIGRATION = "immigration", "at an immigration office"


class TraitCode(models.TextChoices):
    """What some people must know before they go. Only where a source or the office says so."""

    NO_PAPERS = "no-papers", "asks for no papers"
    WOMAN = "woman", "a woman gives advice"


class Instead(models.TextChoices):
    """What to do on a day when the office is not open as usual."""

    PHONE = "phone", "call instead"
    EMAIL = "email", "write an e-mail instead"
    ASK = "ask", "ask on this portal instead"


class Reason(models.TextChoices):
    HOLIDAY = "holiday", "holiday"
    STAFF = "staff", "nobody is there"
    EVENT = "event", "an event or a strike"
    BUILDING = "building", "works in the building"


class Answer(models.TextChoices):
    """What an office says when it is asked whether all is still true."""

    TRUE = "true", "all is still true"
    CHANGED = "changed", "something has changed"
    CLOSED = "closed", "it does not work any more"


class Via(models.TextChoices):
    LINK = "link", "the link in a letter"
    LETTER = "letter", "an answer to a letter"
    WORKSPACE = "workspace", "in the workspace"


class Wrong(models.TextChoices):
    """What a visitor says is wrong on a page."""

    HOURS = "hours", "the opening hours"
    PHONE = "phone", "the telephone number or e-mail address"
    ADDRESS = "address", "the address"
    LANGUAGES = "languages", "the languages"
    CLOSED = "closed", "it has closed or moved"
    OTHER = "other", "something else"


class Decision(models.TextChoices):
    WAITING = "waiting", "nobody has looked at it yet"
    ACCEPTED = "accepted", "the page was mended"
    DECLINED = "declined", "the page is right"


class ChannelKind(models.TextChoices):
    PHONE = "phone", "telephone"
    EMAIL = "email", "e-mail"
    WEBSITE = "website", "website"


class Level(models.TextChoices):
    """How a language is spoken at a point."""

    STAFF = "staff", "somebody there speaks it"
    INTERPRETERS = "interpreters", "interpreters on request"
    MANY = "many", "many languages, not listed one by one"


# ISO 639-2 "multiple languages": stands for interpreters or "35 languages" that no source lists.
MANY_LANGUAGES = "mul"
