"""The outbox: all mail of this site.

`post` writes a row in the present transaction, so mail of what is rolled back is never sent; the
worker sends it at the pace that OUTBOX_PER_MINUTE allows for all kinds together, tries again with
growing pauses when the mail server does not take it, and gives up after MOST_ATTEMPTS, which staff
see in their inbox (docs/mail.md).
"""

import datetime as dt
import logging
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Case, Value, When
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cms.mail import with_inline_styles
from cms.models import OutgoingMail

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
# The pause after the first failure; each next one is four times as long, so the last is eight and a
# half hours. Longer than EMAIL_TIMEOUT: a mail that is being sent must not fall due meanwhile.
FIRST_PAUSE = dt.timedelta(minutes=2)
# The kind of mail that somebody waits for at a screen: it goes before all others.
ACCOUNT = "account"


def post(
    kind: str,
    to: str,
    template: str,
    context: Mapping[str, object],
    *,
    language: str = settings.LANGUAGE_CODE,
    key: str | None = None,
    headers: Mapping[str, str] | None = None,
    send_after: dt.datetime | None = None,
) -> OutgoingMail:
    """Put a mail into the outbox.

    :param kind: what it is about, such as "invitation".
    :param template: templates/emails/<template>_subject.txt, <template>.txt and <template>.html are
        drawn with `context` and `site_url`, in `language`.
    :param key: names this one mail, so that a job that runs twice posts it once.
    :param send_after: an aware datetime before which it stays; now by default.
    """
    with translation.override(language):
        words = {**context, "site_url": settings.SITE_URL}
        subject = " ".join(render_to_string(f"emails/{template}_subject.txt", words).split())
        text = render_to_string(f"emails/{template}.txt", words).strip() + "\n"
        html = with_inline_styles(render_to_string(f"emails/{template}.html", words))
    return post_words(
        kind,
        to,
        subject=subject,
        text=text,
        html=html,
        key=key,
        headers=headers,
        send_after=send_after,
    )


def post_words(
    kind: str,
    to: str,
    *,
    subject: str,
    text: str,
    html: str = "",
    key: str | None = None,
    headers: Mapping[str, str] | None = None,
    send_after: dt.datetime | None = None,
) -> OutgoingMail:
    """Put a mail into the outbox that is drawn already; otherwise as `post`."""
    values = {
        "kind": kind,
        "to": to,
        "subject": subject[:200],
        "text": text,
        "html": html,
        "headers": dict(headers or {}),
        "send_after": send_after or timezone.now(),
    }
    if key is None:
        return OutgoingMail.objects.create(**values)
    mail, _is_new = OutgoingMail.objects.get_or_create(key=key, defaults=values)
    return mail


def send_due(now: dt.datetime, *, most: int | None = None) -> int:
    """Send what is due, at most as many as the pace allows; gives how many were sent.

    Each is claimed first, by moving its time on, so a killed or second worker sends none at once
    again. The first that the mail server does not take ends the round: the others wait for the
    next, so that a server in trouble is not asked for each of them.
    """
    most = _allowance(now) if most is None else most
    sent = 0
    due = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING, send_after__lte=now)
    is_bulk = Case(When(kind=ACCOUNT, then=Value(0)), default=Value(1))
    for pk in list(due.order_by(is_bulk, "send_after", "pk").values_list("pk", flat=True)[:most]):
        mail = _claim(pk, now)
        if mail is None:
            continue
        if not _send(mail):
            break
        sent += 1
    return sent


def try_again(mail: OutgoingMail) -> bool:
    """Put a mail that could not be sent back into the queue, as if it were new.

    Gives whether it did: not when somebody else has done so already.
    """
    failed = OutgoingMail.objects.filter(pk=mail.pk, state=OutgoingMail.State.FAILED)
    return bool(
        failed.update(
            state=OutgoingMail.State.WAITING,
            attempts=0,
            last_error="",
            send_after=timezone.now(),
        )
    )


def _allowance(now: dt.datetime) -> int:
    """How many may leave now: what the last minute has not used up, whatever their kinds."""
    minute_ago = now - dt.timedelta(minutes=1)
    return max(
        0,
        settings.OUTBOX_PER_MINUTE - OutgoingMail.objects.filter(sent_at__gt=minute_ago).count(),
    )


def _claim(pk: int, now: dt.datetime) -> OutgoingMail | None:
    with transaction.atomic():
        mail = (
            OutgoingMail.objects.select_for_update()
            .filter(pk=pk, state=OutgoingMail.State.WAITING, send_after__lte=now)
            .first()
        )
        if mail is None:
            return None
        mail.attempts += 1
        mail.send_after = now + FIRST_PAUSE * 4 ** (mail.attempts - 1)
        mail.save(update_fields=["attempts", "send_after"])
    return mail


def _send(mail: OutgoingMail) -> bool:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers=mail.headers,
        connection=get_connection(settings.EMAIL_TRANSPORT),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:
        mail.last_error = f"{type(error).__name__}: {error}"[:1000]
        if mail.attempts >= MOST_ATTEMPTS:
            mail.state = OutgoingMail.State.FAILED
        mail.save(update_fields=["last_error", "state"])
        # Neither the address nor the words go to the log.
        logger.warning(
            "Mail %s (%s) could not be sent: %s", mail.pk, mail.kind, type(error).__name__
        )
        return False
    mail.state, mail.sent_at, mail.last_error = OutgoingMail.State.SENT, timezone.now(), ""
    # Words and headers hold links that nobody else may use.
    mail.text, mail.html, mail.headers = "", "", {}
    mail.save(update_fields=["state", "sent_at", "last_error", "text", "html", "headers"])
    return True
