from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "umn.post"
    label = "post"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from umn.post import retention  # noqa: F401 - registers its rules once the models are there
