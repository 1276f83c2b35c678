"""The blocks that a volunteer builds a page of. Each has a preview, an icon and a word of help."""

from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "blocks/text.html"
        preview_value = "<h2>Kokous on avoin</h2><p>Tervetuloa mukaan. <b>Kahvit</b> tarjotaan.</p>"


class PictureBlock(blocks.StructBlock):
    """A picture with a caption. Its text alternative is the picture's own."""

    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(
        label=_("caption"), required=False, max_length=255, help_text=_("Shown below the picture.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture and a caption below it.")
        template = "blocks/picture.html"
        preview_template = "blocks/preview/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("words"), max_length=600)
    source = blocks.CharBlock(label=_("who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's words, set apart from the text.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Yhdessä saamme enemmän aikaan kuin kukin yksin.",
            "source": "Yhdistyksen puheenjohtaja",
        }


class ContactBlock(blocks.StructBlock):
    """The card of a shared contact: always the present holder of the role."""

    contact = SnippetChooserBlock("contacts.Contact", label=_("contact"))

    class Meta:
        icon = "user"
        label = _("Contact card")
        description = _("Who to ask. The card changes by itself when the person changes.")
        template = "blocks/contact.html"
        preview_template = "blocks/preview/contact.html"


class LinkValue(blocks.StructValue):
    """Where a call to action leads: a page of this site, or an address elsewhere."""

    @property
    def is_external(self) -> bool:
        return not self.get("page")


class CallToActionBlock(blocks.StructBlock):
    """One thing to do, as a button."""

    text = blocks.CharBlock(
        label=_("text of the button"), max_length=60, help_text=_("For example: Sign up")
    )
    page = blocks.PageChooserBlock(label=_("page of this site"), required=False)
    url = blocks.URLBlock(label=_("or an address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("One thing to do: a page of this site, or an address elsewhere.")
        template = "blocks/call_to_action.html"
        value_class = LinkValue
        preview_value = {"text": "Ilmoittaudu mukaan", "page": None, "url": "https://example.org/"}

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = ValidationError(_("Give either a page of this site or an address elsewhere."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return cleaned


class AccordionItemBlock(blocks.StructBlock):
    """A question that opens to its answer."""

    heading = blocks.CharBlock(label=_("heading"), max_length=150)
    text = blocks.RichTextBlock(label=_("text"), features=SHORT_TEXT_FEATURES)


class AccordionBlock(blocks.StructBlock):
    """Questions that open to their answers."""

    items = blocks.ListBlock(AccordionItemBlock(), label=_("parts"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Headings that open to show their text. Good for questions and answers.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [
                {
                    "heading": "Kuka voi osallistua?",
                    "text": "<p>Jokainen alueen yhdistys on tervetullut.</p>",
                },
            ]
        }


class TableBlock(blocks.StructBlock):
    """A table of words with a heading for each column."""

    table = TypedTableBlock(
        [("text", blocks.CharBlock(required=False, label=_("Text")))], label=_("table")
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns. Give each column a heading.")
        template = "blocks/table.html"
        preview_template = "blocks/preview/table.html"


class DocumentListBlock(blocks.StructBlock):
    """Documents to read or to fill in."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("document")), label=_("documents"), min_num=1
    )

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to read or to fill in.")
        template = "blocks/document_list.html"
        preview_template = "blocks/preview/document_list.html"


class VideoValue(blocks.StructValue):
    """What the template needs to know of the video's service."""

    @property
    def service(self) -> str:
        """The service's name as a reader knows it."""
        return video_service(self["url"])[0]

    @property
    def embed_url(self) -> str:
        """The player without tracking cookies, loaded only when a reader presses the button."""
        return video_service(self["url"])[1]


def video_service(url: str) -> tuple[str, str]:
    """The service's name and its player's address for a video's page: ("YouTube", "https://…").

    Raises ValueError for an address of any other service, or one that names no video.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    segments = [s for s in parts.path.split("/") if s]
    video = ""
    if host == "youtu.be" and segments:
        video = segments[0]
    elif host in {"youtube.com", "youtube-nocookie.com"}:
        if segments[:1] == ["watch"]:
            video = parse_qs(parts.query).get("v", [""])[0]
        elif len(segments) == 2 and segments[0] in {"embed", "live", "shorts"}:
            video = segments[1]
    if video and video.replace("-", "").replace("_", "").isalnum():
        return "YouTube", f"https://www.youtube-nocookie.com/embed/{video}"
    if host in {"vimeo.com", "player.vimeo.com"} and segments and segments[-1].isdigit():
        return "Vimeo", f"https://player.vimeo.com/video/{segments[-1]}?dnt=1"
    raise ValueError(url)


class VideoBlock(blocks.StructBlock):
    """A video elsewhere. Nothing is asked of that service before a reader presses the button."""

    url = blocks.URLBlock(label=_("address of the video"), help_text=_("From YouTube or Vimeo."))
    title = blocks.CharBlock(label=_("what the video is about"), max_length=150)
    captions = blocks.BooleanBlock(label=_("the video has captions"), required=False, default=False)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video from YouTube or Vimeo. It loads only when the reader wants it.")
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://vimeo.com/1",
            "title": "Näin yhdistysohjelma tehdään",
            "captions": True,
        }

    def clean(self, value):
        cleaned = super().clean(value)
        try:
            video_service(cleaned["url"])
        except ValueError:
            message = ValidationError(_("This is not the address of a YouTube or Vimeo video."))
            raise blocks.StructBlockValidationError(block_errors={"url": message}) from None
        return cleaned


class ContentBlock(blocks.StreamBlock):
    """Everything that a page's content can be made of."""

    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    contact = ContactBlock()
    call_to_action = CallToActionBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    document_list = DocumentListBlock()
    video = VideoBlock()
