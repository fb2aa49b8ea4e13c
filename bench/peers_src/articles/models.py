from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """A title and a text. Nothing is asked of the database but the page."""

    body = RichTextField()
    content_panels = [*Page.content_panels, FieldPanel("body")]


class ArticlePage(Page):
    """The same with a menu of its twenty sisters and links to its translations."""

    body = RichTextField()
    content_panels = [*Page.content_panels, FieldPanel("body")]

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "sisters": self.get_siblings(inclusive=False).live().in_menu(),
            "translations": self.get_translations().live().select_related("locale"),
        }
