"""A mail server on loopback that keeps what it is given, for tests of the running site."""

import time
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.live import free_port


class Mailbox:
    """Takes every mail on a free port of this machine alone."""

    def __init__(self):
        # Who each was sent to, and the mail.
        self.mails: list[tuple[str, EmailMessage]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()

    @property
    def url(self) -> str:
        """The value of EMAIL_URL that leads here."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def wait_for(self, to: str, *, about: str = "", seconds: float = 20) -> EmailMessage:
        """The last mail to an address with words in its subject, as soon as there is one.

        Raises AssertionError if none comes.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for address, mail in reversed(self.mails):
                if address == to and about in mail["Subject"]:
                    return mail
            time.sleep(0.1)
        raise AssertionError(f"No mail to {to} within {seconds} s.")

    def close(self) -> None:
        """Stop listening."""
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """What the server calls, by its own name, once a mail is there."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails += [(each, mail) for each in envelope.rcpt_tos]
        return "250 OK"


def text_of(mail: EmailMessage) -> str:
    """The plain words of a mail."""
    return mail.get_body(preferencelist=("plain",)).get_content()
