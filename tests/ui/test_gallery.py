"""The gallery shows every component with all its faces; whoever adds one shows it there."""

import re
from pathlib import Path

import pytest

from umn import web
from umn.ui.templatetags import ui as components
from umn.ui.templatetags.ui import register
from umn.web import samples

TEMPLATES = Path(web.__file__).parent / "templates" / "web"
SHOWN = "".join(path.read_text() for path in [*TEMPLATES.glob("_samples_*.html"), TEMPLATES / "gallery.html"])

# Tags that draw nothing of their own, or that other components of the gallery draw.
NOT_A_COMPONENT = {"critical_css", "icon"}

FACES = {
    "button": ["primary", "quiet", "danger", "plain"],
    "call": ["primary", "quiet", "danger", "plain"],
    "mail": ["primary", "quiet", "plain"],
    "note": ["info", "keep", "danger", "done"],
    "state": ["open", "closed", "appointment", "unknown"],
    "tag": ["plain", "machine", "sun", "practice", "danger"],
    "said": ["theirs", "mine", "note"],
    "waiting": ["late", "soon", "calm", "done"],
}
DEFAULTS = {"button": "primary", "call": "quiet", "mail": "quiet", "tag": "plain"}


def uses(component: str) -> list[str]:
    return re.findall(rf"{{% {component}\b([^%]*)%}}", SHOWN)


def test_every_component_is_in_the_gallery():
    missing = {name for name in register.tags if name not in NOT_A_COMPONENT and not uses(name)}
    assert not missing, f"Show {', '.join(sorted(missing))} in web/templates/web/_samples_*.html, with all faces."


@pytest.mark.parametrize("component", FACES)
def test_every_kind_of_a_component_is_in_the_gallery(component):
    shown = {
        (re.search(r'kind="(\w+)"', arguments) or [None, DEFAULTS.get(component)])[1] for arguments in uses(component)
    }
    assert set(FACES[component]) <= shown


def test_the_kinds_named_here_are_all_that_the_components_know():
    source = Path(components.__file__).read_text()
    known = dict(
        re.findall(r'^def (\w+)\((?:(?!^def ).)*?_one_of\("kind", kind, ([^)]*)\)', source, re.DOTALL | re.MULTILINE)
    )
    assert {name: re.findall(r'"(\w+)"', kinds) for name, kinds in known.items()} == FACES


def test_the_gallery_is_shown_in_a_practice_folder_only(client, db, settings):
    settings.PRACTICE = False
    assert client.get("/en/gallery/").status_code == 404
    assert client.get("/en/gallery/schemes.css").status_code == 404
    settings.PRACTICE = True
    assert client.get("/en/gallery/").status_code == 200
    assert client.get("/en/gallery/schemes.css")["Content-Type"] == "text/css; charset=utf-8"


def test_the_gallery_has_a_panel_for_each_scheme_and_direction():
    assert [(panel["scheme"], panel["direction"]) for panel in samples.panels()] == [
        ("day", "ltr"),
        ("day", "rtl"),
        ("night", "ltr"),
        ("night", "rtl"),
    ]
