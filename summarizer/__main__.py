"""The command `summarizer`, also as `python -m summarizer`: ready for Ctrl-C before anything slow is imported."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.version_info < (3, 11):  # noqa: UP036  whoever runs a checkout meets no installer that would say so
        sys.exit(f"summarizer needs Python 3.11 or later; this is {sys.version.split()[0]}: {sys.executable}")
    try:
        from summarizer.cli.main import cli

        cli(prog_name="summarizer")
    except KeyboardInterrupt:
        from summarizer.cli.exit_codes import INTERRUPTED

        # While commands run they say so themselves; here nothing has begun that could be told of.
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
