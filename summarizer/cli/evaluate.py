"""`summarizer eval`: how good briefs are, measured against gold annotations."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from summarizer.cli.options import form_options, model_options
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.brief_form import BriefForm
    from summarizer.claims.form import ClaimsForm
    from summarizer.configuration import Configuration
    from summarizer.evaluation.gold import GoldCase
    from summarizer.evaluation.runs import Outcome

SOME_FAILED = 8
"""Exit code: everything was scored, and at least one article has no brief."""

FOLDER = click.Path(path_type=Path)


@click.command(name="eval", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("gold_dir", type=FOLDER)
@click.option(
    "--briefs", type=FOLDER, metavar="DIR", help="Keep the briefs here (default: eval/GOLD/MODEL-STRATEGY)."
)
@click.option("--refresh", is_flag=True, help="Make every brief again, also those that are there.")
@click.option(
    "--score-only", type=FOLDER, metavar="DIR", help="Score the briefs in DIR (<id>.json); make none."
)
@click.option(
    "--compare", type=FOLDER, nargs=2, metavar="A B", help="Compare two folders of briefs; make none."
)
@click.option(
    "--json", "json_path", type=FOLDER, metavar="FILE", help="Write all figures and counts as JSON too."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N articles.")
@model_options
@form_options
def evaluate(
    *,
    gold_dir: Path,
    briefs: Path | None,
    refresh: bool,
    score_only: Path | None,
    compare: tuple[Path, Path] | None,
    json_path: Path | None,
    limit: int | None,
    model: str | None,
    base_url: str | None,
    strategy: str | None,
    prompts_dir: Path | None,
    config: "Configuration",
    brief_form: "BriefForm | None",
) -> None:
    """Measure briefs against gold annotations.

    GOLD_DIR holds gold.json and one text file per article, <id>.txt. gold.json is a list of articles:

    \b
      {"id": "treaty", "published": "2024-05-02",
       "actors": [{"name": "Ana Ruiz", "aliases": ["Ruiz"],
                   "kind": "person", "major": true}],
       "quotes": [{"anchor": "words between the marks",
                   "speaker": ["Ana Ruiz"], "kind": "full"}],
       "events": [{"what": "...", "anchors": ["words of a sentence"],
                   "types": ["AGREE"], "actor": ["Ana Ruiz", "Ruiz"],
                   "recipient": [], "status": ["happened"],
                   "major": true}],
       "moves":  [...the same...]}

    Anchors are exact pieces of the text; lists hold all that is accepted, [] as a side says that there is
    nobody. The first figures read each claim strictly: type, both sides and status together. With quotes
    alone, only quotations are measured. To choose a model, annotate twenty articles of your own, run each
    model, and --compare the two folders of briefs.

    With --schema the briefs are of your own form, and GOLD_DIR holds worked examples of it, as --examples does
    (other ones). Each field is measured: how often a brief says just what the gold says (strict), recall, precision.

    Briefs are written one by one and kept: the same command again goes on where it stopped. After a change to
    the settings or the prompts they are made again; after a change to the code, say --refresh.

    Intervals are 95 % bootstrap intervals over articles. Exit code 8: all was scored, but an article has no
    brief (it counts as an empty one).
    """
    from summarizer.cli.output import Destination
    from summarizer.evaluation.gold import load_gold
    from summarizer.render.safe import safe_text

    making = {"--briefs": briefs, "--refresh": refresh or None, "--model": model, "--base-url": base_url}
    making |= {"--strategy": strategy, "--prompts": prompts_dir}
    _one_task_only(score_only, compare, [name for name, value in making.items() if value is not None])
    settings = Settings.load(
        config=config,
        model=model,
        base_url=base_url,
        strategy=strategy,
        prompts_dir=prompts_dir,
        brief_form=brief_form,
    )
    output = Destination(json_path)
    output.check()
    if brief_form is not None:
        if compare:
            raise click.UsageError("--compare knows the built-in brief only; score each folder by itself.")
        folder = score_only or briefs or _default_folder(gold_dir, settings)
        values, complete = _own(gold_dir, folder, settings, limit, make=not score_only, refresh=refresh)
        if json_path is not None:
            output.write(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
        if not complete:
            click.get_current_context().exit(SOME_FAILED)
        return
    cases = load_gold(gold_dir, limit=limit, max_characters=settings.max_characters)
    if compare:
        text, values, complete = _compared(cases, *compare)
    else:
        folder = score_only or briefs or _default_folder(gold_dir, settings)
        outcomes = _read(cases, folder) if score_only else _make(cases, folder, settings, refresh=refresh)
        text, values, complete = _scored(outcomes)
    if json_path is not None:
        output.write(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
    if json_path is None or str(json_path) != "-":
        # Failures quote file names and what endpoints answered: neither may drive the terminal.
        Destination(None).write(safe_text(text))
    if not complete:
        click.get_current_context().exit(SOME_FAILED)


def _one_task_only(score_only: Path | None, compare: tuple[Path, Path] | None, making: Sequence[str]) -> None:
    if score_only and compare:
        raise click.UsageError("--score-only and --compare cannot be used together.")
    if making and (score_only or compare):
        other = "--score-only" if score_only else "--compare"
        raise click.UsageError(f"{other} makes no briefs, so {making[0]} cannot be used with it.")


def _default_folder(gold_dir: Path, settings: Settings) -> Path:
    from summarizer.evaluation.runs import run_name

    return Path("eval") / gold_dir.resolve().name / run_name(settings)


def _make(cases: Sequence["GoldCase"], folder: Path, settings: Settings, *, refresh: bool) -> list["Outcome"]:
    import summarizer
    from summarizer.evaluation.runs import make_briefs

    click.echo(f"{len(cases)} articles; briefs go to {folder}", err=True)
    outcomes = make_briefs(cases, folder, settings, summarizer.summarize, refresh=refresh)
    return list(_announced(outcomes, len(cases)))


def _own(
    gold_dir: Path, folder: Path, settings: Settings, limit: int | None, *, make: bool, refresh: bool
) -> tuple[dict[str, Any], bool]:
    """Measure briefs of a user's own form; return the counts, and whether every article has a brief."""
    import summarizer
    from summarizer.claims.examples import read_examples
    from summarizer.cli.output import Destination
    from summarizer.evaluation.own import format_own, score_own
    from summarizer.evaluation.runs import make_briefs, read_briefs
    from summarizer.render.safe import safe_text

    form = cast("ClaimsForm", settings.brief_form)
    cases = read_examples(gold_dir)[:limit]
    if make:
        made = make_briefs(cases, folder, settings, summarizer.summarize, refresh=refresh)
        outcomes = list(_announced(made, len(cases)))
    else:
        outcomes = read_briefs(cases, folder, form)
    counts = score_own(form, ((one.case, one.brief) for one in outcomes))
    Destination(None).write(safe_text(format_own(counts)))
    return {name: asdict(one) for name, one in counts.items()}, all(one.brief for one in outcomes)


def _announced(outcomes: Iterable["Outcome[Any, Any]"], total: int) -> Iterable["Outcome[Any, Any]"]:
    from summarizer.render.safe import safe_line

    for number, outcome in enumerate(outcomes, start=1):
        if outcome.brief is None:
            state = f"failed: {outcome.failure}"
        elif outcome.kept:
            state = "kept"
        else:
            state = f"made in {outcome.brief.provenance.seconds:.1f} s"
        click.echo(f"[{number}/{total}] {outcome.case.id}: {safe_line(state)}", err=True)
        yield outcome


def _read(cases: Sequence["GoldCase"], folder: Path) -> list["Outcome"]:
    from summarizer.evaluation.runs import read_briefs

    return read_briefs(cases, folder)


def _scored(outcomes: Sequence["Outcome"]) -> tuple[str, dict[str, Any], bool]:
    from summarizer.evaluation.figures import measure, shown_figures
    from summarizer.evaluation.report import format_run, run_values
    from summarizer.evaluation.scores import score_brief

    scores = [score_brief(outcome.case, outcome.brief) for outcome in outcomes]
    measured = measure(scores, shown_figures([outcome.case for outcome in outcomes]))
    complete = all(outcome.brief for outcome in outcomes)
    return format_run(outcomes, scores, measured), run_values(outcomes, scores, measured), complete


def _compared(cases: Sequence["GoldCase"], a: Path, b: Path) -> tuple[str, dict[str, Any], bool]:
    from summarizer.evaluation.comparison import compare
    from summarizer.evaluation.figures import shown_figures
    from summarizer.evaluation.report import comparison_values, format_comparison, format_failures
    from summarizer.evaluation.scores import score_brief

    runs = [_read(cases, folder) for folder in (a, b)]
    scores = [[score_brief(outcome.case, outcome.brief) for outcome in run] for run in runs]
    differences = compare(scores[0], scores[1], shown_figures(cases))
    failures = [
        f"{name} {line}" for name, run in zip("AB", runs, strict=True) for line in format_failures(run)
    ]
    values = {
        "a": str(a),
        "b": str(b),
        "articles": len(cases),
        "failures": failures,
        "figures": comparison_values(differences),
    }
    return format_comparison(differences, (str(a), str(b)), failures, len(cases)), values, not failures
