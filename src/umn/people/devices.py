"""Which browser on which system, in plain words: so that people know their own sign-ins. Nothing finer is kept."""

from django.utils.translation import gettext as _

# What a browser calls itself holds the names of others too: the first one found is the right one.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def family(user_agent: str) -> str:
    """`Firefox|Windows` of what a browser says about itself; either side may be empty."""
    return f"{_first(BROWSERS, user_agent)}|{_first(SYSTEMS, user_agent)}"


def words(kept: str) -> str:
    """ "Firefox on Windows", in the language of the page."""
    browser, _bar, system = kept.partition("|")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say its name")


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in known if sign in user_agent[:400]), "")
