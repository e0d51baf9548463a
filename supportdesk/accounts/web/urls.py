"""Sign-in, by allauth. Addresses are changed by an operations admin, so the pages that would let anybody do it are gone."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("email/", RedirectView.as_view(pattern_name="account_change_password"), name="account_email"),
    path("", include("allauth.urls")),
]
