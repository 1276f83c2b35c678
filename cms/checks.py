"""System checks: rules that a newcomer could forget, each with a hint."""

from django.core import checks

from cms.subsites import Subsite, subsite_model


@checks.register(checks.Tags.models)
def check_subsite_model(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The page class of subsites gives what the Subsite protocol asks for."""
    model = subsite_model()
    wanted = [*Subsite.__annotations__, "municipality_code"]
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
