"""Sign-in, by allauth, without the pages to open an account or to change its address: those are an admin's."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from . import phone, profile, shortcuts
from .enrolment import EnrolTotp

to_sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login"))
to_password = RedirectView.as_view(pattern_name="account_change_password")

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("people/<int:pk>/phone", phone.phone, name="person-phone"),
    path("shortcuts/", shortcuts.shortcuts, name="shortcuts"),
    path("shortcuts/reset/", shortcuts.reset, name="shortcuts-reset"),
    path("signup/", to_sign_in, name="account_signup"),
    path("email/", to_password, name="account_email"),
    path("2fa/totp/activate/", EnrolTotp.as_view(), name="mfa_activate_totp"),
    path("3rdparty/signup/", to_sign_in, name="socialaccount_signup"),
    path("3rdparty/", to_password, name="socialaccount_connections"),
    path("", include("allauth.urls")),
]
