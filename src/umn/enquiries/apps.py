from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "umn.enquiries"
    label = "enquiries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from umn.enquiries import receivers, retention  # noqa: F401  (the models must be loaded first)

        retention.register()
