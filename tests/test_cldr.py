"""Locales by their many names, and what CLDR and gettext know of them."""

from __future__ import annotations

import subprocess

import pytest

from l10n import cldr
from l10n.errors import LocaleError
from tests.conftest import needs

NAMES = {
    "vi": ("vi", "vi", "vi"),
    "pt_BR.UTF-8": ("pt-BR", "pt_BR", "pb"),
    "pb": ("pt-BR", "pt_BR", "pb"),
    "zh_CN": ("zh-Hans", "zh_CN", "zh"),
    "zh-Hant-TW": ("zh-Hant", "zh_TW", "zt"),
    "sr@latin": ("sr-Latn", "sr@latin", "sr"),
    "iw": ("he", "he", "he"),
    "de-ch": ("de-CH", "de_CH", "de"),
}


@pytest.mark.parametrize(("name", "tags"), NAMES.items())
def test_a_locale_has_one_tag_one_folder_and_one_code(name: str, tags: tuple[str, str, str]) -> None:
    assert (cldr.tag(name), cldr.gettext_name(name), cldr.argos_code(name)) == tags
    assert cldr.tag(cldr.gettext_name(name)) == tags[0]


@pytest.mark.parametrize("name", ["klingon!", "", "xx", "en-Abcd", "vi-ZZZ", "../vi"])
def test_what_is_no_locale_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(LocaleError, match="write"):
        cldr.tag(name)


@needs("msgfmt", "gettext")
@pytest.mark.parametrize(
    "locale", ["vi", "en", "fr", "pl", "ru", "ar", "cs", "ja", "pt-BR", "lt", "gd", "eo"]
)
def test_gettext_accepts_the_plural_forms_of_a_header(locale: str) -> None:
    forms = cldr.plural_forms(locale)
    count = int(forms[len("nplurals=") : forms.index(";")])
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {forms}\\n"\n'
    strings = "".join(f'msgstr[{number}] "x"\n' for number in range(count))
    catalog = f'{header}\nmsgid "a"\nmsgid_plural "b"\n{strings}'
    told = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", "-"], input=catalog, text=True, capture_output=True, check=False
    )
    assert "plural" not in told.stderr.lower()
    assert told.returncode == 0


def test_direction_and_spaces_follow_the_script() -> None:
    assert [cldr.direction(locale) for locale in ("vi", "ar", "he", "az-Arab")] == [
        "ltr",
        "rtl",
        "rtl",
        "rtl",
    ]
    assert [cldr.spaced(locale) for locale in ("vi", "ja", "zh", "zh-Hant", "ko", "th")] == [
        True,
        False,
        False,
        False,
        True,
        True,
    ]


def test_numbers_are_written_as_the_locale_writes_them() -> None:
    assert cldr.decimal_and_group("vi") == (",", ".")
    assert cldr.decimal_and_group("en") == (".", ",")


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("1,234,567.5 and 0.25", "en", "vi", "1.234.567,5 and 0,25"),
        ("1.234,5", "de", "en", "1,234.5"),
        ("1,234.5", "en", "ja", "1,234.5"),
        ("1,234.5", "en", "fr", "1\u202f234,5"),
        ("12.03.2021, 1,23,4 and 2022", "en", "vi", "12.03.2021, 1,23,4 and 2022"),
    ],
)
def test_figures_are_written_as_a_locale_does(text: str, source: str, target: str, expected: str) -> None:
    assert cldr.with_separators(text, source, target) == expected
