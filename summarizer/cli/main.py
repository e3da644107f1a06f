"""The command `summarizer`: which commands there are. Kept light: `--help` imports none of them."""

import click

from summarizer import __version__
from summarizer.cli.exit_codes import format_exit_codes
from summarizer.cli.lazy import LazyCommand, LazyGroup

COMMANDS = {
    "brief": LazyCommand("summarizer.cli.brief:brief", "Make a brief of each article."),
    "batch": LazyCommand(
        "summarizer.cli.batch:batch", "Make a brief of each of many articles, and go on where it stopped."
    ),
    "show": LazyCommand("summarizer.cli.show:show", "Show stored briefs again, in any format."),
    "diff": LazyCommand(
        "summarizer.cli.diff:diff", "Show what two briefs of the same article share and where they differ."
    ),
    "export": LazyCommand(
        "summarizer.cli.export:export", "Write briefs as tables: events, moves, quotes and actors."
    ),
    "report": LazyCommand("summarizer.cli.report:report", "Make HTML pages of stored briefs."),
    "schema": LazyCommand("summarizer.cli.schema:schema", "Print the JSON Schema of a brief."),
    "new-brief": LazyCommand(
        "summarizer.cli.new_brief:new_brief", "Write a form of a brief of your own to start from."
    ),
    "cache": LazyCommand("summarizer.cli.cache:cache", "Show and clean the cache of briefs."),
    "prompts": LazyCommand(
        "summarizer.cli.prompts:prompts", "List and export the prompts, to write your own."
    ),
    "models": LazyCommand("summarizer.cli.models:models", "List, fetch, verify and remove embedded models."),
    "doctor": LazyCommand(
        "summarizer.cli.doctor:doctor",
        "Say which endpoint and model would answer, and why, and try it with one tiny request.",
    ),
    "eval": LazyCommand("summarizer.cli.evaluate:evaluate", "Measure briefs against gold annotations."),
    "completion": LazyCommand(
        "summarizer.cli.completion:completion",
        "Print the script that lets a shell complete commands and options.",
    ),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    epilog=f"Exit codes:\n{format_exit_codes()}",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """News article in, typed and grounded brief out.

    Every claim of a brief points at characters of the article. The model is any OpenAI-compatible
    endpoint (OPENAI_API_KEY, OPENAI_BASE_URL, --base-url, --model) or, with none configured, one that runs
    on this machine.

    \b
    summarizer brief article.txt --published 2014-06-23     for reading
    summarizer batch articles.jsonl -o briefs.jsonl         for thousands
    summarizer report briefs.jsonl -o report.html           for colleagues
    """
