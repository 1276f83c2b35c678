"""Mail leaves when what it tells of has been committed, and never if that was rolled back."""

import css_inline
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

# What a program's dark mode asks for cannot stand in an element, so such rules stay where they are.
_inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def with_inline_styles(html: str) -> str:
    """An e-mail's HTML with its styles in its elements: many programs read no others."""
    return _inliner.inline(html)


class OnCommitEmailBackend(BaseEmailBackend):
    """Holds mail back until the transaction it was written in has been committed.

    So no mail server is waited for while the database's write lock is held. The mail itself goes
    through EMAIL_TRANSPORT, an ordinary backend, with the arguments given here. Held-back mail that
    cannot be sent is logged by Django and lost, as the request that sent it is over: what must not
    be lost is queued as a task.
    """

    def __init__(self, fail_silently: bool = False, **kwargs):
        super().__init__(fail_silently)
        self.arguments = {"fail_silently": fail_silently, **kwargs}

    def send_messages(self, email_messages) -> int:
        """Send the messages after the commit, or at once outside a transaction.

        Gives how many were sent, or will be. Raises what the transport raises, outside a
        transaction.
        """
        messages = list(email_messages)
        if not transaction.get_connection().in_atomic_block:
            return self._send(messages)
        transaction.on_commit(lambda: self._send(messages), robust=True)
        return len(messages)

    def _send(self, messages: list) -> int:
        transport = get_connection(settings.EMAIL_TRANSPORT, **self.arguments)
        return transport.send_messages(messages) or 0
