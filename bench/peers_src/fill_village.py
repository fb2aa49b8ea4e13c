"""The pages of the Wagtail peer: run once in the project that `wagtail start` made."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "village_measured")
SISTERS = 20
PARAGRAPH = "<p>Somebody at the office listens, explains what the law says and goes along where that helps.</p>"
BODY = "<h2>What we do</h2>" + PARAGRAPH * 12


def main() -> None:
    django.setup()
    from articles.models import ArticlePage, BarePage
    from django.core.management import call_command
    from wagtail.models import Locale, Page, Site

    call_command("migrate", verbosity=0)
    if BarePage.objects.exists():
        return
    home = Site.objects.get(is_default_site=True).root_page
    home.add_child(instance=BarePage(title="One contact point", slug="bare", body=BODY))
    for number in range(SISTERS + 1):
        home.add_child(
            instance=ArticlePage(title=f"Article {number}", slug=f"article-{number}", body=BODY, show_in_menus=True)
        )
    article = ArticlePage.objects.get(slug="article-0")
    for code in ("fr", "ar", "el"):
        other, _ = Locale.objects.get_or_create(language_code=code)
        article.copy_for_translation(other, copy_parents=True)
    Page.objects.update(live=True)
    for page in ArticlePage.objects.exclude(locale__language_code="en"):
        page.save_revision().publish()


if __name__ == "__main__":
    main()
