"""Programs in other languages make their types of the schema; what generators make of it must be of use."""

import json
import re
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from datamodel_code_generator import Formatter, InputFileType, generate
from datamodel_code_generator.enums import DataModelType

from tests.render.sample_brief import BOTH

SCHEMA = Path(__file__).parents[2] / "schemas" / "brief.schema.json"
NAMES = {"Brief", *json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]}
READER = """
import { Brief, KeyEvent } from "./brief";
declare function require(name: string): { readFileSync(path: string, encoding: string): string };
const brief: Brief = JSON.parse(require("fs").readFileSync("sample.json", "utf-8"));
const event: KeyEvent = brief.key_events[0];
const move = brief.diplomatic_moves.find((one) => one.event === event.id);
console.log(event.type, brief.actors.find((one) => one.id === event.actors[0])?.name, move?.id);
"""


def test_python_types_read_a_brief(tmp_path: Path) -> None:
    path = tmp_path / "generated_brief.py"
    generate(
        SCHEMA,
        input_file_type=InputFileType.JsonSchema,
        output=path,
        output_model_type=DataModelType.PydanticV2BaseModel,
        formatters=[Formatter.BUILTIN],
        disable_timestamp=True,
    )
    spec = spec_from_file_location("generated_brief", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["generated_brief"] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        brief = module.Brief.model_validate_json(BOTH.model_dump_json())
    finally:
        del sys.modules["generated_brief"]
    assert {name for name in vars(module) if name in NAMES} == NAMES
    assert not [name for name in vars(module) if re.search(r"[0-9]$", name)]
    assert json.loads(brief.model_dump_json()) == json.loads(BOTH.model_dump_json())


@pytest.mark.skipif(
    shutil.which("json2ts") is None or shutil.which("tsc") is None,
    reason="json2ts and tsc are not on the PATH (npm install -g json-schema-to-typescript typescript)",
)
def test_typescript_types_read_a_brief(tmp_path: Path) -> None:
    def run(*command: str) -> str:
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    run("json2ts", "-i", str(SCHEMA), "-o", "brief.ts")
    told = (tmp_path / "brief.ts").read_text(encoding="utf-8")
    assert set(re.findall(r"^export (?:type|interface) (\w+)", told, re.MULTILINE)) == NAMES
    (tmp_path / "sample.json").write_text(BOTH.model_dump_json(), encoding="utf-8")
    (tmp_path / "reader.ts").write_text(READER, encoding="utf-8")
    run("tsc", "--strict", "--skipLibCheck", "--module", "commonjs", "--target", "es2020", "reader.ts")
    assert run("node", "reader.js") == "COERCE Norway’s coast guard M2\n"
