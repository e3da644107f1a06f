from datetime import date

import pytest

from summarizer.article import Article
from summarizer.text.document import Document, read_document

TEXT = (
    "Veldaria’s president, Marek Dolan, threatened on Tuesday to close the border with Ostrava "
    "unless 40 prisoners are freed.\n"
    "“We have waited long enough,” Dolan said in the port of Sarvo.\n"
    "Ostrava’s defence ministry denied holding the men.\n"
    "At least seven people were killed in Lurno when rebels shelled a market, officials said.\n"
    "The rebels shelled the market in Lurno for two hours."
)


@pytest.fixture(scope="session")
def document() -> Document:
    return read_document(Article(text=TEXT, published=date(2021, 3, 11)))
