"""A page that holds everything itself: how far each article is, and what is wrong with it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Did, Outcome, Problem
from l10n.reporters import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.events import Event

_STATES = ("reviewed", "draft", "stale", "missing")
_STYLE = """
:root{--ink:#1c2024;--soft:#5b6570;--line:#dfe3e8;--ground:#fff;--panel:#f6f7f9;--reviewed:#2e7d4f;
--draft:#5b8def;--stale:#d99a26;--missing:#c9ced6;--error:#b3261e;--warning:#8a5a00;--note:#35618e}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a3abb5;--line:#353b43;--ground:#16191d;
--panel:#1f2329;
--reviewed:#4caf7a;--missing:#474e58;--error:#ff8a80;--warning:#ffc46b;--note:#8ab8e8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:2.5rem 1.25rem;background:var(--ground);
color:var(--ink);font:16px/1.55 system-ui,sans-serif}h1{font-size:1.7rem;
margin:0 0 .25rem}h2{font-size:1.2rem;
margin:2.5rem 0 .75rem}p.sum{color:var(--soft);margin:0 0 1.5rem}.key span{margin-right:1.2rem;
white-space:nowrap}
.key i{display:inline-block;width:.8rem;
height:.8rem;border-radius:2px;margin-right:.4rem;vertical-align:-1px}
.reviewed{background:var(--reviewed)}.draft{background:var(--draft)}.stale{background:var(--stale)}
.missing{background:var(--missing)}table{width:100%;border-collapse:collapse}
td,th{padding:.45rem .6rem;
text-align:left;border-bottom:1px solid var(--line);font-weight:400}td.n{text-align:right;
font-variant-numeric:tabular-nums;white-space:nowrap;color:var(--soft)}td.bar{width:38%}
.track{display:flex;height:.8rem;border-radius:4px;overflow:hidden;background:var(--missing)}
details{border:1px solid var(--line);border-radius:8px;margin:.6rem 0;background:var(--panel)}
summary{padding:.6rem .9rem;cursor:pointer;overflow-wrap:anywhere}article{background:var(--ground);
border-top:1px solid var(--line);padding:.7rem .9rem;overflow-wrap:anywhere}article p{margin:.25rem 0}
.where{color:var(--soft);font-size:.85rem}.error{color:var(--error)}.warning{color:var(--warning)}
.note{color:var(--note)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:.4rem}
@media(max-width:40rem){.pair{grid-template-columns:1fr;gap:.3rem}td.bar{width:30%}}
mark{background:none;color:inherit;border-bottom:2px solid var(--error);font-weight:600}
.good{color:var(--reviewed)}
"""


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the page, when all events are known."""
    found = list(events)
    problems = [event for event in found if isinstance(event, Problem)]
    outcomes = [event for event in found if isinstance(event, Outcome)]
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Translation report</title>'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<style>{_STYLE}</style></head><body><h1>Translation report</h1>"
    yield f'<p class="sum">{_sum(outcomes, problems)}</p>'
    yield from _refused(outcomes)
    for locale in dict.fromkeys(outcome.locale for outcome in outcomes if outcome.locale):
        yield from _locale(locale, outcomes, problems)
    others = [problem for problem in problems if not problem.locale]
    if others:
        yield "<h2>Project</h2>"
        yield from _details("Articles, templates and settings", others, "en")
    yield "</body></html>"


def _sum(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> str:
    catalogs = sum(bool(outcome.locale) for outcome in outcomes)
    errors = sum(problem.severity.value == "error" for problem in problems)
    rest = len(problems) - errors
    found = f"{errors} errors, {rest} more to look at" if problems else "no problems"
    return f"{catalogs} catalogs, {found}"


def _refused(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.did is Did.REFUSED:
            yield f'<p class="error">{escape(outcome.summary)}</p>'


def _locale(locale: str, outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> Iterator[str]:
    yield f'<h2 id="{escape(locale)}">{escape(cldr.name(locale))}</h2><p class="sum key">'
    yield "".join(f'<span><i class="{state}"></i>{state}</span>' for state in _STATES) + "</p><table>"
    here = [o for o in outcomes if o.locale == locale]
    yield from (_row(outcome) for outcome in here)
    yield "</table>"
    for outcome in here:
        mine = [p for p in problems if p.catalog.path == outcome.path and p.locale == locale]
        if mine:
            yield from _details(_article(outcome), mine, locale)
    known = {outcome.path for outcome in here}
    orphans = [p for p in problems if p.locale == locale and p.catalog.path not in known]
    if orphans:
        yield from _details("Catalogs without an article", orphans, locale)


def _article(outcome: Outcome) -> str:
    return outcome.path.rpartition("/LC_MESSAGES/")[2].removesuffix(".po") or outcome.path


def _row(outcome: Outcome) -> str:
    counts = [int(outcome.counts.get(state, 0)) for state in _STATES]
    total = sum(counts)
    bars = "".join(
        f'<i class="{state}" style="width:{100 * count / total:.2f}%" title="{count} {state}"></i>'
        for state, count in zip(_STATES, counts, strict=True)
        if count
    )
    share = f"{100 * counts[0] // total} % reviewed" if total else "nothing to translate"
    bad = outcome.counts.get("errors", 0) + outcome.counts.get("warnings", 0) + outcome.counts.get("notes", 0)
    said = f'<span class="error">{bad} to look at</span>' if bad else '<span class="good">no problems</span>'
    return (
        f'<tr><th scope="row">{escape(_article(outcome))}</th><td class="bar"><div class="track">{bars}</div>'
        f'</td><td class="n">{share}</td><td class="n">{said}</td></tr>'
    )


def _details(title: str, problems: Sequence[Problem], locale: str) -> Iterator[str]:
    yield f"<details open><summary>{escape(title)}: {len(problems)}</summary>"
    direction = cldr.direction(locale)
    for problem in problems:
        article = f", {escape(str(problem.article))}" if problem.article else ""
        severity = problem.severity.value
        said = escape(f"{problem.check}: {problem.message}")
        yield f'<article><p><b class="{severity}">{severity}</b> {said}</p>'
        yield f'<p class="where">{escape(str(problem.catalog))}{article}</p>'
        if problem.source:
            translation = _marked(problem, problem.translation)
            yield (
                f'<div class="pair"><div>{_marked(problem, problem.source)}</div>'
                f'<div lang="{escape(locale)}" dir="{direction}">{translation}</div></div>'
            )
        yield "</article>"
    yield "</details>"


def _marked(problem: Problem, text: str) -> str:
    return "".join(f"<mark>{escape(t)}</mark>" if bad else escape(t) for t, bad in parts(problem, text))
