from django.apps import AppConfig


class LocalJaneConfig(AppConfig):
    name = "localjane"
