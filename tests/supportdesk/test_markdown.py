import pytest

from supportdesk.markdown import LONGEST, markdown, unmarked


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://elsewhere.example/pixel.gif)",
        '<a href="x" onclick="alert(1)" style="position:fixed">x</a>',
        "<iframe src=//x></iframe>",
    ],
)
def test_nothing_dangerous_comes_through(text):
    html = markdown(text).replace("&lt;", "").replace("&gt;", "")
    for wrong in ("<script", "<img", "<iframe", 'href="javascript', 'href="data', '<a href="x" onclick'):
        assert wrong not in html


def test_what_people_use_is_shown():
    html = markdown("**bold** `code`\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nhttps://example.org")
    for tag in ("<strong>", "<code>", "<li>", "<td>", '<a href="https://example.org"'):
        assert tag in html


def test_headings_stay_below_the_pages_own():
    assert "<h1>" not in markdown("# Loud")


def test_lines_are_kept():
    assert "<br>" in markdown("one\ntwo")


def test_very_long_text_is_shown_as_it_stands():
    html = markdown("**x**" + "<" * LONGEST)
    assert html.startswith("<pre>**x**&lt;")


def test_very_deep_text_is_answered_at_once():
    assert len(markdown(">" * 20_000 + " deep")) < 200_000


def test_a_piece_of_a_line_is_told_without_its_marks():
    assert unmarked("See *Forgotten password*, `log` and\n[here](https://x.example).") == (
        "See Forgotten password, log and here."
    )
