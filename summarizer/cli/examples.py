"""What people type: examples that the help of each command ends with."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "brief": (
        "summarizer brief article.txt --published 2014-06-23",
        "summarizer brief https://example.org/story --evidence",
        "summarizer brief news/*.txt --format html -o briefs/",
        "cat article.txt | summarizer brief - --format json | jq .key_events",
    ),
    "batch": (
        "summarizer batch articles.jsonl -o briefs.jsonl --dry-run",
        "summarizer batch articles.jsonl -o briefs.jsonl --concurrency 32 --max-cost 20",
        "summarizer batch 'news/*.txt' -o briefs.jsonl --keep-text",
        "summarizer batch articles.jsonl -o briefs.jsonl --retry-failed",
    ),
    "new-brief": ("summarizer new-brief river-floods",),
    "show": (
        "summarizer show briefs.jsonl",
        "summarizer show briefs.jsonl --articles news/ --format markdown -o pages/",
    ),
    "diff": (
        "summarizer diff small.json large.json",
        "summarizer diff monday.jsonl tuesday.jsonl --id treaty --format json",
    ),
    "export": ("summarizer export briefs.jsonl --to csv -o tables/",),
    "report": (
        "summarizer report brief.json --articles article.txt -o brief.html",
        "summarizer report briefs.jsonl --articles news/ -o report.html",
    ),
    "schema": ("summarizer schema -o brief.schema.json",),
    "cache": ("summarizer cache stats", "summarizer cache prune --unused-days 7"),
    "prompts": ("summarizer prompts list", "summarizer prompts export my-prompts/"),
    "models": ("summarizer models list", "summarizer models pull"),
    "doctor": ("summarizer doctor --model gpt-5-mini", "summarizer doctor --no-try"),
    "eval": (
        "summarizer eval tests/evaluation/gold",
        "summarizer eval gold/ --compare eval/gold/small eval/gold/large",
    ),
    "completion": (
        "summarizer completion bash > ~/.local/share/bash-completion/completions/summarizer",
        "summarizer completion fish > ~/.config/fish/completions/summarizer.fish",
    ),
}


def format_examples(command: str) -> str | None:
    """Return the examples of a command as the end of its help, in lines that are not wrapped; None for no examples."""
    lines = EXAMPLES.get(command)
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines) if lines else None
