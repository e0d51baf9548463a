from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView


class EnrolTotp(ActivateTOTPView):
    """Whoever has just typed a code of the new app, after the password, is asked for no second one."""

    http_method_names = ["get", "head", "post"]

    def form_valid(self, form):
        response = super().form_valid(form)
        made = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, self.request.user, method="mfa", id=made.pk, type=made.type)
        return response
