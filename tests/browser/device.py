"""The browser's own virtual device that holds passkeys, as a phone or computer would."""

from playwright.sync_api import Page

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """The virtual device of a page's browser; `verified` says whether its owner is there."""

    def __init__(self, page: Page):
        self._session = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        made = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self._id = made["authenticatorId"]

    def set_verified(self, verified: bool) -> None:
        self._session.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self._id, "isUserVerified": verified},
        )
