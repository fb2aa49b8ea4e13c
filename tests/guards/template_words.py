"""Finds words in a template that no translator would ever see."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

SEEN_BY_PEOPLE = {"alt", "title", "aria-label", "placeholder", "content"}
SPOKEN = {"text", "label", "title", "hint", "legend", "alt", "heading"}  # arguments of components
CLASS_NAMES = {"width"}  # blocks that a page fills with the name of a class
HIDING = {"blocktranslate", "blocktrans", "comment", "verbatim", "in_language"}
NAMES = {"UnionMigrantNet", "ETUC", "JSON", "HTML", "PDF", "A"}
SPOKEN_META = {"description", "og:title", "og:description"}  # the others are codes
WORD = re.compile(r"[^\W\d_]{2,}")
LITERAL = re.compile(r"""\b(\w+)=("[^"]*"|'[^']*')""")


def bare_words(source: str, *, html: bool = True) -> list[str]:
    """Words of a template outside translate tags, and outside elements that are a name or say their own language."""
    found, kept, depth, blocks = [], [], 0, []
    for token in Lexer(source).tokenize():
        first = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type is TokenType.BLOCK:
            if first == "block":
                blocks.append(token.contents.split()[1] in CLASS_NAMES)
                depth += blocks[-1]
            elif first == "endblock":
                depth -= blocks.pop()
            elif first in HIDING:
                depth += 1
            elif first.removeprefix("end") in HIDING and first.startswith("end"):
                depth -= 1
            elif not depth:
                found += [value for name, value in LITERAL.findall(token.contents) if name in SPOKEN and _words(value)]
            # Where a tag stood, something is printed: it may not glue two words of markup together.
            kept.append("" if depth else " ")
        elif token.token_type is TokenType.VAR:
            kept.append(" ")
        elif token.token_type is TokenType.TEXT and not depth:
            kept.append(token.contents)
    return found + (_Texts.of("".join(kept)) if html else _words("".join(kept)))


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if word not in NAMES]


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []

    @classmethod
    def of(cls, markup: str) -> list[str]:
        parser = cls()
        parser.feed(markup)
        parser.close()
        return parser.found

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        foreign = tag != "html" and "lang" in attributes
        drawn = tag == "svg" and attributes.get("aria-hidden") == "true"
        if attributes.get("translate") == "no" or foreign or drawn or tag in ("script", "style", "code"):
            self.silent.append(tag)
        elif self.silent and self.silent[-1] == tag:
            self.silent.append(tag)  # the same element inside itself
        is_name = tag == "meta" and (attributes.get("name") or attributes.get("property")) not in SPOKEN_META
        for name in SEEN_BY_PEOPLE & attributes.keys():
            if not self.silent and not is_name and _words(attributes[name] or ""):
                self.found.append(f'{name}="{attributes[name]}"')

    def handle_endtag(self, tag):
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data):
        if not self.silent and _words(data):
            self.found.append(" ".join(data.split()))
