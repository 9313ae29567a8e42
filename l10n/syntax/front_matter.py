"""Front matter of an article: YAML between ``---`` lines or TOML between ``+++`` lines.

Only the values of chosen keys are blocks, and only their characters change: the rest of the front
matter keeps its bytes, and it stays valid whatever a translation holds. Front matter that cannot be
read is left alone.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from l10n.model import Block, Kind, Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

KEYS = (
    "title",
    "linktitle",
    "subtitle",
    "description",
    "summary",
    "excerpt",
    "tagline",
    "lead",
    "caption",
    "alt",
    "sidebar_label",
)
"""The keys whose values are text by the custom of site generators."""

_FENCED = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*(?P<newline>\r\n|\r|\n)(?P<inside>.*?(?P=newline))"
    r"(?P=fence)[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)


def split(text: str, keys: Collection[str] = KEYS) -> tuple[list[str | Block], str]:
    """Cut an article into the parts of its front matter and the rest; no parts where it has none.

    Args:
        text: The article.
        keys: The keys whose values are blocks, at any depth; upper and lower case are one.
    """
    match = _FENCED.match(text)
    if match is None:
        return [], text
    scalars = _yaml_scalars if match["fence"] == "---" else _toml_scalars
    try:
        found = list(scalars(match["inside"], frozenset(key.lower() for key in keys)))
    except ValueError:
        return [], text
    parts: list[str | Block] = []
    at = 0
    for start, end, value, put in found:
        source = match["inside"][start:end]
        parts += [match["inside"][at:start], _block(source, value, put)]
        at = end
    inside = match.start("inside")
    whole = [text[:inside], *parts, text[inside + at : match.end()]]
    return whole, text[match.end() :]


def _block(source: str, value: str, put: Callable[[str], str]) -> Block:
    return Block((Piece(source, value, words=value),), Kind.FRONT_MATTER, put)


Scalar = tuple[int, int, str, "Callable[[str], str]"]


def _yaml_scalars(source: str, keys: frozenset[str]) -> Iterator[Scalar]:
    """Give start, end, value and setter of each chosen scalar; ValueError where it is no mapping."""
    import yaml

    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("no mapping")  # noqa: TRY004 - a mark for the caller, not for a person
    for node, in_flow in _chosen(root, keys, chosen=False, in_flow=False):
        start, end = node.start_mark.index, node.end_mark.index
        raw, value = source[start:end], str(node.value)
        if value.strip() and not raw.startswith(("&", "!")):
            yield start, end, value.rstrip("\n"), partial(_put_yaml, raw, in_flow)


def _chosen(node: Any, keys: frozenset[str], *, chosen: bool, in_flow: bool) -> Iterator[tuple[Any, bool]]:
    """Give the text scalars below chosen keys, each with whether ``[]`` or ``{}`` is around it."""
    in_flow = in_flow or bool(getattr(node, "flow_style", False))
    if node.id == "mapping":
        for key, value in node.value:
            named = str(key.value).lower() in keys if key.id == "scalar" else False
            yield from _chosen(value, keys, chosen=named, in_flow=in_flow)
    elif node.id == "sequence":
        for item in node.value:
            yield from _chosen(item, keys, chosen=chosen, in_flow=in_flow)
    elif chosen and node.tag == "tag:yaml.org,2002:str":
        yield node, in_flow


def _put_yaml(raw: str, in_flow: bool, translation: str) -> str:
    """Write a scalar in the quotes it had; a plain one that would not come back gets quotes."""
    if raw[:1] in "|>":
        return _put_yaml_block(raw, translation)
    text = " ".join(translation.split("\n"))
    if raw[:1] == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if raw[:1] == "'" or not _plain_in_yaml(text, in_flow=in_flow):
        return "'" + text.replace("'", "''") + "'"
    return text


def _put_yaml_block(raw: str, translation: str) -> str:
    header, newline, body = re.match(r"([^\r\n]*)(\r\n|\r|\n)(.*)", raw, re.DOTALL).groups()  # type: ignore[union-attr]
    indent = re.match(r"[\r\n]*( *)", body)[1]  # type: ignore[index]
    tail = re.search(r"[\r\n \t]*\Z", body)[0] or newline  # type: ignore[index]
    lines = [indent + line.strip() if line.strip() else "" for line in translation.split("\n")]
    return header + newline + newline.join(lines) + tail


def _plain_in_yaml(text: str, *, in_flow: bool) -> bool:
    import yaml

    try:
        return bool(yaml.safe_load(f"{{k: {text}}}" if in_flow else f"k: {text}") == {"k": text})
    except yaml.YAMLError:
        return False


_TOML_STRING = re.compile(
    r"""^[ \t]*(?P<key>[\w."'-]+)[ \t]*=[ \t]*"""
    r"""(?P<value>"(?!"")(?:\\.|[^"\\\r\n])*"|'(?!'')[^'\r\n]*')[ \t]*(?:\#.*)?\r?$""",
    re.MULTILINE,
)


def _toml_scalars(source: str, keys: frozenset[str]) -> Iterator[Scalar]:
    """Give the one-line strings of chosen keys; ValueError where the source is no TOML."""
    import tomllib

    tomllib.loads(source.replace("\r\n", "\n").replace("\r", "\n"))
    for match in _TOML_STRING.finditer(source):
        key = match["key"].rpartition(".")[2].strip("\"'").lower()
        if key in keys:
            value = tomllib.loads(f"v = {match['value']}")["v"]
            if value.strip():
                yield match.start("value"), match.end("value"), value, _put_toml


def _put_toml(translation: str) -> str:
    """Write a basic string as TOML 1.0 has it."""
    text = " ".join(translation.split("\n")).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c == "\xa0" else f"\\u{ord(c):04x}" for c in text) + '"'
