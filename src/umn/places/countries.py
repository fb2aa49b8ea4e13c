"""Countries by the names that people give them."""

from functools import lru_cache

from babel.core import get_global

from umn.languages import names
from umn.languages.cldr import country_names
from umn.languages.endings import basic_forms
from umn.languages.normalise import fold, squeezed

EUROPE = (
    "AD AL AM AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME"
    " MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK"
)

# As people say it, where CLDR says it otherwise.
_WORDS = {
    "GB": "uk, england, angleterre, great britain, grande bretagne, scotland, ecosse, بريطانيا, انجلترا, إنكلترا,"
          " inglaterra, inghilterra, engeland, αγγλία, англия, англія, anglija, gran bretaña, gran bretagna,"
          " großbritannien, groot brittannië, groot brittannie, μεγάλη βρετανία, великобритания, velika britanija,"
          " schottland, escocia, scozia, schotland, σκωτία, шотландия, шотландія",
    "NL": "holland, hollande, olanda, هولندا, holanda, ολλανδία, холандия, голландія, holandija, los países bajos",
    "CZ": "czech republic, republique tcheque, cechia, التشيك, تشيكيا, tschechei, chequia, repubblica ceca, τσεχία,"
          " чехия, češka",
    "MK": "macedonia, macedoine, fyrom, مقدونيا, makedonija, македония, македонія, mazedonien, macedonië",
    "BA": "bosnia, bosnie, البوسنة, bosnien, bosnië, bosna, βοσνία, босна, боснія",
    "TR": "turkey, turquie, turkiye, تركيا, türkei",
    "MD": "moldavia, moldavie, مولدافيا, moldau, moldawien, moldavië, молдавия, молдавія, moldavija, μολδαβία",
    "BY": "belorussia, bielorussie, روسيا البيضاء, weißrussland, weissrussland, wit rusland, bielorrusia,"
          " bielorussia, белорусия",
    "IE": "republic of ireland, irlande du sud",
    "US": "usa, america, amerique, etats unis, أمريكا, امريكا, stati uniti, estados unidos, ee uu, eeuu, ηπα,"
          " αμερική, сащ, америка, сша, zda, amerika, verenigde staten",
    "CI": "ivory coast, cote d ivoire, elfenbeinküste, costa de marfil, costa d avorio, ivoorkust, ακτή"
          " ελεφαντοστού, бряг на слоновата кост, slonokoščena obala, кот д івуар",
    "CD": "congo kinshasa, rdc, drc, zaire, kongo, rd congo, κονγκό, конго, dr kongo",
    "PS": "palestine, فلسطين, palästina, palestina, παλαιστίνη, палестина",
    "SY": "syria, syrie, سوريا, سورية",
    "CV": "cape verde, cap vert, cabo verde, kap verde, capo verde, kaapverdië, πράσινο ακρωτήριο, кабо верде,"
          " zelenortski otoki",
    "MM": "burma, birmanie, birmania, birma, βιρμανία, бирма, бірма",
    "SZ": "swaziland",
    "GR": "hellas, grece, اليونان, гърция",
    "DE": "alemania, germania, almanya, niemcy, duitsland",
    "IR": "persien, perzië",
    "XK": "kosova, kosovë, косово",
}  # fmt: skip

# Said in the interface's languages, and in those of others who travel; the first to claim a word keeps it.
_FIRST = ("en", "fr", "ar")
_LATER = ("es", "it", "de", "pt", "nl", "ro", "pl", "bg", "el", "sl", "hr", "sq", "tr", "ru", "uk", "fa", "ur",
          "bn", "zh")  # fmt: skip
_ARABIC_PREFIXES = ("ب", "ل", "لل", "و", "ال", "بال")


def is_europe(country: str) -> bool:
    return country in EUROPE.split()


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    table: dict[str, str] = {}

    def claim(text: str, country: str) -> None:
        form = squeezed(fold(text))
        if len(form) > 1:
            table.setdefault(form, country)

    for language in _FIRST:
        for country, name in country_names(language).items():
            claim(name, country)
    for country, languages in get_global("territory_languages").items():
        for language, facts in languages.items():
            if len(country) == 2 and facts.get("official_status") in ("official", "de_facto_official"):
                claim(country_names(language.replace("_", "-")).get(country, ""), country)
    for country, words in _WORDS.items():
        for word in words.split(","):
            claim(word, country)
    for language in dict.fromkeys([*_LATER, *names.INTERFACE]):
        for country, name in country_names(language).items():
            if not names.parse(name):  # "Italien" is a language in French before it is a country in German
                claim(name, country)
    return table


def country_named(text: str, language: str | None = None) -> str | None:
    """The country (ISO 3166, two letters) that a word or phrase names, or None. Never matches by likeness.

    Known: names in the interface's languages, the country's own, and the larger languages of Europe; for a reader of
    `language` also with a case ending: "у Бельгії", "v Nemčiji".
    """
    form = squeezed(fold(text[:100]))
    table = _words()
    if form in table:
        return table[form]
    for prefix in _ARABIC_PREFIXES:
        if form.startswith(prefix) and form.removeprefix(prefix) in table:
            return table[form.removeprefix(prefix)]
    return next((table[one] for one in basic_forms(form, language) if one in table), None) if language else None
