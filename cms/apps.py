from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Pages and files")

    def ready(self) -> None:
        from cms import checks, signals, translations  # noqa: F401
        from cms.library_labels import label_fields
        from cms.worker import failures  # noqa: F401

        label_fields()
