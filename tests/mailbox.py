"""A mail server on loopback that keeps what it is given, for tests of the running site."""

import re
import socketserver
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage


class Mailbox(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a mail of Django's needs, on a free port of this machine alone."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        # Who each was sent to, and the mail.
        self.mails: list[tuple[str, EmailMessage]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The value of EMAIL_URL that leads here."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

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
        self.shutdown()
        self.server_close()


def text_of(mail: EmailMessage) -> str:
    """The plain words of a mail."""
    return mail.get_body(preferencelist=("plain",)).get_content()


class _Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    timeout = 30

    def handle(self) -> None:
        recipients: list[str] = []
        self._say("220 mailbox")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipients.append(re.search(rb"<(.*?)>", line)[1].decode())
            elif verb == b"DATA":
                self._say("354 go on")
                mail = message_from_bytes(self._body(), policy=policy.default)
                self.server.mails += [(each, mail) for each in recipients]
                recipients = []
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 ok")

    def _body(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            # A line's own first dot is sent twice (RFC 5321, 4.5.2).
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
