"""The map of Europe: dots that are links, the same as a list, without script or borders."""

import gzip
import re

import pytest

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from tests.flat import flat
from umn.directory import queries
from umn.directory.models import ContactPoint, Location


def dots(**more):
    return {dot.text: dot for dot in queries.map_of(language=more.get("language", "en")).dots}


def test_towns_within_reach_are_one_dot_at_the_biggest(topics):
    factories.point("liege")
    factories.point("liege-too")
    factories.point("aachen", city=factories.AACHEN)
    factories.point("milan", city=factories.MILAN)

    found = dots()

    assert list(found) == ["Aachen and around: 3 contact points", "Milan: 1 contact point"]
    assert found["Aachen and around: 3 contact points"].town.place == factories.AACHEN
    assert found["Aachen and around: 3 contact points"].size > found["Milan: 1 contact point"].size


def test_who_helps_from_afar_and_who_is_in_no_town_stand_in_the_list_only(topics):
    factories.point("office")
    line = factories.point("line", city=factories.BRUSSELS)
    ContactPoint.objects.filter(pk=line.pk).update(kind="phone")
    region = factories.point("region", city=factories.NAMUR)
    Location.objects.filter(point=region).update(is_region=True)

    shown = queries.map_of(language="en")
    belgium = shown.countries[0]

    assert [dot.town.name for dot in shown.dots] == ["Liège"]
    assert (belgium.name, belgium.count, belgium.elsewhere) == ("Belgium", 3, 2)
    assert [(town.name, town.count) for town in belgium.towns] == [("Liège", 1)]


def test_closed_points_and_rehearsals_are_not_on_it(topics):
    closed, practice = factories.point("closed"), factories.point("practice")
    ContactPoint.objects.filter(pk=closed.pk).update(
        status="closed", closed_since="2026", closed_since_date="2026-01-01"
    )
    practice.organisation.practice = True
    practice.organisation.save()

    assert queries.map_of(language="en") == queries.Map((), ())


def test_names_on_the_drawing_do_not_cover_each_other_or_leave_it(starter):
    named = [dot for dot in dots().values() if dot.label_x]
    boxes = [
        (
            dot.label_x - 7 * len(dot.town.name) * dot.before,
            dot.label_x + 7 * len(dot.town.name) * (not dot.before),
            dot.y,
        )
        for dot in named
    ]

    assert len(named) > 10
    assert all(start >= 0 and end <= 520 for start, end, _ in boxes)
    assert not [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if one[0] < other[1] and other[0] < one[1] and abs(one[2] - other[2]) < 14
    ]


def test_it_costs_the_same_for_one_town_and_for_three(topics):
    cities = iter([factories.LIEGE, factories.MILAN, factories.BRUSSELS])

    assert flat(lambda: factories.point(city=next(cities)), lambda: queries.map_of(language="en")) == 2


@pytest.mark.parametrize("language", ["en", "ar", "el", "bg"])
def test_the_whole_map_fits_into_one_answer(starter, client, language):
    response = client.get(f"/{language}/map/")

    assert response.status_code == 200
    assert len(gzip.compress(response.content, 6)) <= 14_000


def test_every_dot_is_a_link_with_a_name_to_what_is_near(starter, client):
    page = client.get("/en/map/").content.decode()
    links = re.findall(r'<a href="(/en/find/\?place=\d+)"><title>([^<]+)</title><circle', page)

    assert len(links) == page.count("<circle") - _brand_circles(page)
    assert ("/en/find/?place=3173435", "Milan and around: 12 contact points") in links
    milan = client.get("/en/find/?place=3173435").content.decode()
    assert "<h1>Help near Milan</h1>" in milan


def test_what_a_dot_promises_is_found(starter):
    for dot in dots().values():
        found = queries.find(place=str(dot.town.place), language="en", at=MONDAY, everything=True)
        near = [card for group in found.groups if group.code in ("near", "helplines") for card in group.cards]
        assert len(near) >= 1, dot.text


def _brand_circles(page):
    """Those of the network's sign in the heading."""
    return page[: page.index('class="map"')].count("<circle")
