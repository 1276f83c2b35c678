"""What a local JANE's people have: pages of each type and state, files, reviews, letters."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.images import get_image_model
from wagtail.models import (
    Comment,
    CommentReply,
    Locale,
    Page,
    PageViewRestriction,
    UploadedFile,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.models import User
from cms import outbox
from cms.models import Listing
from localjane.models import LocalJanePage, LocalJaneSpace, Role
from localjane.people import invitations
from localjane.roles import LocalGroups
from tests import factories

Hidden = Callable[[str], str]
PASSWORD = "arvoitus"
# The types of pages that a local JANE has below its front page, by the factory.
SECTIONS = {
    "standard": factories.StandardPageFactory,
    "documents": factories.DocumentsPageFactory,
    "body": factories.BodyPageFactory,
}
PROVINCIAL = {
    "programme": factories.ProgrammePageFactory,
    "priority": factories.PriorityPageFactory,
    "goal": factories.GoalPageFactory,
    "project": factories.ProjectPageFactory,
    "event": factories.EventPageFactory,
    "news": factories.NewsPageFactory,
    "body": factories.BodyPageFactory,
    "standard": factories.StandardPageFactory,
}


@dataclass
class Side:
    """A local JANE with its people and its places."""

    home: LocalJanePage
    groups: LocalGroups
    space: LocalJaneSpace
    editor: User
    publisher: User


def people(name: str, groups: LocalGroups, hidden: Hidden) -> tuple[User, User]:
    """An editor and a publisher of a local JANE."""
    made = []
    for role, group in (("editor", groups.editors), ("publisher", groups.publishers)):
        user = factories.UserFactory(
            email=f"{hidden(role + 'mail')}@{name}.example.org",
            first_name=hidden(role + "first").capitalize(),
            last_name=hidden(role + "last").capitalize(),
        )
        user.groups.add(group)
        made.append(user)
    return made[0], made[1]


def name_things(side: Side, hidden: Hidden) -> None:
    """Names that only its own people and staff should see."""
    for thing, kind in (
        (side.groups.editors, "editorsgroup"),
        (side.groups.publishers, "publishersgroup"),
        (side.space.collection, "collection"),
        (side.space.private_collection, "privatecollection"),
        (side.space.workflow, "workflow"),
        *((task, "task") for task in side.space.workflow.tasks),
    ):
        type(thing).objects.filter(pk=thing.pk).update(name=hidden(kind))
        thing.refresh_from_db()


def fill(side: Side, hidden: Hidden) -> None:
    """Everything that there can be on a local JANE's site; `hidden` gives the words of what is
    not public."""
    news = factories.NewsIndexPageFactory(parent=side.home)
    calendar = factories.CalendarPageFactory(parent=side.home)
    items = {
        "news": (factories.NewsPageFactory, news),
        "event": (factories.EventPageFactory, calendar),
    }
    places = {name: (maker, side.home) for name, maker in SECTIONS.items()} | items
    for kind, (maker, parent) in places.items():
        pages_in_every_state(kind, maker, parent, side.editor, hidden)
    live = _live(factories.NewsPageFactory, news, "Julkinen uutinen")
    files(side, hidden, live)
    review(side, hidden)
    words_about(live, side, hidden)
    translations(side, hidden)
    letters(side, hidden, live)


def fill_province(editor: User, hidden: Hidden) -> None:
    """Drafts of the province's own, of each type."""
    made = {kind: draft(kind, maker, {}, editor, hidden) for kind, maker in PROVINCIAL.items()}
    # All that there are of a type below one draft: a chooser of that type starts there.
    for number in ("one", "two"):
        draft(
            f"action{number}",
            factories.ActionPageFactory,
            {"parent": made["goal"]},
            editor,
            hidden,
        )


def _live(maker, parent: Page, title: str, **fields) -> Page:
    return maker(parent=parent, title=title, **fields)


def draft(kind: str, maker, place: dict, editor: User, hidden: Hidden) -> Page:
    """A page that has never been published."""
    word = hidden(f"{kind}draft")
    page = maker(title=word.capitalize(), slug=hidden(f"{kind}draftslug"), live=False, **place)
    page.owner = editor
    _write(page, hidden(f"{kind}drafttext"))
    page.save()
    page.save_revision(user=editor, log_action=True)
    return page


def pages_in_every_state(kind, maker, parent, editor: User, hidden: Hidden) -> None:
    """A draft, one with unpublished changes, a private one, one with a password, an expired one."""
    place = {"parent": parent}
    draft(kind, maker, place, editor, hidden)

    changed = _live(maker, parent, f"Julkinen {kind}")
    changed.title = hidden(f"{kind}change").capitalize()
    _write(changed, hidden(f"{kind}changetext"))
    changed.save_revision(user=editor, log_action=True)

    for restriction in ("groups", "password"):
        private = _hidden_page(maker, parent, f"{kind}{restriction}", hidden)
        row = PageViewRestriction.objects.create(
            page=private,
            restriction_type=restriction,
            password=PASSWORD if restriction == "password" else "",
        )
        row.groups.set(editor.groups.all() if restriction == "groups" else ())
    expired = _hidden_page(maker, parent, f"{kind}expired", hidden)
    expired.expire_at = timezone.now() - dt.timedelta(days=2)
    expired.unpublish(set_expired=True)


def _hidden_page(maker, parent: Page, kind: str, hidden: Hidden) -> Page:
    """A published page; title, address and text have a word each, for who asks for an address
    knows that one."""
    page = maker(parent=parent, title=hidden(kind).capitalize(), slug=hidden(f"{kind}slug"))
    _write(page, hidden(f"{kind}text"))
    page.save_revision().publish()
    return page


def _write(page: Page, word: str) -> None:
    """Words into the fields that a page has."""
    names = {field.name for field in page._meta.get_fields()}
    for name in ("introduction", "search_description", "place"):
        if name in names:
            setattr(page, name, f"{word} {name}")
    if "body" in names:
        page.body = [("text", f"<p>{word} body</p>")]


# --- Files ---


def files(side: Side, hidden: Hidden, live: Page) -> None:
    """Pictures and documents, private and not yet shown anywhere; and one being uploaded."""
    places = {"unused": side.space.collection, "private": side.space.private_collection}
    for kind, place in places.items():
        picture = factories.ImageFactory(
            title=hidden(f"{kind}picture"),
            description=hidden(f"{kind}alt"),
            collection=place,
            uploaded_by_user=side.editor,
            file__filename=f"{hidden(kind + 'picturefile')}.jpg",
        )
        picture.tags.add(hidden(f"{kind}picturetag"))
        document = factories.DocumentFactory(
            title=hidden(f"{kind}document"),
            collection=place,
            uploaded_by_user=side.editor,
            file=ContentFile(
                # Whoever knows the address may read what is not in a private collection.
                (hidden("documenttext") if kind == "private" else "Julkinen").encode(),
                name=f"{hidden(kind + 'documentfile')}.txt",
            ),
        )
        document.tags.add(hidden(f"{kind}documenttag"))
    UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(get_image_model()),
        file=ContentFile(b"x", name=f"{hidden('upload')}.jpg"),
        uploaded_by_user=side.editor,
    )


# --- Reviews, words beside the text, who is editing ---


def review(side: Side, hidden: Hidden) -> None:
    """A draft that waits for a review, and one that was sent back with a word."""
    for kind in ("waiting", "rejected"):
        place = {"parent": side.home}
        page = draft(f"review{kind}", factories.StandardPageFactory, place, side.editor, hidden)
        state = side.space.workflow.start(page, side.editor)
        if kind == "rejected":
            state.current_task_state.reject(user=side.publisher, comment=hidden("rejection"))


def words_about(page: Page, side: Side, hidden: Hidden) -> None:
    """Comments beside a text, somebody who has it open, and a lock."""
    comment = Comment.objects.create(
        page=page, user=side.editor, text=hidden("comment"), contentpath="title"
    )
    CommentReply.objects.create(comment=comment, user=side.publisher, text=hidden("reply"))
    EditingSession.objects.create(
        user=side.editor,
        content_type=ContentType.objects.get_for_model(page),
        object_id=page.pk,
        last_seen_at=timezone.now(),
    )
    locked = factories.StandardPageFactory(parent=side.home, title="Lukittu", slug="lukittu")
    locked.locked, locked.locked_by, locked.locked_at = True, side.publisher, timezone.now()
    locked.save()


# --- Languages ---


def translations(side: Side, hidden: Hidden) -> None:
    """A translation under way, with its source's texts and one translated."""
    swedish = Locale.objects.get(language_code="sv")
    for page in (side.home.specific,):
        if not page.has_translation(swedish):
            factories.translate(page, "sv", title=page.title)
    place = {"parent": side.home}
    source_page = draft("source", factories.StandardPageFactory, place, side.editor, hidden)
    source, _made = TranslationSource.update_or_create_from_instance(source_page)
    translation = Translation.objects.create(source=source, target_locale=swedish)
    translation.save_target(publish=False)
    for segment in source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=swedish,
            context=segment.context,
            data=hidden("translatedword"),
        )


# --- Letters ---


def letters(side: Side, hidden: Hidden, live: Page) -> None:
    """An invitation, an offer, a letter that waits, a contact's hidden address."""
    invitations.invite(side.home, f"{hidden('invited')}@example.org", [Role.EDITOR], side.publisher)
    Listing.objects.create(
        page_key=live.translation_key,
        state=Listing.State.DECLINED,
        note=hidden("offernote"),
        offered_by=side.editor,
    )
    outbox.post(
        "invitation",
        f"{hidden('lettermail')}@example.org",
        "invitation",
        {"name": hidden("letter"), "link": f"https://example.org/{hidden('letterlink')}"},
    )
    person = factories.PersonFactory(email=f"{hidden('secretmail')}@example.org", hide_email=True)
    contact = factories.ContactFactory(municipality=side.home.municipality)
    factories.AppointmentFactory(contact=contact, person=person)
