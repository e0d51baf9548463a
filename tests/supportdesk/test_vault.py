import pytest
from cryptography.fernet import InvalidToken

from supportdesk import vault


def test_a_secret_is_kept_locked_with_a_key_of_its_use():
    locked = vault.lock("whsec_x", vault.WEBHOOKS)
    assert "whsec_x" not in locked
    assert vault.unlock(locked, vault.WEBHOOKS) == "whsec_x"
    with pytest.raises(InvalidToken):
        vault.unlock(locked, vault.ALERT_SOURCES)


def test_after_a_new_secret_key_the_old_words_can_be_read(settings):
    locked = vault.lock("whsec_x", vault.WEBHOOKS)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    assert vault.unlock(locked, vault.WEBHOOKS) == "whsec_x"
