"""Operators that plant one defect into a right translation, as translators, engines and editors do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from random import Random
from typing import NamedTuple

Operator = Callable[[str, str, Random], str | None]
"""Gets a text, its translation and a source of chance; None where the defect cannot be planted."""


class Defect(NamedTuple):
    operator: str
    entry: int
    """Number of the entry among those given."""
    translation: str


def planted(pairs: Sequence[tuple[str, str]], count: int, seed: int) -> list[Defect]:
    """Plant ``count`` defects, taking the operators in turn and the entries by chance."""
    chance = Random(seed)
    found: list[Defect] = []
    barren: set[str] = set()
    for operator in cycle(OPERATORS):
        name = operator.__name__
        if len(found) == count or len(barren) == len(OPERATORS):
            return found
        used = {(defect.operator, defect.translation) for defect in found}
        fresh = [
            Defect(name, number, translation)
            for number in chance.sample(range(len(pairs)), len(pairs))
            if (translation := operator(*pairs[number], chance)) not in {None, pairs[number][1]}
            and translation is not None
            and (name, translation) not in used
        ]
        found += fresh[:1]
        barren |= set() if fresh else {name}
    return found


def _cut(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


def _with(match: re.Match[str], text: str) -> str:
    """Return the text in which something was found, with another text in its place."""
    return match.string[: match.start()] + text + match.string[match.end() :]


def _some(pattern: str, text: str, chance: Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def _swapped(pattern: str, new: str) -> Operator:
    def operator(source: str, translation: str, chance: Random) -> str | None:
        match = _some(pattern, translation, chance)
        return _with(match, new) if match else None

    return operator


def _named(name: str, operator: Operator) -> Operator:
    operator.__name__ = name
    return operator


def a_markup_delimiter_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\*\*|(?<!\*)\*(?!\*)|`|~~|</?\w[^>]*>", translation, chance)
    return _with(match, "") if match else None


def a_link_loses_its_target(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\]\([^)]*\)", translation, chance)
    return _cut(translation, match.start() + 1, match.end()) if match else None


def a_link_leads_elsewhere(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=\]\()[^)]*(?=\))|https?://[^\s>)]+", translation, chance)
    return _with(match, match[0][:-2]) if match else None


def a_bracket_of_a_link_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\]\(|\[(?=[^\]]*\]\()", translation, chance)
    return _cut(translation, match.start(), match.start() + 1) if match else None


def a_digit_changes(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<![\w/=?#^])\d(?=[\d.,]*(?![\w%(]))", translation, chance)
    if match is None:
        return None
    digit = str((int(match[0]) + 3) % 10)
    return _with(match, digit)


def a_number_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<![\w/=?#^{.,])\d{2}[\d.,:]*\d", translation, chance)
    return _with(match, "") if match else None


def the_text_is_left_in_the_source_language(source: str, translation: str, chance: Random) -> str | None:
    return source if len(re.findall(r"[^\W\d_]{3,}", source)) >= 3 else None


def only_the_beginning_is_translated(source: str, translation: str, chance: Random) -> str | None:
    words = translation.split(" ")
    return " ".join(words[: len(words) // 4]) if len(source) >= 80 and len(words) >= 12 else None


def the_end_is_cut_off(source: str, translation: str, chance: Random) -> str | None:
    words = translation.split(" ")
    ended = source[-1:] in ".!?" and len(words) >= 8
    return " ".join(words[:-2]) if ended else None


def a_placeholder_is_renamed(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=\{)\w+(?=[},])|(?<=%\()\w+(?=\))", translation, chance)
    return _with(match, "ten") if match else None


def a_placeholder_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\{\w+\}|%\(\w+\)s", translation, chance)
    return _with(match, "") if match else None


def a_space_stands_before(source: str, translation: str, chance: Random) -> str | None:
    return f" {translation}"


def a_line_break_stands_behind(source: str, translation: str, chance: Random) -> str | None:
    return f"{translation}\n"


def a_word_is_doubled(source: str, translation: str, chance: Random) -> str | None:
    match = _some(
        r"(?<![\w(\[/#.-])(?:là|của|và|các|những|được|trong|cho|một|có)(?= [^\W\d])", translation, chance
    )
    return _with(match, f"{match[0]} {match[0]}") if match else None


def a_phrase_goes_round_in_circles(source: str, translation: str, chance: Random) -> str | None:
    words = translation.split(" ")
    if len(words) < 8 or not all(word.isalpha() for word in words[2:5]):
        return None
    return " ".join([*words[:5], *words[2:5], *words[2:5], *words[5:]])


def the_full_stop_is_lost(source: str, translation: str, chance: Random) -> str | None:
    return translation[:-1] if source.endswith(".") and translation.endswith(".") else None


def a_question_becomes_a_statement(source: str, translation: str, chance: Random) -> str | None:
    return translation[:-1] + "." if source.endswith("?") and translation.endswith("?") else None


def a_quotation_mark_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some("[“”]", translation, chance)
    return _with(match, "") if match else None


def a_parenthesis_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<!\])\((?=[^)]*\))(?<!%\()", translation, chance)
    return _with(match, "") if match else None


def a_word_holds_a_zero_width_space(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=[^\W\d_])(?=[^\W\d_])", translation, chance)
    return _with(match, "\u200b") if match else None


def a_bidi_override_is_left(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<= )(?=\w)", translation, chance)
    return _with(match, "\u202e") if match else None


def a_control_character_is_left(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=\w)(?= )", translation, chance)
    return _with(match, "\x08") if match else None


def letters_are_decomposed(source: str, translation: str, chance: Random) -> str | None:
    return unicodedata.normalize("NFD", translation)


def bytes_are_read_in_the_wrong_codec(source: str, translation: str, chance: Random) -> str | None:
    return translation.encode().decode("cp1252", "replace")


def a_character_is_replaced(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"[^\x00-\x7f]", translation, chance)
    return _with(match, "\ufffd") if match else None


def a_footnote_mark_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\[\^\w+\]|\[\d+\]", translation, chance)
    return _with(match, "") if match else None


def a_hard_line_break_is_lost(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\\\n", translation, chance)
    return translation.replace(match[0], " ") if match else None


def a_script_comes_in(source: str, translation: str, chance: Random) -> str | None:
    return f'{translation}<script src="https://example.net/x.js"></script>'


def an_event_handler_comes_in(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\w+", translation, chance)
    if match is None:
        return None
    word = f'<b onclick="go()">{match[0]}</b>'
    return _with(match, word)


def a_link_runs_a_script(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=\]\()[^)]*(?=\))", translation, chance)
    return _with(match, "javascript:go") if match else None


def a_letter_is_of_another_script(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=[a-z])[aeocpx](?=[a-z])|(?<=\b[a-z])[aeo]\b", translation, chance)
    new = str.maketrans("aeocpx", "аеосрх")
    return _with(match, match[0].translate(new)) if match else None


def another_language_stands_there(source: str, translation: str, chance: Random) -> str | None:
    french = (
        "Les patients de cette étude ont été suivis dans le service pendant plusieurs mois avec les médecins."
    )
    return french if 60 < len(source) < 140 and not re.search(r"[\d*`\[<{%(]", source) else None


def a_reference_is_escaped_twice(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"[“”‘’]| (?=\w)", translation, chance)
    return _with(match, "&amp;nbsp;") if match else None


def a_line_feed_is_escaped_twice(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=\w) (?=\w)", translation, chance)
    return _with(match, "\\n") if match else None


def a_currency_changes(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"[$€£¥]", translation, chance)
    return _with(match, "€") if match else None


def a_unit_changes(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"(?<=\d )(?:ml|°C)", translation, chance)
    new = {"ml": "mg", "°C": "°F"}
    return _with(match, new[match[0]]) if match else None


def an_address_is_misspelt(source: str, translation: str, chance: Random) -> str | None:
    match = _some(r"\w+(?=@\w)", translation, chance)
    return _with(match, match[0][1:]) if match else None


def two_sentences_stand_for_one(source: str, translation: str, chance: Random) -> str | None:
    long = len(source) > 40 and source.endswith(".")
    extra = " Đây là một câu mà bản gốc không có. Nó không nên đứng ở đây. Người dịch đã thêm nó vào."
    return translation + extra * (1 + len(source) // 90) if long else None


def the_translation_is_only_punctuation(source: str, translation: str, chance: Random) -> str | None:
    return "..." if len(source) > 30 else None


OPERATORS: tuple[Operator, ...] = tuple(
    value
    for name, value in globals().copy().items()
    if callable(value)
    and not name.startswith("_")
    and name.split("_")[0] in {"a", "an", "the", "only", "letters", "bytes", "another", "two"}
)


def names() -> Iterator[str]:
    return (operator.__name__ for operator in OPERATORS)
