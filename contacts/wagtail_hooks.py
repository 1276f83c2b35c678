"""The contacts in the admin: one menu with who holds what, and the people and places behind it."""

import django_filters
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.dates import format_date, helsinki_today

# Its hooks register themselves.
from contacts import suggestion_hooks  # noqa: F401
from contacts.models import Contact, Municipality, Organisation, Person, Region


def who_holds_it(contact: Contact) -> str:
    """The present holders' names, or that the role is vacant and since when."""
    if not contact.is_vacant:
        return ", ".join(map(str, contact.present_holders))
    if contact.vacant_since:
        return gettext("Vacant since %(day)s") % {"day": format_date(contact.vacant_since)}
    return gettext("Vacant")


def roles_held(person: Person) -> str:
    """The roles that a person holds now."""
    today = helsinki_today()
    terms = [term for term in person.appointments.all() if term.holds_on(today)]
    return "; ".join(str(term.contact) for term in terms)


class ContactFilterSet(WagtailFilterSet):
    """By municipality, kind and organisation, and whether somebody holds the role."""

    held = django_filters.ChoiceFilter(
        label=_("Holder"),
        choices=[("held", _("Somebody holds the role")), ("vacant", _("Vacant"))],
        method="filter_held",
    )

    class Meta:
        model = Contact
        fields = ["municipality", "kind", "organisation"]

    def filter_held(self, queryset, name: str, value: str):
        return queryset.filter(
            pk__in=getattr(Contact.objects, value)(helsinki_today()).order_by().values("pk")
        )


class HolderColumnMixin:
    """Shows in the list to choose from who holds each role."""

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("holder", label=_("Holder"), accessor=who_holds_it)]


class ContactChooseView(HolderColumnMixin, ChooseView):
    pass


class ContactChooseResultsView(HolderColumnMixin, ChooseResultsView):
    pass


class ContactChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ContactChooseView
    choose_results_view_class = ContactChooseResultsView


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "user"
    menu_label = _("Roles and their holders")
    menu_name = "contacts-roles"
    chooser_viewset_class = ContactChooserViewSet
    list_display = [
        "__str__",
        Column("holder", label=_("Holder"), accessor=who_holds_it),
        "municipality",
    ]
    list_per_page = 50
    filterset_class = ContactFilterSet
    inspect_view_enabled = False


class NewPersonForm(WagtailAdminModelForm):
    """Makes a person while one is being chosen."""

    # The form below has an e-mail and a phone of its own, whose inputs need other ids.
    prefix = "new-person"

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "email", "hide_email", "phone", "hide_phone"]


class PersonChooserViewSet(SnippetChooserViewSet):
    creation_form_class = NewPersonForm
    create_action_label = _("Add a person")


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "group"
    menu_label = _("People")
    menu_name = "contacts-people"
    chooser_viewset_class = PersonChooserViewSet
    list_display = ["__str__", Column("roles", label=_("Present roles"), accessor=roles_held)]
    list_per_page = 50

    def get_queryset(self, request):
        # A role brings its terms along by itself.
        return Person.objects.prefetch_related("appointments__contact")


class NewOrganisationForm(WagtailAdminModelForm):
    """Makes an organisation while one is being chosen."""

    prefix = "new-organisation"

    class Meta:
        model = Organisation
        fields = ["name", "kind", "municipality", "website"]
        # A chooser would open a second dialogue on top of this one.
        widgets = {"municipality": forms.Select}


class OrganisationChooserViewSet(SnippetChooserViewSet):
    creation_form_class = NewOrganisationForm
    create_action_label = _("Add an organisation")


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "site"
    menu_label = _("Organisations")
    menu_name = "contacts-organisations"
    chooser_viewset_class = OrganisationChooserViewSet
    list_display = ["name", "kind", "municipality"]
    list_filter = ["kind", "municipality"]
    list_per_page = 50

    def get_queryset(self, request):
        return Organisation.objects.select_related("municipality")


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "home"
    menu_label = _("Municipalities")
    menu_name = "contacts-municipalities"
    list_display = ["name_fi", "name_sv", "code"]
    list_per_page = 50


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "globe"
    menu_label = _("Region")
    menu_name = "contacts-region"
    list_display = ["name", "code"]


class ContactsGroup(SnippetViewSetGroup):
    items = (ContactViewSet, PersonViewSet, OrganisationViewSet, MunicipalityViewSet, RegionViewSet)
    menu_label = _("Contacts")
    menu_name = "contacts"
    menu_icon = "user"
    menu_order = 250
    add_to_admin_menu = True


@hooks.register("register_admin_viewset")
def register_contacts() -> ContactsGroup:
    return ContactsGroup()
