from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ocop_portal.accounts"
    label = "accounts"
