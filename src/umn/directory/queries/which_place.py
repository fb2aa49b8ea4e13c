"""Which of several places of one name is meant: each said so that nobody takes it for another."""

from django.utils.translation import gettext

from umn.directory.queries.asked import Asked
from umn.directory.queries.finding import Choice
from umn.directory.wording import country_text
from umn.languages import names
from umn.places.queries import Match, Place, city_near


def choice(match: Match, asked: Asked, words: list[str], *, language: str) -> Choice:
    name, name_language = match.place.name_in(language)
    query = asked.query(q=" ".join([match.shown_name, *words]), place=match.place.id, country="")
    return Choice(name, name_language, names.direction(name_language), where(match.place, language), query)


def where(place: Place, language: str) -> str:
    """ "Germany, near Hanover": the country, and the city that people there know."""
    country = country_text(place.country, language)
    city = city_near(place)
    if city is None:
        return country
    return gettext("%(country)s, near %(city)s") % {"country": country, "city": city.name_in(language)[0]}
