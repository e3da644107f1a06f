"""A web page as an article: read from bytes, or fetched first."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.article import LENGTH_HINT, Article, is_language_tag
from summarizer.errors import ArticleError, FetchError
from summarizer.installation import install_hint
from summarizer.web.encoding import decode_page
from summarizer.web.kinds import foreign_kind, kind_of_type, looks_like_html, shown_url

if TYPE_CHECKING:
    from summarizer.web.fetch import Fetched, Fetcher

LONGEST = 1_000_000

# The shortest piece of news that is one, in characters.
_SHORTEST = 100


@dataclass(frozen=True, slots=True)
class WebPage:
    """What was taken from a page: the article, and its author, of whom a brief says nothing."""

    article: Article
    author: str | None = None


async def fetch_article(
    url: str, *, fetcher: "Fetcher | None" = None, seconds: float = 30.0, limit: int = LONGEST
) -> Article:
    """Return the article at an address: `await asummarize(await fetch_article("https://…"))`.

    Only the public internet is reached, over http and https, and nothing is fetched but the address itself and what it
    redirects to, within `seconds`; a `fetcher` of your own says which limits hold instead. `limit` is in
    characters of the text. Needs the extra `web`.

    Raises `FetchError` when the page is not to be had (`AddressRefused`, `PageUnavailable` are kinds of it), and
    `ArticleError` when there is no article on it.
    """
    return (await fetch_page(url, fetcher=fetcher, seconds=seconds, limit=limit)).article


async def fetch_page(
    url: str, *, fetcher: "Fetcher | None" = None, seconds: float = 30.0, limit: int = LONGEST
) -> WebPage:
    """Do what `fetch_article` does and return the author as well."""
    require_extra(shown_url(url))
    from summarizer.web.fetch import Fetcher, FetchLimits

    fetched = await (fetcher or Fetcher(limits=FetchLimits(seconds=seconds))).fetch(url)
    # Reading takes up to seconds of work; the loop of a service has others to serve meanwhile.
    return await asyncio.to_thread(_read_fetched, fetched, limit)


def read_page(
    data: bytes,
    *,
    name: str = "The page",
    url: str | None = None,
    charset: str | None = None,
    language: str | None = None,
    limit: int = LONGEST,
) -> WebPage:
    """Return the article of a web page given as bytes.

    Its text is the story alone: paragraphs parted by empty lines, without title, navigation, captions and comments.
    Offsets of a brief count characters of this text, not of the page. Title, date, site, language and address come
    from what the page says about itself; `url` wins over the latter. `charset` and `language` are what a header said;
    the page's own word on its language wins. `name` is what messages call the page, `limit` is in characters of the
    text. Needs the extra `web`; nothing is fetched.

    Raises `ArticleError` when there is no article on the page: it is empty, something else than a page, only the
    beginning of what subscribers may read, or too large.
    """
    require_extra(name)
    from summarizer.web.furniture import drop_asides
    from summarizer.web.hidden import drop_hidden
    from summarizer.web.markup import parse_page
    from summarizer.web.metadata import read_metadata
    from summarizer.web.published import published_day
    from summarizer.web.story import read_story, whole_story
    from summarizer.web.teaser import is_notice, is_teaser

    if kind := foreign_kind(data):
        raise ArticleError(
            f"{name} is {kind}, not a web page.", hint="Save its text to a file and give the file."
        )
    text, _ = decode_page(data, charset)
    if not text.strip():
        raise ArticleError(f"{name} is an empty page.", hint="Give a page with an article on it.")
    tree = parse_page(text, name=name)
    drop_asides(tree)
    about = read_metadata(tree, url=url)
    drop_hidden(tree)  # after what a page says of itself, which many hide
    lines, story = read_story(tree, about)
    shown = [lines[n].text for n in story]
    # What subscribers alone may read is not taken from where only machines look.
    paragraphs = shown if about.paid else whole_story(shown, about.body)
    if is_teaser(paragraphs, about, tree, below=lines[story[-1] + 1 :] if story else lines):
        raise ArticleError(
            f"{name} gives only the beginning of an article for subscribers.",
            hint="If you may read it, save its text to a file and give the file.",
        )
    if sum(map(len, paragraphs)) < _SHORTEST:  # there is nothing but what a script would show
        tree = parse_page(text, name=name)
        drop_asides(tree)
        drop_hidden(tree, without_scripts=True)
        lines, story = read_story(tree, about, precise=False)
        paragraphs = [lines[n].text for n in story]
    story_text = "\n\n".join(paragraphs) + "\n"
    if len(story_text) < _SHORTEST or is_notice(paragraphs, tree):
        raise ArticleError(
            f"{name} has no article text.",
            hint="If a browser shows one, save the page from there (it may be written by a script) and give the file.",
        )
    if len(story_text) > limit:
        raise ArticleError(
            f"{name} has {len(story_text):,} characters; the limit is {limit:,} characters.",
            hint=LENGTH_HINT,
        )
    article = Article(
        text=story_text,
        title=about.title,
        published=published_day(tree, lines, story, about),
        source=about.site,
        url=url or about.url,
        language=about.language or (language if language and is_language_tag(language) else None),
    )
    return WebPage(article, about.author)


def require_extra(name: str) -> None:
    """Raise `ArticleError` when what reads web pages is not installed; `name` is the page that needs it."""
    try:
        import httpx2  # noqa: F401
        import trafilatura  # noqa: F401
    except ImportError as error:
        raise ArticleError(
            f"{name} is a web page, and the part that reads web pages is not installed.",
            hint=install_hint("web"),
        ) from error


def _read_fetched(fetched: "Fetched", limit: int) -> WebPage:
    name = shown_url(fetched.url)
    kind = foreign_kind(fetched.data) or kind_of_type(fetched.content_type)
    if kind:
        raise FetchError(
            f"{name} is {kind}, not a web page.", hint="Save its text to a file and give the file."
        )
    if fetched.content_type == "text/plain" and not looks_like_html(fetched.data):
        text, _ = decode_page(fetched.data, fetched.charset)
        if not text.strip():
            raise ArticleError(f"{name} is empty.", hint="Give a page with an article on it.")
        if len(text) > limit:
            raise ArticleError(
                f"{name} has {len(text):,} characters; the limit is {limit:,} characters.",
                hint=LENGTH_HINT,
            )
        return WebPage(Article(text=text, url=fetched.url))
    return read_page(
        fetched.data,
        name=name,
        url=fetched.url,
        charset=fetched.charset,
        language=fetched.language,
        limit=limit,
    )
