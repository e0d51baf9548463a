import re

import pytest

from supportdesk.accounts import secret


def test_a_token_reads_sd_prefix_secret_and_no_two_are_alike():
    minted = {secret.mint() for _ in range(100)}
    assert len({prefix for prefix, _ in minted}) == 100
    for prefix, text in minted:
        assert re.fullmatch(rf"sd_{prefix}_[A-Za-z0-9]{{40}}", text)
        assert secret.prefix_of(text) == prefix


def test_only_the_whole_text_matches_what_was_kept():
    prefix, text = secret.mint()
    kept = secret.digest(text)
    assert text not in kept
    assert secret.same(text, kept)
    assert not secret.same(text[:-1] + ("a" if text[-1] != "a" else "b"), kept)
    assert not secret.same(f"sd_{prefix}_", kept)


@pytest.mark.parametrize("text", ["", "sd_", "sd_short_x", "ghp_abcdefgh_" + "a" * 40, "sd_abcdefgh_" + "a" * 39, "é"])
def test_what_is_no_token_has_no_prefix(text):
    assert secret.prefix_of(text) is None
