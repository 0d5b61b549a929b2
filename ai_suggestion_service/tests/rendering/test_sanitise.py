from __future__ import annotations

import pytest

from api.rendering.sanitise import clean_line, clean_text, mail_href, safe_href


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("zero\u200bwidth\ufeff\u2060\u00ad", "zerowidth"),
        ("bell\x07 null\x00 esc\x1b[31m", "bell null esc[31m"),
        ("tag\U000e0041\U000e0042 icon\uf0e0", "tag icon"),
        ("lone\ud800surrogate \ufffe", "lonesurrogate"),
        ("e\u0301", "é"),
        (" a \t b\r\nc\u2028d ", "a b\nc\nd"),
        ("no\u00a0break", "no break"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x\u200cy", "xy"),
        ("plain ASCII", "plain ASCII"),
        ("Ünïcödé", "Ünïcödé"),
    ],
)
def test_invisible_and_control_characters_go_and_text_stays(raw, clean):
    assert clean_text(raw) == clean


def test_a_line_has_no_line_ends():
    assert clean_line("a\nb\n\n c") == "a b c"


@pytest.mark.parametrize(
    ("raw", "href"),
    [
        ("https://example.org/a b", None),
        ("https://example.org/ä?q=1#x", "https://example.org/%C3%A4?q=1#x"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("example.org/me", "https://example.org/me"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("javascript:alert(1)", None),
        ("java\u200bscript:alert(1)", None),
        ("JAVASCRIPT://example.org/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("vbscript:x", None),
        ("//example.org", None),
        ("https:///nohost", None),
        ("http://[", None),
        ("not a link", None),
        ("", None),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
    ],
)
def test_only_web_and_mail_addresses_are_links(raw, href):
    assert safe_href(raw) == href


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("a.b+c@example.com", "mailto:a.b+c@example.com"),
        ("a@example.com?subject=x", None),
        ("nobody", None),
    ],
)
def test_a_mail_link_is_made_of_an_address_only(address, href):
    assert mail_href(address) == href
