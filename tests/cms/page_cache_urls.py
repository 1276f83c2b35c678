"""Views of each kind that the page cache may or may not keep; pages stand below them."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.cache import cache_control, never_cache

import cms.urls

calls = []


def counted(view):
    def counting(request):
        calls.append(request.get_full_path())
        return view(request)

    return counting


TEXT = "<p>Yhdistykset toimivat yhdessä.</p>" * 30


def page(request):
    return HttpResponse(TEXT)


def with_form(request):
    template = engines["django"].from_string("<form method=post>{% csrf_token %}</form>")
    return HttpResponse(template.render({}, request))


def with_cookie(request):
    response = HttpResponse(TEXT)
    response.set_cookie("koe", "1")
    return response


def with_message(request):
    messages.info(request, "Tallennettu.")
    shown = "".join(str(message) for message in messages.get_messages(request))
    return HttpResponse(TEXT + shown)


def that_looks_at_session(request):
    return HttpResponse(TEXT + str(request.user.is_authenticated))


def that_varies(request):
    response = HttpResponse(TEXT)
    response.headers["Vary"] = "X-Requested-With"
    return response


kinds = {
    "sivu": page,
    "lomake": with_form,
    "eväste": with_cookie,
    "viesti": with_message,
    "istunto": that_looks_at_session,
    "kieli": that_varies,
    "virta": lambda request: StreamingHttpResponse([TEXT]),
    "ei-löydy": lambda request: HttpResponse(TEXT, status=404),
    "tyhjä": lambda request: HttpResponse("x"),
    "suuri": lambda request: HttpResponse("x" * 600_000),
    "ei-koskaan": never_cache(page),
    "oma": cache_control(private=True)(page),
    "tunti": cache_control(public=True, max_age=3600)(page),
}

urlpatterns = [
    *(path(f"koe/{name}/", counted(view)) for name, view in kinds.items()),
    *cms.urls.urlpatterns,
]
