from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "ocop_portal.core"
    label = "core"
