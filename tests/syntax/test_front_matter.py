"""Front matter: chosen values replaced in place; the cases are in ``tests/data/front_matter.txt``."""

from __future__ import annotations

import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Block
from l10n.syntax import front_matter
from tests.golden import cases

HOSTILE = st.text(st.sampled_from("ab :#'\"\\{}[],&*!|>%@`-?\n\té“”\xa0=~0"), min_size=1, max_size=12).filter(
    str.strip
)


def _rendered(article: str, texts: list[str]) -> str:
    parts, rest = front_matter.split(article)
    left = iter(texts)
    return "".join(part if isinstance(part, str) else part.put(next(left)) for part in parts) + rest


def _values(article: str) -> list[str]:
    parts, _ = front_matter.split(article)
    return [part.pieces[0].text for part in parts if isinstance(part, Block)]


@pytest.mark.parametrize(("article", "values", "translations", "built"), cases("front_matter.txt"))
def test_chosen_values_are_replaced_in_place(
    article: str, values: str, translations: str, built: str
) -> None:
    assert "\n".join(_values(article)) == values
    assert _rendered(article, translations.split("\n")) == built


@pytest.mark.parametrize("value", ["Care", "'Care'", '"Care"', "|\n  Care", ">-\n  Care"])
@given(text=HOSTILE)
def test_yaml_stays_valid_whatever_a_translation_holds(value: str, text: str) -> None:
    article = f"---\nbefore: 1\ntitle: {value}\nafter: [x]\n---\nText.\n"
    built = _rendered(article, [text])
    read = yaml.safe_load(built[4 : built.rindex("\n---\n")])
    assert "".join(str(read["title"]).split()) == "".join(text.split())
    assert (read["before"], read["after"]) == (1, ["x"])


@given(text=HOSTILE)
def test_toml_stays_valid_whatever_a_translation_holds(text: str) -> None:
    article = '+++\nbefore = 1\ntitle = "Care"\nafter = ["x"]\n+++\nText.\n'
    read = tomllib.loads(_rendered(article, [text]).split("+++\n")[1])
    assert read == {"before": 1, "title": " ".join(text.split("\n")), "after": ["x"]}
