"""System checks: rules that a newcomer could forget, each with a hint."""

from django.conf import settings
from django.core import checks

from cms.subsites import Subsite, subsite_model


@checks.register(checks.Tags.models)
def check_subsite_model(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The page class of subsites gives what the Subsite protocol asks for."""
    model = subsite_model()
    properties = ["municipality_code", "municipality_name", "archived"]
    wanted = [*Subsite.__annotations__, *properties]
    missing = [name for name in wanted if not hasattr(model, name)]
    if not missing:
        return []
    return [
        checks.Error(
            f"{model._meta.label} lacks {', '.join(missing)} of the Subsite protocol.",
            hint="See cms/subsites.py for what a subsite's page must give.",
            id="cms.E001",
        )
    ]


@checks.register(checks.Tags.caches)
def check_shared_cache(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Several web processes share one cache: failed logins and site roots are kept there."""
    if settings.WEB_CONCURRENCY <= 1:
        return []
    alone = [
        alias
        for alias, cache in settings.CACHES.items()
        if cache["BACKEND"].startswith("django.core.cache.backends.locmem.")
    ]
    if not alone:
        return []
    return [
        checks.Error(
            f"{settings.WEB_CONCURRENCY} web processes would each have a cache of their own "
            f"({', '.join(alone)}).",
            hint="Set REDIS_URL to a Valkey or Redis server, or WEB_CONCURRENCY to 1.",
            id="cms.E002",
        )
    ]
