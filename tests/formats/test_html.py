"""HTML articles: their bytes, their codecs, and what is said of the locale."""

from __future__ import annotations

import pytest

from l10n import formats
from l10n.errors import ArticleError
from l10n.formats import html
from l10n.model import Document


def cut(data: bytes) -> Document:
    return formats.cut("a.html", data, lambda pieces: [tuple(pieces)])


def texts(data: bytes) -> list[str]:
    return [segment.text for segment in cut(data).segments]


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("<p>é".encode(), "utf-8", "<p>é"),
        (b"<p>\xe9", "cp1252", "<p>é"),
        (b"<p>\x93a\x94 \x81", "cp1252", "<p>“a” \udc81"),
        (b"\xef\xbb\xbf<p>\xc3\xa9", "utf-8", "\ufeff<p>é"),
        ("\ufeff<p>é".encode("utf-16-le"), "utf-16-le", "\ufeff<p>é"),
        ("\ufeff<p>é".encode("utf-16-be"), "utf-16-be", "\ufeff<p>é"),
        (b"<meta charset=iso-8859-1><p>\x80", "cp1252", "<meta charset=iso-8859-1><p>€"),
        (b"<meta http-equiv=x content='text/html; charset=koi8-r'>\xc1", "koi8-r", None),
        (b"<?xml version='1.0' encoding='windows-1251'?>\xe0", "cp1251", None),
        (b"<meta charset='shift_jis'>\x82\xa0", "cp932", "<meta charset='shift_jis'>あ"),
        (b"<meta charset=utf-16><p>\xc3\xa9", "utf-8", "<meta charset=utf-16><p>é"),
        (b"<meta charset=rot13><p>a", "utf-8", "<meta charset=rot13><p>a"),
        (b"<meta charset=nonsense><p>\xe9", "cp1252", "<meta charset=nonsense><p>é"),
        (b"<meta charset=utf-8><p>\xff", "utf-8", "<meta charset=utf-8><p>\udcff"),
    ],
)
def test_a_page_is_read_in_the_codec_that_a_browser_takes(
    data: bytes, encoding: str, text: str | None
) -> None:
    decoded, codec = html.decode(data)
    assert codec == encoding
    assert text is None or decoded == text
    assert decoded.encode(codec, "surrogateescape") == data


@pytest.mark.parametrize(
    ("data", "codec"),
    [(b"\xff\xfe<\x00p", "UTF-16-LE"), (b"<meta charset=iso-2022-jp>\x1b$B", "ISO2022_JP")],
)
def test_bytes_that_would_not_come_back_the_same_are_refused(data: bytes, codec: str) -> None:
    with pytest.raises(ArticleError, match=f"not {codec}, as the page says; save the page as UTF-8"):
        html.decode(data)


def test_a_byte_that_is_no_character_outside_of_segments_is_kept() -> None:
    data = b"<!-- \x81 --><p title='\xe9'>Words</p><pre>\x8d</pre>"
    document = cut(data)
    assert document.encode(document.render(lambda segment: segment.text.upper())) == data.replace(
        b"Words", b"WORDS"
    ).replace(b"\xe9", b"\xc9")


def test_a_byte_that_is_no_character_in_a_segment_is_named_with_its_line() -> None:
    with pytest.raises(ArticleError, match="line 3: the byte 0x81 is not in the encoding of the article"):
        cut(b"<p>One</p>\n<p>\xe9\nTwo \x81</p>")


def test_line_ends_of_any_kind_and_a_missing_one_are_kept() -> None:
    data = b"<p>One\r\ntwo\rthree</p>\n\r<p>Four"
    document = cut(data)
    assert document.encode(document.render(lambda _: None)) == data
    assert texts(data) == ["One two three", "Four"]
    assert document.render(lambda s: s.text.upper()) == "<p>ONE TWO THREE</p>\n\r<p>FOUR"


def test_a_description_inside_a_segment_is_translated_in_its_translation() -> None:
    translations = {
        'See <img src=a.png alt="A cat">.': 'Xem <img src=a.png alt="A cat">.',
        "A cat": 'Con "mèo"',
    }
    document = cut(b'<p>See <img src=a.png alt="A cat">.</p>')
    assert document.render(lambda s: translations.get(s.text)) == (
        '<p>Xem <img src=a.png alt="Con &quot;mèo&quot;">.</p>'
    )
    assert document.render(lambda s: translations["A cat"] if s.text == "A cat" else None) == (
        '<p>See <img src=a.png alt="Con &quot;mèo&quot;">.</p>'
    )


@pytest.mark.parametrize(
    ("tag", "locale", "expected"),
    [
        ("<html>", "vi", '<html lang="vi">'),
        ('<HTML lang="en" class=x>', "vi", '<HTML lang="vi" class=x>'),
        ("<html lang=en>", "ar", '<html dir="rtl" lang="ar">'),
        ("<html dir=rtl lang=ar>", "vi", '<html dir="ltr" lang="vi">'),
    ],
)
def test_a_built_page_says_its_locale(tag: str, locale: str, expected: str) -> None:
    assert html.dressed(f"<!doctype html>{tag}<p>x", locale) == f"<!doctype html>{expected}<p>x"


def test_a_page_without_an_html_tag_is_not_dressed() -> None:
    assert html.dressed("<p>x <html", "vi") == "<p>x <html"


def test_a_byte_of_a_sentence_that_is_no_character_is_refused_with_its_line() -> None:
    from l10n import segmentation

    with pytest.raises(ArticleError, match="line 2: the byte 0x90"):
        formats.cut("a.html", b"<meta charset=utf-8>\n<p>One. Two \x90. Three.", segmentation.sentences("en"))
