"""The files of a new form: a commented model, worked examples, and the prompt that models are asked with."""

from pathlib import Path

from summarizer.prompts import load_prompt

_FILES = Path(__file__).parent / "starter_files"
_PROMPT = "claims_system"


def starter_files(name: str) -> tuple[str, dict[str, bytes]]:
    """Return the class, RiverFloods for "river-floods", and the files by their paths in the folder."""
    class_name = "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))
    form = (_FILES / "form.py.txt").read_text(encoding="utf-8")
    files = {"form.py": form.replace("CLASSNAME", class_name).replace("NAME", name).encode()}
    for path in sorted((_FILES / "examples").glob("*.json")):
        files[f"examples/{path.name}"] = path.read_bytes()
    files[f"prompts/{_PROMPT}.md"] = load_prompt(_PROMPT).text.encode()
    return class_name, files
