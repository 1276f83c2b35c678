"""The blocks of pages: what they refuse, what they draw, what editors see of them."""

import pytest
from django.utils import translation
from wagtail import blocks

from cms.blocks import CallToActionBlock, ContentBlock, VideoBlock, video_service


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (
            "https://www.youtube.com/watch?v=abc_-123",
            "https://www.youtube-nocookie.com/embed/abc_-123",
        ),
        ("https://youtu.be/abc123?t=3", "https://www.youtube-nocookie.com/embed/abc123"),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
    ],
)
def test_a_video_is_shown_by_its_services_player_without_tracking(address, player):
    assert video_service(address)[1] == player


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/video/1",
        "https://youtube.com/",
        "https://youtube.com.example.org/watch?v=abc",
        'https://youtu.be/"><script>',
        "https://vimeo.com/kanava",
    ],
)
def test_an_address_of_no_known_video_is_refused(address):
    with pytest.raises(ValueError, match="http"):
        video_service(address)


def test_a_volunteer_is_told_which_field_of_a_video_is_wrong():
    block = VideoBlock()
    value = block.to_python({"url": "https://example.org/v", "title": "Video"})
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        block.clean(value)
    assert "url" in refused.value.block_errors


@pytest.mark.parametrize("url", ["", "https://example.org/"])
def test_a_button_leads_to_exactly_one_place(url, local_jane):
    block = CallToActionBlock()
    page = None if not url else local_jane.pk
    with pytest.raises(blocks.StructBlockValidationError):
        block.clean(block.to_python({"text": "Lue lisää", "page": page, "url": url}))


@pytest.mark.parametrize("name", list(ContentBlock().child_blocks))
def test_every_block_has_a_preview_an_icon_and_a_word_of_help(name, db):
    block = ContentBlock().child_blocks[name]
    assert block.is_previewable
    assert str(block.get_description())
    assert block.meta.icon not in ("placeholder", "")
    with translation.override("fi"):
        html = (
            block._render_with_context(block.get_preview_value(), {})
            if hasattr(block, "_render_with_context")
            else block.render(block.get_preview_value())
        )
    assert "style=" not in html


def test_a_video_asks_nothing_of_its_service_before_it_is_pressed():
    block = VideoBlock()
    html = block.render(
        block.to_python({"url": "https://vimeo.com/12345", "title": "Näin", "captions": True})
    )
    assert "<iframe" not in html
    assert 'src="' not in html
    assert 'href="https://vimeo.com/12345"' in html
