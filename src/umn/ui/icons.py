"""Icons of the heroicons package (outline, 24 × 24), written into the page: no request, no font."""

import re
from functools import cache

from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe
from heroicons import IconDoesNotExist
from heroicons.templatetags.heroicons import heroicon_outline

# Icons that point along the line of reading: where reading starts at the right, they point the other way.
_TURNING = re.compile(
    r"arrow-(long-)?(left|right)|arrow-uturn|chevron-(left|right)|paper-airplane|list-bullet|speaker|chat-"
)

# The pictograms of the topics (keys of the vocabulary): the same on tiles, forms and lists.
TOPICS = {
    "unpaid": "banknotes",
    "hours": "clock",
    "permit": "identification",
    "accident": "heart",
    "dismissed": "briefcase",
    "threatened": "hand-raised",
    "work-rights": "scale",
    "job-access": "magnifying-glass",
    "family": "home",
    "diplomas": "academic-cap",
    "return": "arrow-uturn-left",
    "pre-departure": "map",
    "social-security": "lifebuoy",
    "social-info": "information-circle",
    "union": "user-group",
    "communities": "users",
    "trafficking": "shield-exclamation",
}


def of_topic(key: str) -> str:
    """The name of the icon for a topic; a question mark for one that has none yet."""
    return TOPICS.get(key, "question-mark-circle")


@cache
def icon(name: str) -> SafeString:
    """The icon as `<svg>`, hidden from screen readers: the words beside it say what it means.

    Width, height and stroke stand in the tag too, so that a page without styles stays in order.
    """
    try:
        drawing = heroicon_outline(name)
    except IconDoesNotExist as error:
        raise TemplateSyntaxError(f"There is no outline icon “{name}” in heroicons.") from error
    lines = "".join(f'<path d="{path}"/>' for path in re.findall(r'\bd="([^"]+)"', drawing))
    turning = ' class="turn"' if _TURNING.match(name) else ""
    return mark_safe(  # noqa: S308 - a drawing from the package, no text of a person
        f'<svg{turning} width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'aria-hidden="true">{lines}</svg>'
    )
