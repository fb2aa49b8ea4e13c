from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "umn.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from umn.people import receivers, retention  # noqa: F401 - they register themselves
