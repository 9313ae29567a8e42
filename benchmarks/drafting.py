"""Measure the drafts of the starter package, and print the tables in Markdown.

    python -m benchmarks.drafting [markup] [glossary] [score] [speed] [memory]

``markup``: what becomes of markup and masks in sentences made by rule, in the examples of CommonMark (where
L10N_COMMONMARK names the specification) and in the evaluation sentences, and whether it costs quality.
``score``: how well the score orders drafts of 300 sentences that the package never saw. ``speed``: CPU and
time beside bare CTranslate2 and argostranslate on the same sentences. ``memory``: that of a project of 100,000
segments, a quarter of an hour, and only where it is asked for. ``glossary``: whether the terms come out right.
"""

from __future__ import annotations

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import NamedTuple

import sacrebleu

from benchmarks import toy_package
from benchmarks.marked import Marked, is_right, marked_sentences
from benchmarks.process import cost_of_success
from l10n import checks, engines, formats, glossary, project, segmentation, syntax
from l10n.checks import glossary as glossary_check
from l10n.checks import markup as markup_check
from l10n.drafting import Draft, Drafter, scored
from l10n.drafting.plan import Text, Way
from l10n.glossary import Glossary
from l10n.model import Notation, Role
from l10n.pair import Pair
from l10n.verbs import cut_article

REPOSITORY = Path(__file__).parent.parent
PAIRS = Path(__file__).parent / "data" / "articles.en-vi.tsv"
SENTENCES = 2000
BAD = 30
"""chrF below which a draft is of little use."""
SEGMENTS = 100_000
TEXTS = 1500


def pairs() -> list[tuple[str, str]]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [(source, reference) for source, reference, *_ in (line.split("\t") for line in lines)]


def new_project(folder: Path) -> project.Project:
    (folder / "source_articles").mkdir(parents=True)
    (folder / "l10n.toml").write_text('locales = ["vi"]\n')
    return project.find(folder)


def drafted(folder: Path, texts: list[Text]) -> dict[Text, Draft]:
    engine = engines.load(project.find(folder), "vi")
    return {draft.text: draft for draft in Drafter(engine, "en", "vi").drafts(texts)}


def words(text: Text) -> str:
    return "".join(piece.words for piece in syntax.pieces(*text))


def is_whole(text: Text, draft: str) -> bool:
    """Judge by the checks, which share no line with what puts markup back."""
    pair = Pair(text[1], draft, text[0], "en", "vi")
    return not pair.lost and not pair.added and not list(markup_check.find(pair))


def outer_spans(text: Text) -> list[str]:
    """Return the words in each outer span."""
    found: list[str] = []
    depth = 0
    for piece in syntax.pieces(*text):
        if piece.role is Role.OPEN:
            depth += 1
            found += [""] if depth == 1 else []
        elif piece.role is Role.CLOSE:
            depth -= 1
        elif depth:
            found[-1] += piece.words
    return found


def table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def percent(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / max(whole, 1):.1f} %)"


def measure_markup(folder: Path) -> None:
    made: dict[Text, Marked] = {(one.notation, one.text): one for one in marked_sentences(SENTENCES * 2)}
    made = dict(list(made.items())[:SENTENCES])
    drafts = drafted(folder, list(made))
    simple = [text for text, one in made.items() if one.simple]
    by_projection = {
        text for text, draft in drafts.items() if draft.proposals and draft.way in {Way.WHOLE, Way.AGAIN}
    }
    spans = [(span, text) for text in simple for span in made[text].spans]
    right = sum(
        any(is_right(span, got) for got in outer_spans((text[0], drafts[text].proposals[0].text)))
        for span, text in spans
        if drafts[text].proposals
    )
    rows: list[list[object]] = [
        ["sentences made by rule", len(made)],
        ["without draft", sum(not draft.proposals for draft in drafts.values())],
        ["with broken markup or a lost mask", _broken(drafts)],
        *(
            ["drafted " + way.value, sum(d.way is way and bool(d.proposals) for d in drafts.values())]
            for way in Way
        ),
        [
            "spans of simple sentences placed by projection",
            percent(sum(t in by_projection for _, t in spans), len(spans)),
        ],
        ["… around words that the phrase can be in Vietnamese", percent(right, len(spans))],
    ]
    rows += _commonmark(folder)
    print(table(["markup", ""], rows + _quality(folder)))


def _broken(drafts: dict[Text, Draft]) -> int:
    return sum(
        not is_whole(text, draft.proposals[0].text) for text, draft in drafts.items() if draft.proposals
    )


def _commonmark(folder: Path) -> list[list[object]]:
    path = os.environ.get("L10N_COMMONMARK")
    if not path:
        return [["examples of CommonMark", "not measured: L10N_COMMONMARK names no specification"]]
    texts: dict[Text, None] = {}
    for example in json.loads(Path(path).read_text(encoding="utf-8")):
        document = formats.cut("a.md", example["markdown"].encode(), segmentation.sentences("en"))
        texts |= {
            (Notation.PLAIN if s.kind.plain else Notation.MARKDOWN, s.text): None for s in document.segments
        }
    drafts = drafted(folder, list(texts))
    return [
        ["segments of the examples of CommonMark", len(texts)],
        ["without draft", sum(not draft.proposals for draft in drafts.values())],
        ["with broken markup or a lost mask", _broken(drafts)],
    ]


def _quality(folder: Path) -> list[list[object]]:
    """Mark random words of the evaluation sentences; the draft is to lose nothing by it."""
    chance = random.Random(7)
    marked: dict[Text, str] = {}
    for source, reference in pairs():
        if re.search(r"[*_<`\[]", source):
            continue
        tokens = source.split()
        start = chance.randrange(len(tokens))
        end = min(len(tokens), start + chance.randint(1, 3))
        tokens[start], tokens[end - 1] = f"**{tokens[start]}", f"{tokens[end - 1]}**"
        text = (Notation.MARKDOWN, " ".join(tokens))
        if any(piece.role is Role.OPEN for piece in syntax.pieces(*text)):
            marked[text] = reference
    plain = {text: (Notation.MARKDOWN, words(text)) for text in marked}
    drafts = drafted(folder, [*marked, *plain.values()])
    usable = [text for text in marked if drafts[text].proposals and drafts[plain[text]].proposals]
    with_marks = [words((text[0], drafts[text].proposals[0].text)) for text in usable]
    without = [words((text[0], drafts[plain[text]].proposals[0].text)) for text in usable]
    references = [[marked[text] for text in usable]]
    return [
        ["evaluation sentences with random words marked", len(usable)],
        [
            "with the very words of the unmarked draft",
            percent(sum(map(str.__eq__, with_marks, without)), len(usable)),
        ],
        ["chrF with marks", f"{sacrebleu.corpus_chrf(with_marks, references).score:.2f}"],
        ["chrF without", f"{sacrebleu.corpus_chrf(without, references).score:.2f}"],
    ]


def measure_glossary(folder: Path) -> None:
    """Draft the sentences that hold a term of this repository's glossary, without it and with it."""
    known = glossary.read(REPOSITORY / "glossary.toml", "vi")
    ours = project.find(REPOSITORY)
    cut = (cut_article(ours, article).segments for article in ours.articles)
    segments = ((formats.notation(s.article), s.text) for found in cut for s in found if not s.kind.plain)
    texts = dict.fromkeys([(Notation.PLAIN, source) for source, _ in pairs()] + list(segments))
    held = [text for text in texts if known.found(words(text))]
    engine = engines.load(project.find(folder), "vi")
    rows: list[list[object]] = []
    for name, terms in (("without", Glossary()), ("with the glossary", known)):
        drafts = list(Drafter(engine, "en", "vi", terms).drafts(held))
        said = [
            Pair(d.text[1], d.proposals[0].text, d.text[0], "en", "vi", known) for d in drafts if d.proposals
        ]
        right = sum(not list(glossary_check.find(pair)) for pair in said)
        rows.append([name, percent(right, len(held))])
    print(table(["sentences that hold a term", "every term right"], rows))


def measure_score(folder: Path) -> None:
    """Order drafts by their probability alone, and by the score, which problems lower."""
    engine = engines.load(project.find(folder), "vi")
    seen = []
    for (source, reference), (best, *_) in zip(
        pairs(), engine.translate(source for source, _ in pairs()), strict=True
    ):
        pair = Pair(source, best.text, Notation.PLAIN, "en", "vi")
        asked = checks.chosen(()).concerned(pair)
        problems = [module.SEVERITY for _, module in asked if any(module.find(pair))]
        chrf = sacrebleu.sentence_chrf(best.text, [reference]).score
        seen.append(Seen(best.score, scored(best.score, problems), chrf, bool(problems)))
    half = len(seen) // 2
    rows: list[list[object]] = []
    for name, some in (("first half", seen[:half]), ("second half", seen[half:]), ("all", seen)):
        for what, scores in (
            ("probability alone", [one.probability for one in some]),
            ("as shipped", [one.score for one in some]),
        ):
            rows.append([name, what, *_order(scores, some)])
    head = [
        "measured on",
        "score",
        f"lift of the worst fifth for chrF < {BAD}",
        "rank correlation with chrF",
        "drafts with a problem in the worst fifth",
    ]
    print(table(head, rows))
    bands: list[list[object]] = []
    for low, high in ((0, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 1.01)):
        chrfs = [one.chrf for one in seen if low <= one.score < high]
        bad = percent(sum(chrf < BAD for chrf in chrfs), len(chrfs))
        bands.append([f"{low} to {min(high, 1)}", len(chrfs), f"{sum(chrfs) / max(len(chrfs), 1):.1f}", bad])
    print(table(["score", "drafts", "mean chrF", f"chrF < {BAD}"], bands))


class Seen(NamedTuple):
    """What became of a sentence."""

    probability: float
    score: float
    chrf: float
    has_problem: bool


def _order(scores: list[float], seen: list[Seen]) -> list[str]:
    """Say how many times as many bad drafts as by chance the worst fifth holds, and more of the order."""
    chrfs = [one.chrf for one in seen]
    worst = sorted(range(len(seen)), key=scores.__getitem__)[: len(seen) // 5]
    bad = sum(chrf < BAD for chrf in chrfs)
    caught = sum(chrfs[number] < BAD for number in worst)
    return [
        f"{caught / (bad * len(worst) / len(seen)):.2f}",
        f"{statistics.correlation(_ranks(scores), _ranks(chrfs)):.2f}",
        percent(sum(seen[number].has_problem for number in worst), sum(one.has_problem for one in seen)),
    ]


def _ranks(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [(bisect_left(ordered, value) + bisect_right(ordered, value)) / 2 for value in values]


def measure_speed(folder: Path) -> None:
    texts = list(dict.fromkeys([s for s, _ in pairs()] + [one.plain for one in marked_sentences(4 * TEXTS)]))[
        :TEXTS
    ]
    (folder / "source_articles" / "speed.md").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    listed = folder / "texts.json"
    listed.write_text(json.dumps(texts))
    l10n = [sys.executable, "-m", "l10n", "--project", str(folder)]
    subprocess.run([*l10n, "extract"], check=True, stdout=subprocess.DEVNULL)
    engines.load(project.find(folder), "vi")  # unpacks the package
    package = str(next((folder / ".l10n").glob("models/*/*/metadata.json")).parent)
    mine = [sys.executable, "-m", "benchmarks.drafting"]
    costs = {
        "bare translate_batch": cost_of_success([*mine, "bare", package, str(listed)]),
        "l10n translate": cost_of_success([*l10n, "translate"]),
        "argostranslate": cost_of_success([*mine, "argos", package, str(listed)]),
    }
    bare = costs["bare translate_batch"]
    rows: list[list[object]] = [
        [
            name,
            f"{taken.cpu:.1f}",
            f"{taken.wall:.1f}",
            f"{len(texts) / taken.cpu:.1f}",
            f"{bare.cpu / taken.cpu:.2f}",
            f"{bare.wall / taken.wall:.2f}",
            f"{taken.peak:.0f}",
        ]
        for name, taken in costs.items()
    ]
    head = ["whole process", "CPU s", "s", "sentences per CPU s", "CPU, of bare", "time, of bare", "peak MB"]
    print(f"{len(texts)} distinct sentences, the starter package\n")
    print(table(head, rows))


def measure_memory(folder: Path) -> None:
    """Draft a big project with a toy package, a few MiB of the real format."""
    toy_package.write(folder)
    (folder / "l10n.toml").write_text('locales = ["vi"]\nmodels = ["."]\n')
    articles = folder / "source_articles"
    for number in range(100):
        lines = [
            f"Number {number} {n} of {(n * 7919) % 1000} books is here for people."
            for n in range(SEGMENTS // 100)
        ]
        (articles / f"{number:03}.md").write_text("\n\n".join(lines) + "\n")
    l10n = [sys.executable, "-m", "l10n", "--project", str(folder)]
    subprocess.run([*l10n, "extract"], check=True, stdout=subprocess.DEVNULL)
    taken = cost_of_success([*l10n, "translate"])
    row = [SEGMENTS, f"{taken.cpu:.0f}", f"{taken.wall:.0f}", f"{taken.peak:.0f}"]
    print(table(["segments", "CPU s", "s", "peak MB"], [row]))


def bare(package: str, listed: str) -> None:
    """Translate as a script of ten lines would."""
    import ctranslate2
    import sentencepiece

    tokenizer = sentencepiece.SentencePieceProcessor(model_file=f"{package}/sentencepiece.model")
    translator = ctranslate2.Translator(f"{package}/model", inter_threads=2, intra_threads=1)
    texts = json.loads(Path(listed).read_bytes())
    results = translator.translate_batch(
        [tokenizer.encode(text, out_type=str) for text in texts],
        beam_size=4,
        length_penalty=0.2,
        replace_unknowns=True,
        max_batch_size=512,
        batch_type="tokens",
        return_scores=True,
    )
    print(json.dumps([tokenizer.decode_pieces(result.hypotheses[0]) for result in results]))


def argos(package: str, listed: str) -> None:
    """Translate with argostranslate's own interface, one paragraph of one sentence at a time."""
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    class Whole:
        def split_sentences(self, text: str) -> list[str]:
            return [text]

    translation = PackageTranslation(
        Language("en", "English"), Language("vi", "Vietnamese"), Package(Path(package))
    )
    translation.sentencizer = Whole()
    print(json.dumps([translation.translate(text) for text in json.loads(Path(listed).read_bytes())]))


MEASURES = {
    "markup": measure_markup,
    "glossary": measure_glossary,
    "score": measure_score,
    "speed": measure_speed,
    "memory": measure_memory,
}
CHILDREN = {"bare": bare, "argos": argos}


def main(*wanted: str) -> None:
    """Run one measure, or each but the longest in a process of its own, so that none weighs on another."""
    if wanted and wanted[0] in CHILDREN:
        CHILDREN[wanted[0]](*wanted[1:])
    elif len(wanted) == 1:
        with tempfile.TemporaryDirectory() as folder:
            new_project(Path(folder))
            MEASURES[wanted[0]](Path(folder))
    else:
        for name in wanted or [name for name in MEASURES if name != "memory"]:
            subprocess.run([sys.executable, "-m", "benchmarks.drafting", name], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
