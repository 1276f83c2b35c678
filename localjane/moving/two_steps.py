"""A staff's screen in two steps: first it says what will happen, then it does it."""

import logging

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages

from cms import generations
from localjane.founding.views import StaffScreen

logger = logging.getLogger(__name__)

CONFIRM, CHANGE = "confirm", "change"


class TwoStepsView(StaffScreen, FormView):
    """A form whose first POST shows the changes and whose second one, confirmed, makes them.

    A view gives `carry_out`, `get_success_url`, and the words. The changes are computed anew each
    time, so what is confirmed late is done as things stand then.
    """

    template_name = "localjane/admin/two_steps.html"
    explanation = ""
    confirm_label = ""
    done_message = ""

    def carry_out(self, form, *, dry_run: bool) -> list[str]:
        """Do what the form says, all or nothing; gives the changes in words."""
        raise NotImplementedError

    def form_valid(self, form) -> HttpResponse:
        if CHANGE in self.request.POST:
            return self.form_invalid(form)
        is_confirmed = CONFIRM in self.request.POST
        try:
            changes = self.carry_out(form, dry_run=not is_confirmed)
        except ValidationError as refusal:
            for name, errors in refusal.update_error_dict({}).items():
                form.add_error(name if name in form.fields else None, errors)
        except Exception as error:
            # Nothing of it is left. Whoever filled in the form should keep it and hear the reason.
            logger.exception("A screen of staff failed.")
            text = _("Something went wrong, and nothing was changed. The reason: %(reason)s")
            form.add_error(None, text % {"reason": error})
        else:
            if is_confirmed:
                messages.success(self.request, self.done_message)
                return super().form_valid(form)
            # What was remembered meanwhile may rest on rows that are gone again.
            generations.touch()
            context = self.get_context_data(form=form, changes=changes, is_preview=True)
            return self.render_to_response(context)
        generations.touch()
        return self.form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "media": context["form"].media,
            "explanation": self.explanation,
            "confirm_label": self.confirm_label,
        }
