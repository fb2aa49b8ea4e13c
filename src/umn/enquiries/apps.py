from datetime import timedelta

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "umn.enquiries"
    label = "enquiries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from umn.enquiries import actions, receivers, retention  # noqa: F401  (the models must be loaded first)
        from umn.post import duties

        retention.register()
        duties.register("enquiries.deputies", every=timedelta(hours=12), run=actions.ask_for_deputies)
        duties.register("enquiries.waiting", every=timedelta(hours=12), run=actions.renew_desks_that_waited)
        duties.register("enquiries.past-keys", every=timedelta(hours=12), run=actions.forget_past_keys)
