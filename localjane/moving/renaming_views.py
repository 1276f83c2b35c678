"""The staff's screen of a local JANE's name and addresses."""

from functools import cached_property

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.languages import own_name
from localjane.models import LocalJanePage
from localjane.moving.renaming import Naming, names_of, rename
from localjane.moving.two_steps import TwoStepsView


class RenamingForm(forms.Form):
    """A name and an address in each language that the local JANE's page is in."""

    def __init__(self, *args, page: LocalJanePage, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = names_of(page)
        for code, naming in self.languages.items():
            words = {"language": own_name(code)}
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % words, max_length=100, initial=naming.title
            )
            self.fields[f"slug_{code}"] = forms.SlugField(
                label=_("Last part of the address (%(language)s)") % words,
                max_length=255,
                initial=naming.slug,
                help_text=_("Small letters a–z, numbers and hyphens."),
            )

    @property
    def names(self) -> dict[str, Naming]:
        """What the form says, by language."""
        said = self.cleaned_data
        return {
            code: Naming(said[f"title_{code}"], said[f"slug_{code}"].lower())
            for code in self.languages
        }


class RenamingView(TwoStepsView):
    """Another name or address; `pk` is the front page's, in any language."""

    form_class = RenamingForm
    page_title = _("Rename the site")
    header_icon = "edit"
    explanation = _(
        "The old addresses lead to the new ones, and drafts stay drafts. First you see what will "
        "change; nothing is saved before you confirm it."
    )
    confirm_label = _("Rename")
    done_message = _("The new names are in use.")

    @cached_property
    def page(self) -> LocalJanePage:
        """The local JANE's Finnish front page."""
        return get_object_or_404(LocalJanePage, pk=self.kwargs["pk"]).facts

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "page": self.page}

    def carry_out(self, form: RenamingForm, *, dry_run: bool) -> list[str]:
        return rename(self.page, form.names, by=self.request.user, dry_run=dry_run)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.page.pk])
