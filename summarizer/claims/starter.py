"""The files of a new form: a commented model, worked examples, and the prompt that models are asked with."""

from pathlib import Path

from summarizer.prompts import load_prompt

_FILES = Path(__file__).parent / "starter_files"
_PROMPT = "claims_system"


def starter_files(name: str) -> dict[str, bytes]:
    """Return the files by their paths in the folder; the class of "river-floods" is RiverFloods."""
    class_name = "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))
    form = (_FILES / "form.py.txt").read_text(encoding="utf-8")
    files = {"form.py": form.replace("CLASSNAME", class_name).replace("NAME", name).encode()}
    for path in sorted((_FILES / "examples").glob("*.json")):
        files[f"examples/{path.name}"] = path.read_bytes()
    files[f"prompts/{_PROMPT}.md"] = load_prompt(_PROMPT).text.encode()
    return files


def class_in(form: bytes) -> str:
    """Return the name of the brief in the text of a form that was made here."""
    return form.decode().partition('"""')[2].partition(":")[0]
