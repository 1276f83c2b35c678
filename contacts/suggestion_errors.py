"""Why a change of a contact cannot be proposed, or not be decided on."""

from django.utils.translation import gettext_lazy as _


class SuggestionError(Exception):
    """What is asked cannot be done; `message` says why."""

    message = _("This is not possible any more. See how it stands now.")


class NothingProposedError(SuggestionError):
    """No value differs, and there is no note."""

    message = _("Nothing differs from what stands there now. Change something, or write a note.")


class AlreadyProposedError(SuggestionError):
    """The same writer has an open proposal of the same contact and holder."""

    message = _("You have proposed a change here already. Withdraw it first.")


class AlreadyDecidedError(SuggestionError):
    """Somebody has decided on it, or its writer has withdrawn it."""

    message = _("Somebody has decided on this already, or it has been withdrawn.")


class ChangedMeanwhileError(SuggestionError):
    """A value stands otherwise now than whoever accepts it has seen."""

    message = _("The contact has changed meanwhile. Look at the values again and choose.")
