"""The size in pixels that every picture of the guide has (tests/guide_pictures.py makes them)."""

PICTURE_WIDTH, PICTURE_HEIGHT = 1000, 640
