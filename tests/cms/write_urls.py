"""Views that write and then do something else; for the tests of the write middleware."""

import os
import signal

from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.http import Http404, HttpResponse, JsonResponse
from django.template.response import SimpleTemplateResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from wagtail.contrib.redirects.models import Redirect

from cms.middleware import writes

ERRORS = {403: PermissionDenied, 404: Http404, 500: ValueError}


def write(mark: str = "/kirjoitettu") -> None:
    Redirect.objects.create(old_path=mark, redirect_link="/")


@csrf_exempt
def write_and_raise(request, status):
    write()
    raise ERRORS[status]


@csrf_exempt
def write_and_answer(request, status):
    write()
    return HttpResponse("vastaus", status=status)


@csrf_exempt
def write_and_fail_to_render(request):
    write()
    # Rendered by Django after the view has ended; there is no such template.
    return SimpleTemplateResponse("ei/ole.html")


@csrf_exempt
def write_and_leave_a_note(request):
    write()
    writes.after(request, lambda: write("/muistiin"))
    raise PermissionDenied


@csrf_exempt
def leave_a_note_that_fails(request):
    writes.after(request, lambda: 1 / 0)
    writes.after(request, lambda: write("/muistiin"))
    return HttpResponse("vastaus")


@csrf_exempt
def write_and_mail(request, status):
    write()
    send_mail("Aihe", "Viesti", None, ["kuka@example.org"])
    if status != 200:
        raise ERRORS[status]
    return HttpResponse("lähetetty")


@csrf_exempt
def write_and_die(request):
    write()
    os.kill(os.getpid(), signal.SIGKILL)


@csrf_exempt
def echo(request):
    write()
    files = {name: len(upload.read()) for name, upload in request.FILES.items()}
    return JsonResponse({"fields": request.POST.dict(), "files": files})


@csrf_exempt
def count_body(request):
    return JsonResponse({"bytes": len(request.body)})


exempt = [path("kirjoita/<int:status>/", write_and_raise, name="preview_on_edit")]

urlpatterns = [
    path("nosta/<int:status>/", write_and_raise),
    path("vastaa/<int:status>/", write_and_answer),
    path("piirra/", write_and_fail_to_render),
    path("muistiin/", write_and_leave_a_note),
    path("virhe-perassa/", leave_a_note_that_fails),
    path("posti/<int:status>/", write_and_mail),
    path("kuole/", write_and_die),
    path("kaiku/", echo),
    path("laske/", count_body),
    path("vapaa/", include((exempt, "koe"))),
]
