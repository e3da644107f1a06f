"""The command `summarizer`, also as `python -m summarizer`: ready for Ctrl-C before anything slow is imported."""


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from summarizer.cli.main import cli

        cli(prog_name="summarizer")
    except KeyboardInterrupt:
        from summarizer.cli.exit_codes import INTERRUPTED

        # While commands run they say so themselves; here nothing has begun that could be told of.
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
