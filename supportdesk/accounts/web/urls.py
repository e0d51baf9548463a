"""Sign-in, by allauth, without the pages to open an account or to change its address: those are an admin's."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("email/", RedirectView.as_view(pattern_name="account_change_password"), name="account_email"),
    path("", include("allauth.urls")),
]
