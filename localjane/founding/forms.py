"""The staff's forms of founding a local JANE and of giving it a host."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accents import Accent
from cms.languages import own_name
from contacts.models import Municipality
from localjane.founding.founding import FINNISH, Plan, translatable_languages
from localjane.founding.starting_pages import starting_pages
from localjane.models import LocalJanePage
from localjane.moving import site_hosts

HOST_HELP = _(
    "For example jane.example.org. The host must lead to this server first: ask whoever looks "
    "after it. Without a host the site stands below the address of the whole province’s site."
)


class FoundingForm(forms.Form):
    """What a new local JANE's site needs to be told; `plan` gives it once it is valid."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        help_text=_("Those that have no site yet."),
        error_messages={
            "invalid_choice": _("This municipality has a local JANE's site already."),
        },
    )
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("As it is spoken of, such as Joensuun JANE.")
    )
    accent = forms.ChoiceField(
        label=_("Colour"), choices=Accent.choices, initial=Accent.PINE, widget=forms.RadioSelect
    )
    publisher_email = forms.EmailField(
        label=_("The first publisher’s e-mail address"),
        help_text=_("She is sent an invitation, and can invite the others herself."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages beside Finnish"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The front page is made in them too. Others can be added later."),
    )
    starting_pages = forms.MultipleChoiceField(
        label=_("Pages to start with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are drafts with a few words to begin from. Nobody sees them yet."),
    )
    host = forms.CharField(
        label=_("Its own host"), required=False, max_length=255, help_text=HOST_HELP
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = LocalJanePage.objects.filter(locale__language_code=FINNISH)
        self.fields["municipality"].queryset = Municipality.objects.in_use().exclude(
            pk__in=taken.values("municipality")
        )
        self.fields["languages"].choices = [
            (code, own_name(code)) for code in translatable_languages()
        ]
        if not self.fields["languages"].choices:
            del self.fields["languages"]
        pages = starting_pages()
        self.fields["starting_pages"].choices = [(key, page.title) for key, page in pages.items()]
        self.fields["starting_pages"].initial = list(pages)

    def clean_host(self) -> str:
        return site_hosts.clean_host(self.cleaned_data["host"])

    @property
    def plan(self) -> Plan:
        """What the form says."""
        said = self.cleaned_data
        return Plan(
            municipality=said["municipality"],
            name=said["name"],
            accent=said["accent"],
            publisher_email=said["publisher_email"],
            languages=tuple(said.get("languages", ())),
            host=said["host"],
            starting_pages=tuple(said["starting_pages"]),
        )

    def add_refusal(self, refusal: ValidationError) -> None:
        """Show why founding was refused, each reason at its field where the form has it."""
        by_field = refusal.update_error_dict({})
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)


class HostForm(forms.Form):
    """A local JANE's own host."""

    host = forms.CharField(
        label=_("Its own host"), required=False, max_length=255, help_text=HOST_HELP
    )

    def __init__(self, *args, page: LocalJanePage, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_host(self) -> str:
        return site_hosts.clean_host(self.cleaned_data["host"], self.page)
