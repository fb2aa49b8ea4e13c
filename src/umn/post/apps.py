from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "umn.post"
    label = "post"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from datetime import timedelta

        from umn.post import duties, incoming, retention  # noqa: F401 - registers its rules once the models are there

        duties.register("post.incoming", every=timedelta(minutes=1), run=incoming.look_again)
