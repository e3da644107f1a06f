"""Headline and summary: published with the sentences they rest on, or replaced by the article's own words."""

from collections.abc import Mapping
from pathlib import Path

from summarizer.brief import Rejected, SummarySentence
from summarizer.draft import Draft
from summarizer.text.document import Document
from summarizer.text.lines import one_line, shortened
from summarizer.verification.claims import FailedClaim, cited_sentences, prose_of, replace_prose
from summarizer.verification.evidence import evidence_of, find_clause, locate
from summarizer.verification.limits import within_limits
from summarizer.verification.rules import MAX_PROSE, check_prose


def failed_prose(draft: Draft, document: Document, prompts: Path | None = None) -> list[FailedClaim]:
    """Return every piece of prose that breaks a rule, in the order of the draft.

    `prompts` is the folder whose prompts replace those of the package.
    """
    read, _ = within_limits(draft)
    return failed_within_limits(read, document, prompts)


def failed_within_limits(draft: Draft, document: Document, prompts: Path | None = None) -> list[FailedClaim]:
    """Return the same of a draft that has been cut to what is read."""
    checked = (check_prose(prose, document, prompts) for prose in prose_of(draft))
    return [failed for failed in checked if failed]


def fall_back_on_the_article(
    draft: Draft, document: Document, failed: list[FailedClaim]
) -> tuple[Draft, list[Rejected]]:
    """Replace prose that failed by the first sentence it cites; what cites nothing is left to be dropped."""
    texts: Mapping[str, str] = {
        item.claim.path: shortened(one_line(item.claim.sentences[0].of(document.text)), MAX_PROSE)
        for item in failed
        if item.claim.sentences
    }
    return replace_prose(draft, texts) if texts else draft, [_rejected(item) for item in failed]


def publish_headline(draft: Draft, document: Document) -> str:
    """Return the headline of a draft whose failed prose was replaced.

    Where it cites nothing, the article's title or first sentence stands for it.
    """
    if cited_sentences(draft.headline, document):
        return one_line(draft.headline.text)
    return shortened(one_line(document.article.title or document.sentences[0].of(document.text)), MAX_PROSE)


def publish_summary(draft: Draft, document: Document) -> list[SummarySentence]:
    """Return the sentences of the summary that cite something, each once, with their evidence.

    The draft is one whose failed prose was replaced.
    """
    published: dict[str, SummarySentence] = {}
    for part in draft.summary:
        if sentences := cited_sentences(part, document):
            text = one_line(part.text)
            clause = find_clause(part.text, sentences, document)
            evidence = evidence_of(locate(sentences, clause), document.text)
            published.setdefault(text.casefold(), SummarySentence(text=text, evidence=evidence))
    return list(published.values())


def _rejected(failed: FailedClaim) -> Rejected:
    field = failed.claim.path.replace("events", "key_events").replace("moves", "diplomatic_moves")
    return Rejected(field=field, value=failed.claim.text, reason=failed.reason)
