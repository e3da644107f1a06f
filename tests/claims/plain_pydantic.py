"""The three kinds asked for with plain pydantic and instructor, beside the same kinds asked for as grounded forms.

    python -m tests.claims.plain_pydantic --base-url http://127.0.0.1:8765/v1 --model NAME

The plain classes are the grounded ones with `str`, `float` and `bool` for what code would check, and `evidence` for the
words of the article; the article stands in the prompt as it is, as the documentation of instructor has it. What is
counted is the same for both: names, quotations, numbers and times that stand in the article, and entries all of whose
evidence does.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, get_origin

import instructor
import openai
from instructor.core.exceptions import InstructorRetryException
from pydantic import BaseModel, Field, create_model

from summarizer import Settings, summarize
from summarizer.brief import Claim, GroundedBrief
from summarizer.claims import Grounded, Money, Number, Prose, Quotation, Stated, When
from summarizer.claims.examples import Example, read_examples
from summarizer.claims.form import ClaimsForm
from summarizer.claims.shape import FieldShape, fields_of
from summarizer.errors import SummarizerError
from summarizer.text.dates import resolve_time
from summarizer.text.document import Document, read_document
from summarizer.text.quantities import read_quantity
from summarizer.text.times import find_times
from tests.claims.given import KINDS

FORMS = {"sanctions": "SanctionsBrief", "deals": "DealsBrief", "disasters": "SituationReport"}
SORTS: tuple[tuple[str, type], ...] = (
    ("quotations", Quotation),
    ("numbers", Number),
    ("numbers", Money),
    ("times", When),
    ("facts", Stated),
    ("prose", Prose),
)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def sort_of(field: FieldShape) -> str:
    """Return which of the counted sorts a field is of; closed sets and references are choices."""
    sort = next((sort for sort, base in SORTS if field.holds(base)), "names")
    return sort if field.holds(Grounded) else "choices"


def plain(model: type[BaseModel]) -> type[BaseModel]:
    """Return the class as somebody would write it for instructor."""
    fields: dict[str, Any] = {}
    if issubclass(model, Claim):
        told = "The sentences of the article that say so, word for word."
        fields["evidence"] = (list[str], Field(description=told))
    for field in fields_of(model):
        held: Any = {"numbers": float, "facts": bool}.get(sort_of(field), str)
        if field.is_claim:
            held = plain(field.of)
        elif get_origin(field.of) is Literal or field.options:
            held = field.of
        elif field.target:
            held = int
        whole: Any = list[held] if field.many else held if field.required else held | None
        fields[field.name] = (whole, Field(default=None) if not (field.many or field.required) else ...)
        if sort_of(field) == "quotations":
            fields[f"{field.name}_speaker"] = (str | None, Field(default=None))
    return create_model(model.__name__, __doc__=model.__doc__, **fields)


def ask_plainly(client: Any, name: str, schema: type[BaseModel], document: Document) -> Any:
    article = document.article
    head = f"{article.title or ''}\nPublished: {article.published}\n"
    content = f"Extract the brief from this article.\n\n{head}\n{document.text}"
    messages = [{"role": "user", "content": content}]
    return client.create(model=name, response_model=plain(schema), messages=messages, max_retries=0)


def told(model: type[BaseModel], brief: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a brief says, each value with its sort; an entry's evidence as a list of words."""
    for field in fields_of(model):
        value = getattr(brief, field.name)
        for one in value if isinstance(value, list) else [] if value is None else [value]:
            if field.is_claim:
                yield "evidence", [getattr(piece, "text", piece) for piece in one.evidence]
                yield from told(field.of, one)
            else:
                yield sort_of(field), one
        if field.holds(Quotation) and (speaker := _speaker(brief, field.name)):
            yield "names", speaker


def _speaker(brief: Any, name: str) -> Any:
    return getattr(brief, f"{name}_speaker", None) or getattr(getattr(brief, name), "speaker", None)


def days_of(document: Document) -> set[str]:
    """Return the days, months and years that times of the article mean, as ISO dates."""
    published, language = document.article.published, document.language
    days: set[str] = set()
    for time in (one for sentence in document.sentences for one in find_times(document.text, sentence)):
        for future in (False, True):
            for day in resolve_time(time.of(document.text), published, language, future=future):
                days |= {day.isoformat()[:length] for length in (4, 7, 10)} if day else set()
    return days


def stands(sort: str, value: Any, document: Document, numbers: set[float]) -> bool:
    """Tell whether the article has this in these words; a number, whether the article states it."""
    if sort == "evidence":
        return bool(value) and all(words and document.find(words) for words in value)
    if sort == "numbers":
        return getattr(value, "value", getattr(value, "amount", value)) in numbers
    if sort == "times" and isinstance(value, str) and value in days_of(document):
        return True  # a plain answer may name the day that the words mean
    words = value if isinstance(value, str) else getattr(value, "text", None) or value.name
    if sort == "quotations":
        return any(words.strip() and words.strip() in one.of(document.text) for one in document.quotations)
    return bool(words.strip()) and document.find(words) is not None


def numbers_of(document: Document) -> set[float]:
    """Return every number that words of the article state: of each word, and of it with those behind it."""
    words = document.text.split()
    runs = (" ".join(words[at : at + length]) for at in range(len(words)) for length in (1, 2, 3))
    found = (read_quantity(run, document.language) for run in runs)
    return {one.value for one in found if one}


def count(counts: Counter[str], who: str, schema: type[GroundedBrief], brief: Any, example: Example) -> None:
    document = read_document(example.article)
    numbers = numbers_of(document)
    for sort, value in told(schema, brief):
        if sort in {"evidence", "names", "quotations", "numbers", "times"}:
            counts[f"{who} {sort}"] += 1
            right = stands(sort, value, document, numbers)
            counts[f"{who} {sort} supported"] += right
            if not right:
                tell(f"{who}, {example.id}: {sort}: {getattr(value, 'text', value)!r}")


def main() -> None:
    """Ask for every article in both ways, and print what of the answers the article bears out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--model", required=True)
    asked = parser.parse_args()
    client = instructor.from_openai(openai.OpenAI(base_url=asked.base_url), mode=instructor.Mode.JSON_SCHEMA)
    settings = Settings(base_url=asked.base_url, model=asked.model)
    counts = Counter[str]()
    for kind, name in FORMS.items():
        form = ClaimsForm.named(f"{KINDS / kind / 'form.py'}:{name}", KINDS / kind / "examples")
        for example in read_examples(KINDS / kind / "articles"):
            try:
                ours = summarize(example.article, schema=form.schema, examples=form.given, settings=settings)
                count(counts, "ours", form.schema, ours, example)
            except SummarizerError as error:
                tell(f"ours, {example.id}: {error}")
            try:
                theirs = ask_plainly(client, asked.model, form.schema, read_document(example.article))
                count(counts, "plain", form.schema, theirs, example)
            except (openai.OpenAIError, InstructorRetryException) as error:
                tell(f"plain, {example.id}: {str(error).splitlines()[0]}")
    for sort in ("names", "quotations", "numbers", "times", "evidence"):
        row = [
            f"{counts[f'{who} {sort} supported']:>4} of {counts[f'{who} {sort}']:<4}"
            for who in ("ours", "plain")
        ]
        tell(f"{sort:<12} ours {row[0]}  plain {row[1]}")


if __name__ == "__main__":
    main()
