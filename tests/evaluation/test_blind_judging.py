import re
from pathlib import Path

import pytest

from tests.evaluation.gold_briefs import GOLD_FOLDER, damaged_brief, own_cases, perfect_brief
from tests.evaluation.judge import main


def written(folder: Path) -> Path:
    for name in ("old", "new"):
        (folder / name).mkdir()
        for case in own_cases()[:2]:
            brief = perfect_brief(case) if name == "old" else damaged_brief(case, 3)
            (folder / name / f"{case.id}.json").write_text(brief.model_dump_json(), encoding="utf-8")
    out = folder / "claims.txt"
    main(["write", str(GOLD_FOLDER), str(out), f"A={folder / 'old'}", f"B={folder / 'new'}"])
    return out


def test_claims_are_numbered_sentences_that_do_not_tell_whose_they_are(tmp_path: Path) -> None:
    text = written(tmp_path).read_text(encoding="utf-8")
    assert "ASSAULT (happened): Tamarian Liberation Army -> Tamarian army." in text
    assert "\n1. [conflict-lomba] " in text
    assert str(tmp_path) not in text
    assert "A:" not in text


def test_verdicts_are_counted_for_every_folder_that_makes_the_claim(tmp_path: Path) -> None:
    out = written(tmp_path)
    text = out.read_text(encoding="utf-8")
    out.write_text(
        text.replace("verdict: ", "verdict: r", 2).replace("verdict: \n", "verdict: w\n", 1), encoding="utf-8"
    )
    counted = main(["count", str(out)])
    assert {line.split(":")[0] for line in counted.splitlines()} == {"A", "B"}
    assert sum(map(int, re.findall(r"right (\d+)", counted))) >= 2
    assert sum(map(int, re.findall(r"wrong (\d+)", counted))) >= 1
    judged = len(re.findall("verdict: [rw]", out.read_text(encoding="utf-8")))
    assert judged == 3
    assert judged <= sum(map(int, re.findall(r"of (\d+);", counted))) <= 2 * judged


def test_unknown_verdict_is_named(tmp_path: Path) -> None:
    out = written(tmp_path)
    out.write_text(
        out.read_text(encoding="utf-8").replace("verdict: ", "verdict: maybe", 1), encoding="utf-8"
    )
    with pytest.raises(SystemExit, match="Claim 1 has the verdict 'maybe'; type r, p or w"):
        main(["count", str(out)])
