"""The screen "Väki": who looks after a local JANE, and who has been asked to."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from localjane import roles
from localjane.models import Invitation, LocalJanePage, Role, RoleGroup
from localjane.people import invitations
from localjane.people.last_publisher import tell_staff_if_last


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[(r.value, r.label) for r in invitations.LOCAL_ROLES]
    )


def may_manage(user: User, local_jane: LocalJanePage) -> bool:
    """Whether somebody may decide on a local JANE's people: its publishers and staff.

    Of an archived site only staff: its own people's rights have ended.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    key = local_jane.translation_key
    return roles.is_staff_member(user) or (
        local_jane.archived is None
        and user.groups.filter(role_group__role=Role.PUBLISHER, role_group__local_jane=key).exists()
    )


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """List (GET) and change (POST); `pk` is the front page's. 404 for all who may not."""
    page = get_object_or_404(LocalJanePage, pk=pk).facts
    if not may_manage(request.user, page):
        raise Http404
    try:
        groups = roles.groups_of(page)
    except RoleGroup.DoesNotExist:
        messages.error(request, _("This local JANE has no groups yet. Ask an administrator."))
        return redirect("wagtailadmin_home")
    open_ones = Invitation.objects.filter(
        local_jane=page.translation_key, accepted_at=None, withdrawn_at=None
    )
    form = InviteForm()
    if request.method == "POST":
        action = request.POST.get("action")
        if action == "invite":
            form = InviteForm(request.POST)
        if action != "invite" or form.is_valid():
            _act(request, action, page, groups, open_ones, form)
            return redirect("local_jane_people", pk=pk)
    both = [groups.editors, groups.publishers]
    members = User.objects.filter(groups__in=both).distinct().order_by("last_name", "email")
    publishers = set(groups.publishers.user_set.values_list("pk", flat=True))
    context = {
        "page": page,
        "members": [(member, member.pk in publishers) for member in members],
        "invitations": open_ones,
        "form": form,
    }
    return render(request, "localjane/admin/people.html", context)


def _act(request, action, page, groups, open_ones, form) -> None:
    number = request.POST.get("number", "")
    number = int(number) if number.isdecimal() else 0
    both = [groups.editors, groups.publishers]
    if action == "invite":
        role = Role(form.cleaned_data["role"])
        invitations.invite(page, form.cleaned_data["email"], [role], request.user)
    elif action == "resend":
        invitations.resend(get_object_or_404(open_ones, pk=number))
    elif action == "withdraw":
        invitations.withdraw(get_object_or_404(open_ones, pk=number))
    elif action in ("remove", "editor", "publisher"):
        member = get_object_or_404(User.objects.filter(groups__in=both).distinct(), pk=number)
        if member == request.user and "confirm" not in request.POST:
            messages.error(request, _("Tick the box first: this takes your own rights away."))
            return
        member.groups.remove(*both)
        if action != "remove":
            member.groups.add(groups.editors if action == "editor" else groups.publishers)
        tell_staff_if_last(page, groups)
    else:
        raise Http404
    messages.success(request, _("Saved."))
