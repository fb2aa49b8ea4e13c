from django.apps import AppConfig


class SealConfig(AppConfig):
    name = "umn.seal"
    label = "seal"
    default_auto_field = "django.db.models.BigAutoField"
