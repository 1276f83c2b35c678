"""Addresses: what has no language first, then pages under their language prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from cms.login import gate
from cms.sitemaps import sitemap
from cms.views.health import alive, ready
from cms.views.media import media
from cms.views.missing_translation import missing_translation
from cms.views.robots import favicon, robots
from cms.views.shores import share_picture, shore

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_section"),
    path("tila/", alive, name="alive"),
    path("tila/valmis/", ready, name="ready"),
    # Wagtail's own doors, which its setting of the login's address does not close.
    path("admin/login/", gate),
    re_path(r"^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("_util/login/", gate),
    path("admin/", include(wagtailadmin_urls)),
    path("rannat/<int:version>/<slug:seed>.svg", shore, name="shore"),
    path("rannat/<int:version>/<int:pk>.png", share_picture, name="share_picture"),
    path("tili/", include("cms.account_urls")),
    path("", include("home.urls")),
    path("", include("localjane.urls")),
    path("", include("programme.urls")),
    path("tiedostot/", include(wagtaildocs_urls)),
]

if settings.MEDIA_SERVED_BY == "app":
    urlpatterns.append(path("media/<path:path>", media, name="media"))

urlpatterns += i18n_patterns(
    path("haku/", include("search.urls")),
    path("puuttuu/<int:pk>/", missing_translation, name="missing_translation"),
    path("puuttuu/<int:pk>/<path:below>", missing_translation, name="missing_translation"),
    path("", include(wagtail_urls)),
    # A file that a page itself gives out at an address below its own, as files are called.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.pdf)$", serve),
    prefix_default_language=False,
)

handler400 = "cms.views.errors.bad_request"
handler403 = "cms.views.errors.permission_denied"
handler404 = "cms.views.errors.page_not_found"
# allauth asks for this one.
handler429 = "cms.views.errors.too_many_requests"
handler500 = "cms.views.errors.server_error"
