from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "umn.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from datetime import timedelta

        from umn.directory import receivers, retention  # noqa: F401  (the models must be loaded first)
        from umn.directory.actions import asking, closing, faceting
        from umn.post import duties, incoming

        retention.register()
        duties.register("directory.still-true", every=timedelta(days=1), run=asking.ask_when_due)
        duties.register("directory.facets", every=timedelta(days=1), run=faceting.renew_facets)
        duties.register("directory.reopen", every=timedelta(hours=1), run=closing.reopen_when_over)
        incoming.register("still-true", asking.answered_by_letter, knows=asking.knows)
