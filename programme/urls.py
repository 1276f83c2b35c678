"""Addresses of programmes that are no pages: the open data."""

from django.urls import path, re_path

from programme.open_data import views

DATA = r"avoin-data/ohjelmat"
FORMAT = r"(?P<extension>json|csv)"

urlpatterns = [
    path("avoin-data/", views.about, name="open_data"),
    path("avoin-data/skeema.json", views.schema_file, name="open_data_schema"),
    re_path(rf"^{DATA}\.{FORMAT}$", views.programmes, name="open_data_programmes"),
    re_path(
        rf"^{DATA}/(?P<key>[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/(?P<name>[a-z-]+)\.{FORMAT}$",
        views.of_programme,
        name="open_data_of_programme",
    ),
]
