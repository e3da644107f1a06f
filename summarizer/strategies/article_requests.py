"""Requests that carry an article behind a constant prefix: whole, or part by part where it does not fit the context."""

from collections.abc import Callable, Sequence

from summarizer.errors import ArticleTooLong
from summarizer.model.interface import Message, Model, Output
from summarizer.strategies.numbered import number_article, prompt_sizes
from summarizer.strategies.parts import Part, split, whole
from summarizer.strategies.strategy import Task
from summarizer.text.document import Document
from summarizer.text.spans import Sentence

# English news takes 4 to 5 bytes of UTF-8 a token, other scripts about 3.
_BYTES_PER_TOKEN = 3.2
_LEAST_ROOM = 1_000

OutputOf = Callable[[int], type[Output]]
"""What is asked for about so many sentences."""


class ArticleRequests:
    """The requests about one article behind one prefix.

    Raises `ArticleTooLong` where the context has no room for an article behind the prefix.
    """

    def __init__(self, task: Task, prefix: Sequence[Message]) -> None:
        self._task = task
        self._prefix = prefix
        self._room = room_behind(task.model, prefix)

    async def about_all(self, output_of: OutputOf[Output]) -> list[Output]:
        """Return the answer about the whole article, or one for each of its parts, in order of the text."""
        task, document = self._task, self._task.document
        task.report("reading the article")
        await task.model.prepare(self._prefix)
        fits = sum(prompt_sizes(document)) <= self._room
        parts = [whole(document)] if fits else split(document, self._room)
        answers: list[Output] = []
        for number, part in enumerate(parts):
            if len(parts) > 1:
                task.report("reading part by part", number, len(parts))
            answers += await self._about(part, self._room, output_of)
        # Less, where parts had to be halved.
        self._room = self._room * len(parts) // len(answers)
        return answers

    async def about(self, numbers: Sequence[int], output: type[Output]) -> Output:
        """Return the answer about the first of these sentences that fit one request together."""
        document = self._task.document
        sizes = prompt_sizes(document)
        taken = 0
        kept: list[Sentence] = []
        for sentence in filter(None, map(document.sentence, numbers)):
            taken += sizes[sentence.id - 1]
            if kept and taken > self._room:
                break
            kept.append(sentence)
        return await self._ask(sorted(kept or document.sentences[:1]), self._room, output)

    async def _about(self, part: Part, room: int, output_of: OutputOf[Output]) -> list[Output]:
        """Return the answer about a part, or those about its halves where the endpoint finds it too long after all."""
        sentences = part.of(self._task.document)
        try:
            return [await self._ask(sentences, room, output_of(len(sentences)))]
        except ArticleTooLong:
            halves = part.halves()
            if halves is None:
                raise
        return [answer for half in halves for answer in await self._about(half, room // 2, output_of)]

    async def _ask(self, sentences: Sequence[Sentence], room: int, output: type[Output]) -> Output:
        model = self._task.model
        messages = messages_about(self._task.document, self._prefix, sentences, room)
        return await model.structured(messages, output, max_tokens=model.profile.max_output_tokens)


def single_request(document: Document, model: Model, prefix: Sequence[Message]) -> list[Message]:
    """Return the messages of the one request about an article; raises `ArticleTooLong` where it takes more than one."""
    room = room_behind(model, prefix)
    if sum(prompt_sizes(document)) > room:
        raise ArticleTooLong(
            f"The article does not fit one request to {model.name!r}: it is read part by part."
        )
    return messages_about(document, prefix, document.sentences, room)


def messages_about(
    document: Document, prefix: Sequence[Message], sentences: Sequence[Sentence], room: int
) -> list[Message]:
    """Return the messages about some sentences of an article; of each at most `room` bytes are shown."""
    return [*prefix, Message(role="user", content=number_article(document, sentences, longest=room))]


def room_behind(model: Model, prefix: Sequence[Message]) -> int:
    """Return how many bytes of an article the context takes behind the prefix, with room left for the answer."""
    profile = model.profile
    used = sum(len(message["content"].encode()) for message in prefix) / _BYTES_PER_TOKEN
    # Some profiles state an answer as long as the whole context; no answer needs more than a third of it.
    answer = min(profile.max_output_tokens, profile.context // 3)
    room = int((profile.context - used - answer) * _BYTES_PER_TOKEN)
    if room < _LEAST_ROOM:
        raise ArticleTooLong(
            f"The prompt alone takes about {used:,.0f} tokens; {model.name!r} has room for {profile.context:,}, "
            "the answer included.",
            hint="Use a model with a longer context, or the strategy stepwise.",
        )
    return room
