"""What the browser tests share."""

import pytest

STAFF = "henkilosto@example.org"


@pytest.fixture(scope="module")
def staff_state(browser, live_site) -> dict:
    """The cookies of a member of staff, logged in once for a module."""
    context = browser.new_context(base_url=live_site.url)
    page = context.new_page()
    page.goto("/tili/kirjaudu/?next=/tyyli/")
    page.locator("#id_login").fill(STAFF)
    page.locator("#id_password").fill(live_site.passwords()[STAFF])
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/tyyli/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page_for(browser, live_site, staff_state):
    """Opens pages in a window of one's own choice, for staff where an address asks for them."""
    contexts = []

    def open_window(*, staff: bool = False, **options):
        state = {"storage_state": staff_state} if staff else {}
        # Nothing is to glide out from under a test.
        options = {"reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=live_site.url, locale="fi-FI", **state, **options)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
