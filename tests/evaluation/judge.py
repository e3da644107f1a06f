"""Have claims of briefs judged blind: write them as plain sentences to number and mark, count the marks typed in.

    python -m tests.evaluation.judge write GOLD_DIR OUT A=briefs/a B=briefs/b
    python -m tests.evaluation.judge count OUT

`write` mixes the claims of all folders and numbers them: OUT is for the judge and names no folder, OUT.key.json says
whose each claim is. The judge types after each `verdict:` r (right), p (right, a side missing) or w (wrong); a claim
without a verdict is not counted. A claim in several folders is judged once.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from summarizer.brief import Brief
from summarizer.evaluation.gold import load_gold
from summarizer.evaluation.matching import Claim
from summarizer.evaluation.runs import read_briefs

VERDICTS = {"r": "right", "p": "partly", "w": "wrong"}
_HEAD = """For each claim: is the act in the article, with this type, these two sides and this status?
r right, p right but a side is missing that the article names, w wrong.
"""
_VERDICT = re.compile(r"^(\d+)\..*?^   verdict: *(\S*) *$", re.MULTILINE | re.DOTALL)


def main(arguments: list[str]) -> str:
    """Do what the command line asks for and return what it prints."""
    match arguments:
        case ["write", gold, out, *folders] if folders and all("=" in folder for folder in folders):
            named = [folder.split("=", 1) for folder in folders]
            return write(Path(gold), Path(out), {name: Path(folder) for name, folder in named})
        case ["count", out]:
            return count(Path(out))
    raise SystemExit(__doc__)


def write(gold: Path, out: Path, folders: dict[str, Path]) -> str:
    """Write the claims of briefs in random order, and the key beside them."""
    cases = load_gold(gold)
    owners: dict[tuple[str, str], list[str]] = {}
    for name, folder in folders.items():
        for outcome in read_briefs(cases, folder):
            for claim in claims(outcome.brief) if outcome.brief else ():
                owners.setdefault((outcome.case.id, claim), []).append(name)
    mixed = sorted(owners)
    random.Random(0).shuffle(mixed)  # noqa: S311  not for secrets
    mixed.sort(key=lambda item: item[0])  # an article at a time: it is read once
    lines = [f"{n}. [{case}] {claim}\n   verdict: \n" for n, (case, claim) in enumerate(mixed, start=1)]
    out.write_text("\n".join([_HEAD, *lines]), encoding="utf-8")
    key = {str(n): owners[item] for n, item in enumerate(mixed, start=1)}
    key_of(out).write_text(json.dumps(key, indent=0) + "\n", encoding="utf-8")
    return f"{len(mixed)} claims to judge in {out}; the key is in {key_of(out)}.\n"


def count(out: Path) -> str:
    """Count the verdicts of a judged file by folder."""
    key: dict[str, list[str]] = json.loads(key_of(out).read_text(encoding="utf-8"))
    tally: dict[str, Counter[str]] = {}
    for number, verdict in _VERDICT.findall(out.read_text(encoding="utf-8")):
        if verdict and verdict not in VERDICTS:
            raise SystemExit(f"Claim {number} has the verdict {verdict!r}; type r, p or w.")
        for name in key[number]:
            tally.setdefault(name, Counter())[VERDICTS.get(verdict, "not judged")] += 1
    lines = []
    for name, found in sorted(tally.items()):
        judged = found.total() - found["not judged"]
        shares = [f"{word} {found[word]} ({found[word] / max(judged, 1):.0%})" for word in VERDICTS.values()]
        lines.append(f"{name}: {', '.join(shares)}, of {judged}; not judged {found['not judged']}\n")
    return "".join(lines)


def claims(brief: Brief) -> Iterator[str]:
    """Word each event and move of a brief as one sentence with its evidence."""
    names = {actor.id: actor.name for actor in brief.actors}

    def side(ids: list[str]) -> str:
        return " and ".join(names.get(one, one) for one in ids) or "nobody named"

    acts: list[Claim] = [*brief.key_events, *brief.diplomatic_moves]
    for act in acts:
        coded = f"{act.type} ({act.status}): {side(act.actors)} -> {side(act.recipients)}."
        cited = " […] ".join(" ".join(item.text.split()) for item in act.evidence)
        yield f"{coded} {' '.join(act.description.split())}\n   evidence: {cited}"


def key_of(out: Path) -> Path:
    """Return where the key of a file of claims is kept."""
    return out.with_name(f"{out.name}.key.json")


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]))
