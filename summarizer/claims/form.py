"""A user's brief as a whole: its model, its examples, and what follows from them; found in a file by name."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from json import dumps
from pathlib import Path
from typing import Self

from summarizer.brief.own import GroundedBrief
from summarizer.brief_form import BriefForm
from summarizer.claims.drafts import DraftForm, draft_form
from summarizer.claims.examples import Example, WorkedExample, read_examples, work_example
from summarizer.claims.instructions import key_lines, words_of
from summarizer.claims.shape import shape_of
from summarizer.errors import BriefFormError


@dataclass(frozen=True, eq=False)
class ClaimsForm(BriefForm):
    """What a brief is to hold: the user's model, and examples that were checked as an answer would be.

    `place` is where the model was found, as `named` takes it; `given` are the examples as the user wrote them.
    """

    schema: type[GroundedBrief]
    examples: tuple[WorkedExample, ...] = ()
    given: tuple[Example, ...] = ()
    place: str | None = None

    @classmethod
    def of(cls, schema: type[GroundedBrief], examples: Iterable[Example] = ()) -> Self:
        """Return the form; raises `BriefFormError` where nothing can fill the model, and for a wrong example."""
        shape_of(schema)
        words_of(schema)
        key_lines(schema)
        given = tuple(examples)
        for example in given:
            if not isinstance(example, Example):
                raise BriefFormError(
                    f"{example!r:.60} is not an example.", hint="Make each with summarizer.claims.Example."
                )
        return cls(schema, tuple(work_example(schema, example) for example in given), given)

    @classmethod
    def named(cls, place: str, examples: Path | None = None) -> Self:
        """Return the form that `FILE.py:CLASS` names, with the examples of a folder.

        The file is run, as Python runs a module: give none that you would not run.
        """
        return cls._at(place, read_examples(examples) if examples else ())

    @classmethod
    def _at(cls, place: str, examples: Iterable[Example]) -> Self:
        return replace(cls.of(_load(place), examples), place=place)

    def __reduce__(self) -> tuple[object, ...]:
        # What is derived from the user's class is made again where it is unpickled; a class of a file is read there.
        if self.place is not None:
            return ClaimsForm._at, (self.place, self.given)
        return ClaimsForm.of, (self.schema, self.given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClaimsForm) and (self.schema, self.digest) == (other.schema, other.digest)

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def name(self) -> str:
        """The name of the user's class."""
        return self.schema.__name__

    def read(self, data: bytes) -> GroundedBrief:
        """Return the brief that was written as JSON."""
        return self.schema.model_validate_json(data)

    @cached_property
    def draft(self) -> type[DraftForm]:
        """What the model fills in."""
        return draft_form(self.schema)

    @property
    def task(self) -> str:
        """What the brief is for."""
        return words_of(self.schema)

    @property
    def keys(self) -> str:
        """What the model is told of each key, a line each."""
        return key_lines(self.schema)

    @cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change with the model and the examples."""
        told = [
            self.task,
            self.keys,
            dumps(self.schema.model_json_schema(mode="serialization"), sort_keys=True),
            *(example.document.article.model_dump_json() for example in self.examples),
            *(example.draft.model_dump_json(by_alias=True) for example in self.examples),
        ]
        return sha256("\0".join(told).encode()).hexdigest()[:12]


def _load(place: str) -> type[GroundedBrief]:
    name, _, wanted = place.rpartition(":")
    path = Path(name)
    is_file = path.suffix == ".py" and path.is_file()
    if not is_file:
        fault = f"There is no file {name!r}." if path.suffix == ".py" else f"{place!r} does not name a form."
        raise BriefFormError(fault, hint="Name a file and a class: my_briefs.py:MyBrief.")
    found = getattr(_module(path), wanted, None)
    if not (isinstance(found, type) and issubclass(found, GroundedBrief)):
        raise BriefFormError(
            f"{name!r} has no brief {wanted!r}.", hint="It must be a class derived from GroundedBrief."
        )
    return found


def _module(path: Path) -> object:
    # Under a name of its own, so that a form called json.py is not mistaken for the standard library's module.
    name = f"summarizer_form_{sha256(str(path.resolve()).encode()).hexdigest()[:12]}"
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BriefFormError(f"{str(path)!r} cannot be read as Python.")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BriefFormError:
        raise
    except Exception as error:
        del sys.modules[name]
        raise BriefFormError(
            f"{str(path)!r} fails when it is run: {type(error).__name__}: {error}.", hint="Correct the file."
        ) from error
    return module
