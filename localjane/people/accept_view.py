"""The page that an invitation's link leads to."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.models import User
from cms import generations, signed_links
from localjane.people import idle_accounts, invitations
from localjane.people.accept_form import NewPersonForm

TEMPLATE = "account/invitation.html"


@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation (GET) or accept it (POST).

    Exempt from the write middleware, so that no password is hashed under its lock.
    """
    try:
        invitation = invitations.read(token)
        return _answer(request, token, invitation)
    except signed_links.LinkError as error:
        return render(request, TEMPLATE, {"problem": error.message}, status=410)


def _answer(request: HttpRequest, token: str, invitation) -> HttpResponse:
    context = {
        "name": invitations.local_jane_of(invitation).title,
        "email": invitation.email,
        "form": None,
        "case": "accept",
    }
    user, status = request.user, 200
    if user.is_authenticated:
        if user.email != invitation.email:
            context["case"] = "other"
            status = 403 if request.method == "POST" else 200
    elif known := User.objects.filter(email=invitation.email).first():
        user = known
        context["case"] = _case_of(known)
    else:
        posted = request.POST if request.method == "POST" else None
        context["case"] = "new"
        context["form"] = form = NewPersonForm(posted, email=invitation.email)
        user = form.hashed_user() if form.is_valid() else None
    case = context["case"]
    may_accept = case in ("accept", "reopen") or (case == "new" and user)
    if request.method != "POST" or not may_accept:
        return render(request, TEMPLATE, context, status=status)
    with generations.writing():
        invitations.accept(token, user)
        if case == "new":
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            # allauth notes only the logins of its own pages.
            UserSession.objects.create_from_request(request)
    # Who opens her account again logs in as before: the link proves the address alone.
    return redirect("wagtailadmin_home")


def _case_of(known: User) -> str:
    if known.is_active:
        return "login"
    # A closed account cannot log in, so it is not asked to.
    return "reopen" if idle_accounts.may_be_reopened(known) else "closed"
