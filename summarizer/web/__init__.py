"""Web pages as articles.

    from summarizer.web import fetch_article, read_page
    brief = await asummarize(await fetch_article("https://example.org/story"))
    brief = summarize(read_page(data).article)

Needs the extra `web`. What reads and fetches pages is imported when first used.
"""

from summarizer.web.page import WebPage, fetch_article, fetch_page, read_page

__all__ = ["WebPage", "fetch_article", "fetch_page", "read_page"]
