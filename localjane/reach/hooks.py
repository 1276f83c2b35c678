"""Where Wagtail asks what is within reach: its choosers, its menus and the forms of pages."""

from wagtail import hooks

from localjane.reach import lists, references, report

# Last, so that what others add is looked at too.
LAST = 1000

hooks.register("construct_page_chooser_queryset", lists.pages_to_choose, order=LAST)
hooks.register("construct_image_chooser_queryset", lists.images_to_choose, order=LAST)
hooks.register("construct_document_chooser_queryset", lists.documents_to_choose, order=LAST)
hooks.register("references_out_of_reach", references.references_within_reach)


hooks.register("register_reports_menu_item", report.menu_item)


@hooks.register("register_admin_urls")
def report_urls() -> list:
    """The address of the report of refusals."""
    return report.urlpatterns


@hooks.register("construct_main_menu", order=LAST)
def main_menu(request, items: list) -> None:
    lists.open_menu_items(items, request)


@hooks.register("construct_reports_menu", order=LAST)
def reports_menu(request, items: list) -> None:
    lists.open_menu_items(items, request)


@hooks.register("construct_settings_menu", order=LAST)
def settings_menu(request, items: list) -> None:
    lists.open_menu_items(items, request)
