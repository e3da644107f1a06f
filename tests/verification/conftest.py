from datetime import date

import pytest

from summarizer.analysis.analysis import Analysis, analyse
from summarizer.article import Article

TEXT = (
    "Veldaria’s president, Marek Dolan, threatened on Tuesday to close the border with Ostrava "
    "unless 40 prisoners are freed.\n"
    "“We have waited long enough,” Dolan said in the port of Sarvo.\n"
    "Ostrava’s defence ministry denied holding the men.\n"
    "At least seven people were killed in Lurno when rebels shelled a market, officials said.\n"
    "The rebels shelled the market in Lurno for two hours."
)


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    return analyse(Article(text=TEXT, published=date(2021, 3, 11)))
