"""Plain words: what in them stands for itself and what marks a footnote, whatever the notation."""

from __future__ import annotations

import re

from l10n.model import Piece, Role

_ATOM = re.compile(
    r"""
      (?P<url>(?:https?://|ftp://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]}*_|。，、；：！？）」』】》])
    | (?P<email>(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)
    | (?P<template>\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\} | \{%(?:[^%{]|%(?!\})|\{(?!%))*+%\})
    | (?P<brace>\$?\{[A-Za-z_][\w.]*\})
    | (?P<printf>%\([A-Za-z_]\w*\)[sdrf]
        | (?:(?<![\d\s\xa0])|(?<!\S))%[sd](?![a-zA-Z\d_\u00c0-\u052f\u1e00-\u1fff]))
    | (?P<emoji>(?<![a-zA-Z\d_\u00c0-\u052f\u1e00-\u1fff:]):(?:[a-z][a-z\d_+-]*|[+-]1|100):
        (?![a-zA-Z\d_\u00c0-\u052f\u1e00-\u1fff:]))
    | (?P<script>(?:(?<![\d.,])\d[\d.,]*+|\b[^\W\d_]{1,3}\d{0,2})[⁰¹²³⁴-⁹⁺⁻₀-₉]+)
    | (?P<name>(?<![\u00c0-\u052f\u1e00-\u1fff])(?a:\b\w+_\w+\b)(?![\u00c0-\u052f\u1e00-\u1fff]))
    | (?P<mark>\[\d+(?:\s?[,–-]\s?\d+)*\]|\[\^[^\[\]\s]+\]|[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹,]*|[†‡])
    """,
    re.VERBOSE,
)
_NAMED = re.compile(r":[a-z\d+-][\w+-]*:")
"""What may be an emoji by its name."""
_TRIGGER = re.compile(r"[@{%\[_⁰¹²³⁴-⁹⁺⁻₀-₉†‡]")


def holds_names(text: str) -> bool:
    """Tell quickly whether there may be addresses, or emoji by their names, among the words."""
    return "www." in text or (":" in text and ("://" in text or _NAMED.search(text) is not None))


def pieces(text: str) -> list[Piece]:
    """Cut decoded words into words, atoms and marks; their sources, joined, are ``text``.

    Atoms are URLs, e-mail addresses, placeholders (printf, brace, template tags), emoji by their names,
    numbers with superscripts or subscripts, and names with an underscore. Marks are citations such as
    ``[3]``, ``[^note]`` and superscript digits behind a word.
    """
    if not (holds_names(text) or _TRIGGER.search(text)):
        return [Piece(text, text, words=text)] if text else []
    found: list[Piece] = []
    at = 0
    for match in _ATOM.finditer(text):
        if match.start() > at:
            found.append(_words(text[at : match.start()]))
        role = Role.MARK if match.lastgroup == "mark" else Role.ATOM
        found.append(Piece(match[0], match[0], role, match[0]))
        at = match.end()
    if at < len(text):
        found.append(_words(text[at:]))
    return found


def _words(text: str) -> Piece:
    return Piece(text, text, words=text)
