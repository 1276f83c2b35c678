"""Which files are made of a picture."""

from wagtail.images.models import Filter

# The browser takes the first that it knows.
FORMATS = "format-{webp,jpeg}"


def picture_specs(spec: str) -> list[str]:
    """The specs of all renditions that ``{% picture image spec %}`` draws, for prefetching them.

    `spec` is a pattern of Wagtail's: "fill-{240x150,480x300}" gives four, two sizes in two formats.
    """
    return Filter.expand_spec(f"{FORMATS}|{spec}")
