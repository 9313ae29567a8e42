"""Locales: their tags, their names in gettext and Argos, plural rules, direction and numbers.

A locale has one tag, whichever way it is spelled, and ``tag(gettext_name(t)) == t``. Names and
numbers are those of CLDR as Babel carries them; Babel is known in this module alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.errors import LocaleError

if TYPE_CHECKING:
    from babel import Locale

_VARIANT = r"[a-z\d]{5,8}|\d[a-z\d]{3}"
_SPELLING = re.compile(
    rf"([a-z]{{2,3}})(?:[-_]([a-z]{{4}}))?(?:[-_]([a-z]{{2}}|\d{{3}}))?((?:[-_](?:{_VARIANT}))*)",
    re.IGNORECASE | re.ASCII,
)
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_MODIFIERS = {script: modifier for modifier, script in _SCRIPTS.items()}
_ALIASES = {"pb": "pt-BR", "zt": "zh-Hant", "no": "nb"}
"""Languages as Argos and old catalogs spell them, beside the aliases of CLDR."""
_CHINESE = {
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-Hans-CN": "zh-Hans",
    "zh-Hans-SG": "zh-SG",
    "zh-TW": "zh-Hant",
    "zh-Hant-TW": "zh-Hant",
    "zh-Hant-HK": "zh-HK",
    "zh-Hant-MO": "zh-MO",
}
_GETTEXT = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
_ARGOS = {"pt-BR": "pb", "fil": "tl"}
_RTL = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_UNSPACED = frozenset({"Bopo", "Hani", "Hans", "Hant", "Hira", "Hrkt", "Jpan", "Kana", "Yiii"})
_SLAVIC = "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
_PLURALS = {
    "nplurals=1; plural=0;": "bm bo dz id ig ja jv km ko ky lo ms my sah su th tt ug vi wo yo yue zh",
    "nplurals=2; plural=(n != 1);": (
        "af an ast az bg ca da de el en eo es et eu fi fo fur fy gl ha hu ia it ka kk kl ku lb ml mn "
        "mr nb nds ne nl nn or os pap ps rm sc sd so sq sv sw ta te tk tr ur uz vo xh yi"
    ),
    "nplurals=2; plural=(n > 1);": "ak am as bn fa ff fr gu hi hy kab kn ln mg mi oc pa pt si ti wa zu",
    "nplurals=2; plural=(n%10!=1 || n%100==11);": "is",
    "nplurals=2; plural=(n==1 || n%10==1 ? 0 : 1);": "mk",
    "nplurals=2; plural=(n!=1 && n!=2 && n!=3 && (n%10==4 || n%10==6 || n%10==9));": "ceb fil",
    f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {_SLAVIC} ? 1 : 2);": "be bs hr ru sr uk",
    f"nplurals=3; plural=(n==1 ? 0 : {_SLAVIC} ? 1 : 2);": "csb pl szl",
    "nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);": "cs sk",
    "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : "
    "n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2);": "lt",
    "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2);": "lv prg",
    "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);": "ro",
    "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);": "iu sa se sma smj smn sms",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);": "dsb hsb sl",
    "nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3);": "he",
    "nplurals=4; plural=(n==1 ? 0 : n==0 || (n%100>1 && n%100<11) ? 1 : n%100>10 && n%100<20 ? 2 : 3);": "mt",
    "nplurals=4; plural=(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>2 && n<20 ? 2 : 3);": "gd",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>2 && n<7 ? 2 : n>6 && n<11 ? 3 : 4);": "ga",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);": "ar",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);": "cy",
}
"""What most of 10,000 catalogs say, by language; fractions, which gettext never counts, have no form."""


class _Subtags(NamedTuple):
    language: str
    script: str
    region: str
    variants: str


def tag(name: str) -> str:
    """Return the BCP 47 tag of a locale: ``pt_BR.UTF-8`` or Argos' ``pb`` is ``pt-BR``.

    Chinese is told apart by script: ``zh``, ``zh_CN`` and ``zh-Hans-CN`` are ``zh-Hans``.

    Raises:
        LocaleError: The name is none of a locale.
    """
    return "-".join(filter(None, _subtags(name)))


@cache
def _subtags(name: str) -> _Subtags:
    spelled, _, modifier = name.strip().partition("@")
    scripts, variants = "", ""
    for part in re.findall(r"[^-_.]+", modifier if modifier != "euro" else ""):
        if part.lower() in _SCRIPTS or re.fullmatch(r"[A-Za-z]{4}", part):
            scripts += f"-{_SCRIPTS.get(part.lower(), part)}"
        else:
            variants += f"-{part}"
    language, *rest = re.split("[-_]", spelled.partition(".")[0])
    found = _SPELLING.fullmatch("-".join((language, *rest)) + variants)
    if scripts and found and not found[2]:
        found = _SPELLING.fullmatch(language + scripts + "-".join(("", *rest)) + variants)
    if not found:
        raise LocaleError(f"{name}: this is no locale; write one such as vi, pt-BR or zh-Hans")
    given = _Subtags(
        found[1].lower(),
        (found[2] or "").title(),
        (found[3] or "").upper(),
        found[4].lower().replace("_", "-").lstrip("-"),
    )
    return _known(_canonical(given), name)


def _canonical(given: _Subtags) -> _Subtags:
    from babel.core import get_global

    language = given.language
    alias = _ALIASES.get(language) or get_global("language_aliases").get(language, language)
    meant = _cut(alias.replace("_", "-"))
    tagged = "-".join(
        filter(None, (meant.language, given.script or meant.script, given.region or meant.region))
    )
    return _cut(_CHINESE.get(tagged, tagged))._replace(variants=given.variants)


def _cut(tagged: str) -> _Subtags:
    language, *rest = tagged.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    return _Subtags(language, script, next((part for part in rest if len(part) < 4), ""), "")


def _known(subtags: _Subtags, name: str) -> _Subtags:
    from babel.core import Locale, get_global

    english = Locale("en")
    languages = (english.languages, get_global("likely_subtags"))
    if not any(subtags.language in known for known in languages):
        raise LocaleError(f"{name}: CLDR knows no such language; write one such as vi or pt-BR")
    for subtag, known in ((subtags.script, english.scripts), (subtags.region, english.territories)):
        if subtag and subtag not in known:
            raise LocaleError(f"{name}: CLDR knows no {subtag}; write a locale such as vi or pt-BR")
    return subtags


def gettext_name(locale: str) -> str:
    """Return the name of a folder of catalogs: ``vi``, ``pt_BR``, ``zh_CN``, ``sr@latin``."""
    subtags = _subtags(locale)
    base = "-".join(filter(None, subtags[:3]))
    if base in _GETTEXT and not subtags.variants:
        return _GETTEXT[base]
    script = _MODIFIERS.get(subtags.script, subtags.script)
    modifier = "-".join(filter(None, (script, subtags.variants)))
    name = "_".join(filter(None, (subtags.language, subtags.region)))
    return f"{name}@{modifier}" if modifier else name


def argos_code(locale: str) -> str:
    """Return the code of the language in the index of Argos: ``pb``, ``zh``, ``zt``, ``tl``, ``vi``."""
    language = _subtags(locale).language
    if language == "zh":
        return "zt" if script(locale) == "Hant" else "zh"
    return _ARGOS.get(tag(locale)) or _ARGOS.get(language, language)


def plural_forms(locale: str) -> str:
    """Return the ``Plural-Forms`` for the header of a new catalog; a catalog that has one keeps it."""
    language = _subtags(locale).language
    for forms, languages in _PLURALS.items():
        if language in languages.split():
            return forms
    return _cldr_plurals(locale) or "nplurals=2; plural=(n != 1);"


def _cldr_plurals(locale: str) -> str | None:
    from babel.plural import to_gettext

    data = _data(locale)
    forms = to_gettext(data.plural_form) if data else ""
    variables = set(re.findall(r"[a-z]+", forms.partition("plural=")[2]))
    return forms if variables <= {"n"} and forms else None


def direction(locale: str) -> str:
    """Return ``ltr`` or ``rtl``, as the ``dir`` attribute of HTML wants it."""
    return "rtl" if script(locale) in _RTL else "ltr"


def name(locale: str, in_tag: str = "en") -> str:
    """Return the name of a locale in the language of another; the tag where CLDR has none."""
    shown, data = _data(in_tag), _data(locale)
    if data and shown:
        return data.get_display_name(shown) or tag(locale)
    language = shown.languages.get(_subtags(locale).language) if shown else None
    return language or tag(locale)


UNSPACED_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Kana and Han, for a class of a pattern: nothing parts their words."""


def spaced(locale: str) -> bool:
    """Return False where the script puts no space between two sentences: Han, Kana, Yi."""
    return script(locale) not in _UNSPACED


@cache
def decimal_and_group(locale: str) -> tuple[str, str]:
    """Return the decimal and the group separator among European digits: ``(",", ".")`` for vi."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    data = _data(locale)
    return (get_decimal_symbol(data), get_group_symbol(data)) if data else (".", ",")


def with_separators(text: str, source: str, target: str) -> str:
    """Return a text in whose figures the separators of one locale are those of another.

    What is no number of the source locale, such as ``12.03.2021``, stays as it is.
    """
    decimal, group = decimal_and_group(source)
    to = dict(zip((decimal, group), decimal_and_group(target), strict=True))
    mark, parts = re.escape(decimal), re.escape(group)
    number = re.compile(rf"(?:\d{{1,3}}(?:{parts}\d{{3}})+|\d+)(?:{mark}\d+)?")

    def written(figures: re.Match[str]) -> str:
        is_number = number.fullmatch(figures[0])
        return "".join(to.get(sign, sign) for sign in figures[0]) if is_number else figures[0]

    return _FIGURES.sub(written, text)


@cache
def script(locale: str) -> str:
    """Return the script of a locale by its ISO 15924 code: ``Latn`` for vi, ``Hans`` for zh-Hans."""
    from babel.core import get_global

    subtags = _subtags(locale)
    likely = get_global("likely_subtags")
    full = likely.get(f"{subtags.language}_{subtags.region}") or likely.get(subtags.language, "")
    return subtags.script or _cut(full.replace("_", "-")).script


@cache
def _data(locale: str) -> Locale | None:
    from babel.core import Locale, UnknownLocaleError

    parts = [part for part in _subtags(locale) if part]
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:end]).replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def months(locale: str) -> tuple[frozenset[str], ...]:
    """Return all names of each month, in lower case, short ones and those that stand alone too."""
    data = _data(locale)
    names: list[set[str]] = [set() for _ in range(12)]
    for context in data.months.values() if data else ():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                names[number - 1].add(name.lower().rstrip("."))
    return tuple(map(frozenset, names))


@cache
def big_numbers(locale: str) -> dict[str, int]:
    """Return the words and signs for thousands and more, of all plural forms.

    Each has the number of its zeros: ``{"nghìn": 3, "triệu": 6, …}``.
    """
    data = _data(locale)
    widths = data.compact_decimal_formats.values() if data else ()
    pairs = [(size, p.pattern) for width in widths for form in width.values() for size, p in form.items()]
    # A pattern without a zero stands for the number itself: “mille”, but “3 mille”.
    pairs.sort(key=lambda pair: "0" in pair[1])
    found = {pattern.strip("0 \u00a0'."): len(size) - pattern.count("0") for size, pattern in pairs}
    return {word: zeros for word, zeros in found.items() if word}


@cache
def currency_signs(locale: str) -> dict[str, str]:
    """Return the code of each currency by its signs in a locale: ``{"€": "EUR", "EUR": "EUR", …}``."""
    from babel.core import Locale

    signs = {sign: code for code, sign in Locale("en").currency_symbols.items()}
    data = _data(locale)
    signs |= {sign: code for code, sign in data.currency_symbols.items()} if data else {}
    return signs | {code: code for code in signs.values()}
