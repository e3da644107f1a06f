"""What starting costs, by what is imported; tests/benchmarks/startup.py measures the time."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "asyncio",
    "dateparser",
    "huggingface_hub",
    "httpx2",
    "instructor",
    "openai",
    "pydantic",
    "rich",
    "sentencex",
    "spacy",
}
HEAVY |= {"genai_prices", "pydantic_core", "tenacity", "xllamacpp"}

REPORT = "import json, sys; sys.stderr.write(json.dumps(sorted(sys.modules)))"


def loaded_by(code: str) -> set[str]:
    """Return the modules that are loaded when the code has run in a process of its own."""
    code = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\n{REPORT}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    return set(json.loads(done.stderr))


def test_importing_the_package_loads_nothing_but_itself() -> None:
    bare = loaded_by("pass")
    ours = {name for name in loaded_by("import summarizer") - bare if name.startswith("summarizer")}
    assert ours == {"summarizer"}
    assert loaded_by("import summarizer").isdisjoint(HEAVY)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_command_lines_face_loads_nothing_heavy(option: str) -> None:
    loaded = loaded_by(f"from summarizer.cli.main import cli; cli(['{option}'], prog_name='summarizer')")
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("summarizer.cli.")} <= {
        "summarizer.cli.exit_codes",
        "summarizer.cli.lazy",
        "summarizer.cli.main",
        "summarizer.cli.output",
    }


def test_help_of_a_command_loads_no_client() -> None:
    loaded = loaded_by(
        "from summarizer.cli.main import cli; cli(['brief', '--help'], prog_name='summarizer')"
    )
    assert loaded & {"openai", "instructor", "rich", "xllamacpp"} == set()


def test_a_schema_needs_no_client() -> None:
    loaded = loaded_by("from summarizer.cli.main import cli; cli(['schema', '-o', '/dev/null'])")
    assert "pydantic" in loaded
    assert loaded & {"openai", "instructor", "rich", "xllamacpp"} == set()
