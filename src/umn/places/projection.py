"""Europe on paper: where a place stands on the drawings. Lambert's equal-area projection, in which no country looks
larger than it is."""

from math import cos, radians, sin, sqrt

WIDTH, HEIGHT = 520, 500
_CENTRE = radians(50), radians(10)


def on_paper(lat: float, lon: float) -> tuple[float, float]:
    """Degrees north and east → x and y on the drawing."""
    north, east = radians(lat), radians(lon) - _CENTRE[1]
    up = cos(_CENTRE[0]) * sin(north) - sin(_CENTRE[0]) * cos(north) * cos(east)
    scale = sqrt(2 / (1 + sin(_CENTRE[0]) * sin(north) + cos(_CENTRE[0]) * cos(north) * cos(east)))
    return 780 * scale * cos(north) * sin(east) + 240, 238 - 780 * scale * up
