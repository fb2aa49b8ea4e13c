from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "umn.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from umn.ledger import own_retention  # noqa: F401 - registers its rules once the models are there
