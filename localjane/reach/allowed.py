"""Every view of the admin that somebody may reach who is no superuser; all others are refused.

One line a view (or a family of views, `*`): who may, why, and what its parameters name. A test
compares this with the addresses that there are (docs/apart.md says how to add one).
"""

from localjane.reach.kinds import (
    COLLECTION,
    DOCUMENT_TO_SHOW,
    EXPLORED_PAGE,
    IMAGE_TO_SHOW,
    LOCAL_JANE,
    MEMBER,
    OBJECT,
    OWN_PAGE,
    PAGE_TO_LINK,
    PUBLISHED_PAGE,
    REVISION,
    SHARED_CONTACT,
    SHARED_ROW,
    STAFF_ROW,
    SUGGESTION,
)
from localjane.reach.rules import ALL, ONLY_STAFF, PUBLISHERS, Rule, plain

# Filters of lists that show her own rows only: who wrote, of which type, in which language.
FILTERS = plain("owner", "user", "content_type", "locale", "edited_by", "site", "action")
PAGE_PK = {"pk": OWN_PAGE}
LINKED = {"parent_page_id": PAGE_TO_LINK}
CHOOSING = {**LINKED, "target_pages[]": OWN_PAGE}

ALLOWED: dict[str, Rule] = {
    # --- Home, account and what every screen loads ------------------------------------------------
    "wagtailadmin_home": Rule(ALL, "the first page", query={"jane": LOCAL_JANE}),
    "wagtailadmin_account": Rule(ALL, "her own name, language and messages", is_form=True),
    "wagtailadmin_logout": Rule(ALL, "the way out"),
    "wagtailadmin_dismissibles": Rule(ALL, "which hints she has closed", is_form=True),
    "wagtailadmin_sprite": Rule(ALL, "icons", query=plain("h")),
    "wagtailadmin_javascript_catalog": Rule(ALL, "the screens' words"),
    "wagtail_localize:javascript_catalog": Rule(ALL, "the screens' words"),
    "cms.login.gate": Rule(ALL, "leads to the login"),
    "wagtail.admin.views.home.default": Rule(ALL, "says that there is no such address"),
    "wagtailadmin_editing_sessions:ping": Rule(
        ALL, "who else edits this page", path={"object_id": OBJECT}
    ),
    "wagtailadmin_editing_sessions:release": Rule(ALL, "she has stopped editing"),
    "wagtailadmin_block_preview": Rule(ALL, "how a block looks, without content"),
    # --- Her own pages ----------------------------------------------------------------------------
    "wagtailadmin_explore_root": Rule(ALL, "her list of pages", query=FILTERS),
    "wagtailadmin_explore*": Rule(
        ALL, "lists of pages", path={"parent_page_id": EXPLORED_PAGE}, query=FILTERS
    ),
    "wagtailadmin_pages:search*": Rule(ALL, "finds among her own", query=FILTERS),
    "wagtailadmin_pages:add_subpage": Rule(ALL, "which type of page to add"),
    "wagtailadmin_pages:choose_parent": Rule(ALL, "under which of her pages", is_form=True),
    "wagtailadmin_pages:add": Rule(ALL, "writes a page", is_form=True),
    "wagtailadmin_pages:edit": Rule(ALL, "edits a page", is_form=True),
    "wagtailadmin_pages:preview_on_*": Rule(ALL, "sees what she writes", is_form=True),
    "wagtailadmin_pages:view_draft": Rule(ALL, "sees her draft"),
    "wagtailadmin_pages:usage": Rule(ALL, "which pages lead here"),
    "wagtailadmin_pages:delete": Rule(ALL, "deletes her page"),
    "wagtailadmin_pages:unpublish": Rule(ALL, "hides her page"),
    "wagtailadmin_pages:convert_alias": Rule(ALL, "makes an alias a page of its own"),
    "wagtailadmin_pages:copy": Rule(ALL, "copies to a place of her own"),
    "wagtailadmin_pages:move": Rule(ALL, "moves to a place of her own"),
    "wagtailadmin_pages:move_confirm": Rule(ALL, "moves to a place of her own"),
    "wagtailadmin_pages:set_page_position": Rule(ALL, "sorts her pages"),
    "wagtailadmin_pages:set_privacy": Rule(
        ONLY_STAFF, "names every group, so not for local people", body={"groups": STAFF_ROW}
    ),
    "wagtailadmin_pages:lock": Rule(ALL, "locks her page"),
    "wagtailadmin_pages:unlock": Rule(ALL, "unlocks her page"),
    "wagtailadmin_pages:history*": Rule(ALL, "what has been done", query=FILTERS),
    "wagtailadmin_pages:revisions_*": Rule(
        ALL, "older versions", args=(OWN_PAGE, REVISION, REVISION)
    ),
    "wagtailadmin_pages:workflow_*": Rule(ALL, "its review"),
    "wagtailadmin_pages:collect_workflow_action_data": Rule(ALL, "a word to its writer"),
    "wagtailadmin_pages:confirm_workflow_cancellation": Rule(ALL, "publishes without review"),
    "wagtail_bulk_action": Rule(
        ALL,
        "several of her pages or files at once",
        query={"id": OBJECT, "childOf": OWN_PAGE},
        body={"chooser": OWN_PAGE},
    ),
    "wagtailadmin_api:pages:listing": Rule(
        ALL,
        "the menu's tree of her pages",
        query={
            "child_of": EXPLORED_PAGE,
            "descendant_of": EXPLORED_PAGE,
            "ancestor_of": EXPLORED_PAGE,
            "translation_of": EXPLORED_PAGE,
            **plain("for_explorer", "has_children", "fields", "order", "type", "include_root"),
        },
    ),
    "wagtailadmin_api:pages:detail": Rule(
        ALL, "the menu's tree of her pages", path={"pk": EXPLORED_PAGE}, query=plain("fields")
    ),
    # --- Choosing a page to link to ---------------------------------------------------------------
    "wagtailadmin_choose_page": Rule(ALL, "her own and public pages", query=CHOOSING),
    "wagtailadmin_choose_page_child": Rule(
        ALL, "her own and public pages", path=LINKED, query=CHOOSING
    ),
    "wagtailadmin_choose_page_search": Rule(ALL, "her own and public pages", query=CHOOSING),
    "wagtailadmin_choose_page_chosen_multiple": Rule(
        ALL, "the pages that she ticked", query={"id": PAGE_TO_LINK}
    ),
    "wagtailadmin_choose_page_*_link": Rule(ALL, "links to elsewhere", query=LINKED, is_form=True),
    # --- Pictures and documents -------------------------------------------------------------------
    "wagtailimages:index*": Rule(ALL, "her pictures", query=plain("tag", "title")),
    "wagtailimages:add*": Rule(ALL, "adds pictures", is_form=True, body={"collection": COLLECTION}),
    "wagtailimages:create_multiple_*": Rule(ALL, "adds pictures", is_form=True),
    "wagtailimages:edit*": Rule(ALL, "edits a picture", is_form=True),
    "wagtailimages:delete*": Rule(ALL, "deletes a picture"),
    "wagtailimages:image_usage": Rule(ALL, "where a picture is shown"),
    "wagtailimages:preview": Rule(ALL, "a picture, small"),
    "wagtailimages_chooser:*": Rule(
        ALL,
        "chooses a picture",
        path={"pk": IMAGE_TO_SHOW, "image_id": IMAGE_TO_SHOW},
        query={"id": IMAGE_TO_SHOW, **plain("tag", "format")},
        is_form=True,
    ),
    "wagtaildocs:index*": Rule(ALL, "her documents", query=plain("tag", "title")),
    "wagtaildocs:add*": Rule(ALL, "adds documents", is_form=True, body={"collection": COLLECTION}),
    "wagtaildocs:create_multiple_*": Rule(ALL, "adds documents", is_form=True),
    "wagtaildocs:edit*": Rule(ALL, "edits a document", is_form=True),
    "wagtaildocs:delete*": Rule(ALL, "deletes a document"),
    "wagtaildocs:document_usage": Rule(ALL, "where a document is linked"),
    "wagtaildocs_chooser:*": Rule(
        ALL,
        "chooses a document",
        path={"pk": DOCUMENT_TO_SHOW},
        query={"id": DOCUMENT_TO_SHOW, **plain("tag")},
        is_form=True,
    ),
    "wagtailadmin_tag_*": Rule(
        ALL, "tags; local people those of their own files", query=plain("term")
    ),
    # A translation's screen asks these for the name of what is chosen.
    "wagtailadmin_api:images:detail": Rule(
        ALL, "a picture in a translation", path={"pk": IMAGE_TO_SHOW}
    ),
    "wagtailadmin_api:documents:detail": Rule(
        ALL, "a document in a translation", path={"pk": DOCUMENT_TO_SHOW}
    ),
    "wagtail_localize:snippets_api_detail": Rule(
        ALL, "a contact in a translation", path={"pk": SHARED_ROW}
    ),
    # --- The shared contacts ----------------------------------------------------------------------
    "wagtailsnippetchoosers_contacts_*:create": Rule(
        ONLY_STAFF, "adds to the shared contacts", is_form=True
    ),
    "wagtailsnippetchoosers_contacts_*": Rule(
        ALL,
        "who is who is entered once, and public",
        path={"pk": SHARED_CONTACT},
        query={"id": SHARED_CONTACT, **plain("municipality", "kind", "organisation")},
    ),
    "wagtailsnippets_contacts_*": Rule(
        ONLY_STAFF,
        "the shared contacts are the staff's to edit",
        path={"pk": STAFF_ROW},
        query=plain("municipality", "kind", "organisation", "held", "person", "user", "action"),
        is_form=True,
    ),
    "wagtailsnippets_search_*": Rule(
        ONLY_STAFF,
        "what the search knows and shows first",
        path={"pk": STAFF_ROW},
        query={**FILTERS, **plain("words", "term")},
        is_form=True,
    ),
    "wagtailsnippetchoosers_search_*": Rule(
        ONLY_STAFF,
        "what the search knows and shows first",
        path={"pk": STAFF_ROW},
        query={"id": STAFF_ROW},
    ),
    "wagtailsnippets:index": Rule(ONLY_STAFF, "kinds of shared rows"),
    # --- Translations, page by page ---------------------------------------------------------------
    "wagtail_localize:edit_string_translation": Rule(
        ALL, "words of her own page", body=plain("value")
    ),
    "wagtail_localize:preview_translation": Rule(ALL, "sees her translation"),
    "wagtail_localize:download_pofile": Rule(ALL, "her page's texts as a file"),
    "wagtail_localize:upload_pofile": Rule(ALL, "her page's texts from a file", body=plain("file")),
    "wagtail_localize:stop_translation": Rule(ALL, "makes it a page of its own"),
    # The page then stands as the Finnish one does: published, if that is.
    "wagtail_localize:convert_to_alias": Rule(
        PUBLISHERS, "lets it follow the Finnish page", path={"page_id": PUBLISHED_PAGE}
    ),
    "wagtail_localize:edit_override": Rule(
        ONLY_STAFF, "another picture or link: any may be named", body=plain("value")
    ),
    "wagtail_localize:machine_translate": Rule(ONLY_STAFF, "by an outside service"),
    "wagtail_localize:submit_page_translation": Rule(
        ONLY_STAFF, "starts a translation", body=plain("locales"), query=plain("select_locale")
    ),
    "wagtail_localize:submit_snippet_translation": Rule(
        ONLY_STAFF, "starts a translation", path={"pk": STAFF_ROW}, body=plain("locales")
    ),
    "wagtail_localize:update_translations": Rule(ONLY_STAFF, "brings translations up to date"),
    "wagtail_localize:translations_report*": Rule(
        ONLY_STAFF, "translations of every site", query=FILTERS
    ),
    "wagtail_localize:snippets_api_listing": Rule(ONLY_STAFF, "shared rows"),
    # --- Staff's reports --------------------------------------------------------------------------
    "wagtailadmin_reports:locked_pages*": Rule(ONLY_STAFF, "pages of every site", query=FILTERS),
    "wagtailadmin_reports:workflow*": Rule(
        ONLY_STAFF,
        "reviews of every site",
        query={**FILTERS, **plain("task", "workflow", "requested_by")},
    ),
    "wagtailadmin_reports:aging_pages*": Rule(
        ONLY_STAFF, "pages of every site", query={**FILTERS, **plain("last_published_by")}
    ),
    "wagtailadmin_reports:page_types_usage*": Rule(
        ONLY_STAFF, "pages of every site", query=FILTERS
    ),
    "wagtailadmin_pages:type_use*": Rule(ONLY_STAFF, "pages of every site", query=FILTERS),
    "searches_report*": Rule(
        ONLY_STAFF, "what is searched", query=plain("period", "found", "export")
    ),
    "failed_tasks*": Rule(
        ONLY_STAFF, "what failed in the background", query=plain("source", "settled")
    ),
    # --- This house's own screens -----------------------------------------------------------------
    "event_state": Rule(PUBLISHERS, "cancels her event", path=PAGE_PK, is_form=True),
    "copy_previous_event": Rule(
        ALL, "a new event from her older one", path=PAGE_PK, body={"event": OWN_PAGE}
    ),
    "undo_publication": Rule(ALL, "takes her publication back; the link is signed"),
    "local_jane_people": Rule(
        PUBLISHERS, "her own JANE's people", path=PAGE_PK, body={"number": MEMBER}
    ),
    "local_jane_contacts": Rule(ALL, "leads to her municipality's contacts", path=PAGE_PK),
    "offer": Rule(
        PUBLISHERS,
        "offers her page to the province",
        path=PAGE_PK,
        body=plain("offer", "withdraw"),
    ),
    "offer_decision": Rule(
        ONLY_STAFF, "answers an offer", path=PAGE_PK, body=plain("accept", "decline")
    ),
    "reach": Rule(
        ONLY_STAFF,
        "where a page of the province is listed",
        path=PAGE_PK,
        body={"subsites": STAFF_ROW},
    ),
    "local_jane_state": Rule(ONLY_STAFF, "archives a site", path=PAGE_PK, is_form=True),
    "local_jane_host": Rule(ONLY_STAFF, "a site's own host", path=PAGE_PK, is_form=True),
    "local_jane_name": Rule(ONLY_STAFF, "a site's name and address", path=PAGE_PK, is_form=True),
    "merge_municipalities": Rule(ONLY_STAFF, "a merger of municipalities", is_form=True),
    "found_local_jane*": Rule(ONLY_STAFF, "founds a local JANE", is_form=True),
    # The screen lets in those of the contact's own municipality; the term is one of the contact's.
    "suggest_contact": Rule(
        ALL,
        "proposes a change of a shared contact",
        path={"pk": SHARED_CONTACT},
        query=plain("kausi"),
        is_form=True,
    ),
    "contact_suggestion": Rule(ALL, "what she has proposed", path={"pk": SUGGESTION}),
    "contact_suggestion_decision": Rule(
        ONLY_STAFF, "answers a proposal", path={"pk": STAFF_ROW}, is_form=True
    ),
    "guide*": Rule(ALL, "the guide", path=plain("slug")),
    "staff_inbox": Rule(ONLY_STAFF, "what waits for staff"),
    "send_mail_again": Rule(ONLY_STAFF, "mail that did not go", path={"pk": STAFF_ROW}),
    "programme_follow_up*": Rule(
        ONLY_STAFF, "the programme's follow-up", path=PAGE_PK, is_form=True
    ),
    "programme_outline*": Rule(ONLY_STAFF, "a whole programme on one screen", path=PAGE_PK),
    "programme_new": Rule(ONLY_STAFF, "begins a programme", is_form=True),
    "programme_next": Rule(
        ONLY_STAFF,
        "begins a programme from the last",
        path=PAGE_PK,
        is_form=True,
        body=plain("begun", "back", "create"),
    ),
    "programme_part_edit": Rule(
        ONLY_STAFF,
        "what a programme's part says",
        path=PAGE_PK,
        is_form=True,
        body={"seen": STAFF_ROW, "over": STAFF_ROW},
    ),
    "programme_part_add": Rule(
        ONLY_STAFF, "adds a programme's part", path=PAGE_PK, is_form=True, body=plain("quick")
    ),
    "programme_part_move": Rule(
        ONLY_STAFF,
        "where a programme's part stands",
        path=PAGE_PK,
        body={"parent": OWN_PAGE, **plain("to", "position")},
    ),
    "programme_editions": Rule(
        ONLY_STAFF,
        "a programme's editions",
        path=PAGE_PK,
        body={"publish": STAFF_ROW, "cancel": STAFF_ROW},
    ),
    "programme_new_edition": Rule(
        ONLY_STAFF, "adopts a programme", path=PAGE_PK, is_form=True, body=plain("adopt")
    ),
    "programme_sheet": Rule(ONLY_STAFF, "a programme's spreadsheet", path=PAGE_PK, is_form=True),
    "programme_sheet_file": Rule(
        ONLY_STAFF, "a programme as a file", path=PAGE_PK, query=plain("muoto")
    ),
    # Only who has sent the file; the screen asks for that.
    "programme_sheet_upload": Rule(
        ONLY_STAFF,
        "what a file changes",
        path={"pk": OWN_PAGE, "upload": STAFF_ROW},
        body=plain("seen", "import", "discard"),
    ),
    "programme_state": Rule(ONLY_STAFF, "a programme's state", path=PAGE_PK, is_form=True),
    "programme_books": Rule(
        ONLY_STAFF,
        "the books of an edition",
        path={"pk": STAFF_ROW},
        is_form=True,
        body=plain("language"),
    ),
    "programme_action_state": Rule(ONLY_STAFF, "an action's state", path=PAGE_PK, is_form=True),
}

# Looked at and left to superusers: they reach beyond one site, or nobody here needs them.
SUPERUSER_ONLY = (
    "access_refusals*",
    "wagtailadmin_api:*",
    "wagtailadmin_collections:*",
    "wagtailadmin_error_test",
    # Behind addresses of our own, which lead to allauth's login.
    "wagtailadmin_login",
    "wagtailadmin_password_reset*",
    "wagtailadmin_reports:site_history*",
    "wagtailadmin_workflows:*",
    "wagtailimages:url_generator*",
    "wagtaillocales:*",
    "wagtailredirects:*",
    "wagtailsettings:*",
    "wagtailsites:*",
    "wagtailusers_*",
    # A template of Wagtail's developers.
    "django.views.generic.base.TemplateView",
)
