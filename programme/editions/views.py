"""The staff's screens of a programme's editions: where it stands, and making a new one."""

from functools import cached_property

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from cms import generations
from programme.editions import adoption
from programme.editions import publishing as editions
from programme.editions.difference import Difference
from programme.editions.forms import EditionForm
from programme.editions.gaps import gaps_in
from programme.editions.snapshot import Reading
from programme.models import Edition, EditionKind, ProgrammePage


def may_adopt(user) -> bool:
    """Whether somebody may make editions and publish them: staff."""
    return ModelPermissionPolicy(Edition).user_has_permission(user, "add")


class EditionScreen(WagtailAdminTemplateMixin):
    """A screen about the editions of one programme; `pk` is its page in any language."""

    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_adopt(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def programme(self) -> ProgrammePage:
        """The Finnish page of the programme."""
        return get_object_or_404(ProgrammePage, pk=self.kwargs["pk"]).facts

    @cached_property
    def waiting(self) -> Edition | None:
        """The edition that waits to go live."""
        return editions.waiting_of(self.programme)

    def get_page_subtitle(self) -> str:
        return self.programme.title

    def get_context_data(self, **kwargs) -> dict:
        state = self.programme.state
        return {
            **super().get_context_data(**kwargs),
            "programme": self.programme,
            "waiting": self.waiting,
            "is_on_its_way": self.waiting is not None and self.waiting.is_due_at(timezone.now()),
            "steps": adoption.steps_of(state),
            "next_step": adoption.next_step(state),
        }


class EditionsView(EditionScreen, TemplateView):
    """The steps of adoption, the editions so far, and the one that waits."""

    template_name = "programme/admin/editions.html"
    page_title = gettext_lazy("Adoption and editions")

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        found = Edition.objects.of(self.programme).defer("content", "revisions")
        published = [each for each in found if each.is_published]
        return {
            **super().get_context_data(**kwargs),
            "editions": published,
            "first_number": min((each.number for each in published), default=0),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Publish or cancel the edition that waits."""
        own = Edition.objects.of(self.programme)
        pk = request.POST.get("publish") or request.POST.get("cancel") or ""
        edition = get_object_or_404(own, pk=pk if pk.isdigit() else 0)
        try:
            with generations.writing():
                if "publish" in request.POST:
                    done = _published(editions.publish_or_hand_over(edition, request.user))
                else:
                    editions.cancel(edition, request.user)
                    done = _("Edition %(number)s is cancelled. Readers never saw it.")
        except (editions.RefusedError, ValidationError) as error:
            messages.error(request, editions.sentence_of(error))
        else:
            messages.success(request, done % {"number": edition.number})
        return redirect("programme_editions", self.programme.pk)


class NewEditionView(EditionScreen, FormView):
    """Shows what would be published and what it changes; makes the edition."""

    template_name = "programme/admin/new_edition.html"
    form_class = EditionForm

    @property
    def page_title(self) -> str:
        return _("Adopt the programme") if self.look.former is None else _("New edition")

    @cached_property
    def look(self) -> editions.Look:
        """What would be published."""
        return editions.look(self.programme)

    def get_breadcrumbs_items(self) -> list[dict]:
        url = reverse("programme_editions", args=[self.programme.pk])
        above = {"url": url, "label": EditionsView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "is_first": self.look.former is None}

    def get_initial(self) -> dict:
        return {"digest": self.look.digest}

    def form_valid(self, form: EditionForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            with generations.writing():
                edition = editions.adopt(
                    self.programme,
                    self.request.user,
                    data.get("kind") or EditionKind.ADOPTED,
                    data["note"],
                    data["publish_at"],
                    seen_digest=data["digest"],
                )
                if edition.publish_at is None:
                    text = _published(editions.publish_or_hand_over(edition, self.request.user))
                else:
                    text = _("Edition %(number)s is made and waits for its moment.")
        except (editions.RefusedError, ValidationError) as error:
            form.add_error(None, editions.sentence_of(error))
            del self.look
            return self.form_invalid(form)
        messages.success(self.request, text % {"number": edition.number})
        return redirect("programme_editions", self.programme.pk)

    def get_context_data(self, **kwargs) -> dict:
        look = self.look
        reading = Reading(look.taken.content, settings.LANGUAGE_CODE)
        return {
            **super().get_context_data(**kwargs),
            "look": look,
            "reading": reading,
            "gaps": gaps_in(look.taken.content),
            "differences": self._differences(),
        }

    def _differences(self) -> list[tuple[str, str, Difference]]:
        """Code and name of each language, and what has changed in it since the last edition."""
        if self.look.former is None:
            return []
        before, after = self.look.former.content, self.look.taken.content
        return [
            (
                code,
                name,
                Difference(before, after, code, own_words_only=code != settings.LANGUAGE_CODE),
            )
            for code, name in settings.LANGUAGES
            if code in after["languages"]
        ]


def _published(is_done: bool) -> str:
    """What to say after publishing, or after handing an edition to the worker."""
    if is_done:
        return _("Edition %(number)s is published.")
    return _("Edition %(number)s is being published. It has so many pages that it takes a minute.")
