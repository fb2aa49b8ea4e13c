from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "umn.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from umn.pages import chores, retention  # noqa: F401  (they register themselves once the model is there)
