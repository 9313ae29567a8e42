"""Sentences with markup, made by rule, for measuring and testing what becomes of it in a draft."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.model import Notation

if TYPE_CHECKING:
    from collections.abc import Iterator

PHRASES: dict[str, dict[str, str]] = {
    "people": {
        "patients": "bệnh nhân|người bệnh",
        "doctors": "bác sĩ",
        "nurses": "y tá|điều dưỡng",
        "children": "trẻ em|trẻ",
        "teachers": "giáo viên|thầy cô|thầy giáo",
        "scientists": "nhà khoa học|khoa học",
        "young people": "người trẻ|thanh niên|trẻ tuổi",
        "students": "sinh viên|học sinh",
        "farmers": "nông dân",
        "parents": "cha mẹ|bố mẹ|phụ huynh",
    },
    "thing": {
        "blood": "máu",
        "water": "nước",
        "the treatment": "điều trị|trị liệu",
        "the vaccine": "vắc xin|vắc-xin|vaccine",
        "the book": "sách",
        "the hospital": "bệnh viện",
        "the report": "báo cáo",
        "the new medicine": "thuốc mới",
        "the city": "thành phố",
        "the school": "trường",
        "the river": "sông",
        "the clinical trial": "thử nghiệm lâm sàng",
        "the immune system": "hệ miễn dịch|hệ thống miễn dịch|miễn dịch",
        "the blood test": "xét nghiệm máu",
    },
    "when": {
        "every day": "mỗi ngày|hàng ngày|hằng ngày|ngày nào",
        "next week": "tuần tới|tuần sau",
        "in the morning": "buổi sáng|sáng",
        "twice a week": "hai lần một tuần|hai lần mỗi tuần|mỗi tuần hai lần|hai lần",
        "before the meal": "trước bữa ăn|trước khi ăn",
        "for three months": "ba tháng|3 tháng",
        "in 2019": "2019",
        "at night": "ban đêm|đêm|tối",
    },
    "how": {
        "very important": "rất quan trọng",
        "very difficult": "rất khó khăn|rất khó",
        "not safe": "không an toàn",
        "free of charge": "miễn phí",
        "too expensive": "quá đắt|đắt",
        "more effective": "hiệu quả hơn",
        "dangerous": "nguy hiểm",
    },
}
"""English phrases by their part in a sentence, with what they can be in Vietnamese."""
TEMPLATES = (
    "Many {people} need {thing} {when}.",
    "{thing} is {how} for {people}.",
    "Most {people} know that {thing} is {how}.",
    "{people} and {people} can use {thing} {when}.",
    "If {thing} is {how}, {people} should wait.",
    "We visited {thing} with {people} {when}.",
    "The {people} said that it was {how}.",
    "You can read about {thing} {when}.",
)
ATOMS = (
    "`pip install l10n`",
    "{count}",
    "%s",
    "https://example.org/a_b?c=1",
    "info@example.org",
    "10⁶",
    "CO₂",
    "user_name",
)
MARKS = {
    Notation.MARKDOWN: ("*{}*", "**{}**", "~~{}~~", "[{}](https://example.org/x)"),
    Notation.HTML: (
        "<em>{}</em>",
        "<strong>{}</strong>",
        "<b>{}</b>",
        '<a href="x.html">{}</a>',
        "<span>{}</span>",
    ),
}
NESTED = {
    Notation.MARKDOWN: ("[**{}**](https://example.org/y)", "***{}***", "**_{}_**"),
    Notation.HTML: ('<a href="y.html"><em>{}</em></a>', "<b><i>{}</i></b>"),
}
ATTACHED = ("See {atom} first. ", "Use {atom} for this: ", "With {atom}, ")


@dataclass(frozen=True)
class Marked:
    """A sentence with markup, and what stands in it."""

    notation: Notation
    text: str
    plain: str
    """The same without markup around words."""
    spans: tuple[str, ...]
    """The phrases that have markup around them."""
    simple: bool
    """True without atoms and nested markup."""


def marked_sentences(count: int, seed: int = 1) -> Iterator[Marked]:
    """Give sentences, a third of them with atoms or nested markup; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _marked(chance)


def _marked(chance: random.Random) -> Marked:
    notation = chance.choice(list(MARKS))
    simple = chance.random() < 2 / 3
    template = chance.choice(TEMPLATES)
    parts, spans, plain = [], [], []
    slots = _slots(template)
    number = chance.choice([1, 1, 1, 2])
    chosen = set(chance.sample([n for n, (_, kind) in enumerate(slots) if kind], k=number))
    for at, (before, kind) in enumerate(slots):
        phrase = chance.choice(list(PHRASES[kind])) if kind else ""
        shown = phrase
        if at in chosen:
            marks = MARKS[notation] if simple or chance.random() < 0.5 else NESTED[notation]
            shown = chance.choice(marks).format(phrase)
            spans.append(phrase)
        parts.append(before + shown)
        plain.append(before + phrase)
    atom = (
        "" if simple or chance.random() < 0.3 else chance.choice(ATTACHED).format(atom=chance.choice(ATOMS))
    )
    if atom.startswith("See"):
        atom = atom.replace(". ", ", then read this: ")
    return Marked(notation, atom + "".join(parts), atom + "".join(plain), tuple(spans), simple)


def _slots(template: str) -> list[tuple[str, str]]:
    """Cut a template into the text before each slot, and the kind of the slot; "" at the end."""
    before, *rest = template.split("{")
    slots = []
    for piece in rest:
        kind, after = piece.split("}")
        slots.append((before, kind))
        before = after
    return [*slots, (before, "")]


def is_right(span: str, words: str) -> bool:
    """Tell whether the words of a translation are ones that a phrase can be in Vietnamese."""
    forms = next(forms for phrases in PHRASES.values() for phrase, forms in phrases.items() if phrase == span)
    return (
        any(form in words.casefold() for form in forms.split("|"))
        and len(words) <= 2.5 * max(map(len, forms.split("|"))) + 6
    )
