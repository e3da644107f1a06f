import json
from pathlib import Path

import pytest

from summarizer.prompts import every_prompt
from tests.cli.conftest import Run
from tests.conftest import Endpoint
from tests.support.steps import answer
from tests.test_callers import DRAFT

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_list_names_each_prompt_and_who_uses_it(run: Run) -> None:
    lines = run("prompts", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [prompt.name for prompt in every_prompt()]
    [mending] = [line for line in lines if line.startswith("mend_system.md")]
    assert "one_pass, own form, stepwise " in mending


def test_exported_prompts_can_be_changed_and_used(run: Run, endpoint: Endpoint, tmp_path: Path) -> None:
    folder = tmp_path / "prompts of mine"
    assert run("prompts", "export", folder).stdout.splitlines()[0] == str(folder / "brief_example.json")
    again = run("prompts", "export", folder)
    assert (again.exit_code, again.stdout) == (7, "")
    (folder / "judge_system.md").write_text("Shout.")
    article = tmp_path / "article.txt"
    article.write_text("Marek Dolan accused Ostrava of arming rebels on Monday.")
    told = ("--base-url", endpoint(answer(json.dumps(DRAFT))), "--model", "m", "--no-cache")
    result = run("brief", article, *told, "--prompts", folder)
    assert result.exit_code == 0
    assert result.stderr == (
        f"The strategy 'one_pass' does not use judge_system.md of the prompts folder '{folder}'.\n"
    )
