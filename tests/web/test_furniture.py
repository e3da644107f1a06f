import pytest

from summarizer.web import read_page

FIRST = "The harbour of Tarn was opened again on Tuesday, a year after it had been closed to foreign ships."
SECOND = "The first vessel, a grain carrier with a crew of nineteen, tied up shortly after dawn."
THIRD = "“We did not get here by shouting at each other,” said the minister, who had come by train."


def read(between: str) -> list[str]:
    page = (
        f"<html><head><meta charset=utf-8><title>Harbour</title></head><body><article><p>{FIRST}</p><p>{SECOND}</p>"
        f"{between}<p>{THIRD}</p></article></body></html>"
    )
    return read_page(page.encode()).article.text.rstrip("\n").split("\n\n")


@pytest.mark.parametrize(
    "between",
    [
        "<p>Read more: <a href=/1>Five ships that never came home</a></p>",
        "<p><a href=/1>READ MORE: Five ships that never came home</a></p>",
        "<p><strong>Lire aussi :</strong> <a href=/1>Cinq navires jamais revenus</a></p>",
        "<div><h3>Más información</h3><p><a href=/1>Cinco barcos que nunca volvieron a casa</a></p></div>",
        "<p>Get the best stories of the coast straight to your inbox. Sign up to our newsletter here.</p>",
        "<p>Apúntate gratis a la newsletter y recibe cada mañana las claves del día.</p>",
        "<p>Síguenos en Telegram, Instagram y Twitter para recibir todas nuestras noticias</p>",
        "<p>Foto: Ana Vey / Hafenblatt</p>",
        "<p>Advertisement</p>",
        "<div><span>Advertisement</span><span>Story continues below</span></div>",
        "<p>Publicité</p>",
        "<div class='c-newsletter-box'><p>Every morning at six, all that matters.</p></div>",
        "<div class='donateBox'><p>We are four reporters. Please give what you can.</p></div>",
        "<div id='related-stories-2'><p>Five ships never came home, and nobody knows why.</p></div>",
        "<blockquote><p>We did not get here by shouting at each other</p></blockquote>",
        "<p>By Greta Lund</p>",
        "<p>3 March 2024, 10:15</p>",
    ],
)
def test_what_is_set_between_paragraphs_is_left_out(between: str) -> None:
    assert read(between) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("between", "paragraph"),
    [
        (
            "<p>The <a href=/1>minister of ports</a> and <a href=/2>her deputy</a> came by train.</p>",
            "The minister of ports and her deputy came by train.",
        ),
        (
            "<p><a href=/1>The minister came by train and left by ship.</a></p>",
            "The minister came by train and left by ship.",
        ),
        (
            "<p>He told readers of the newsletter that the advertisement would go.</p>",
            "He told readers of the newsletter that the advertisement would go.",
        ),
        (
            "<blockquote><p>We took the cat and the radio, and we sat on the roof.</p></blockquote>",
            "We took the cat and the radio, and we sat on the roof.",
        ),
        ("<p>“No,” said the minister.</p>", "“No,” said the minister."),
        ("<p class='lead loading adhoc'><b>Ships</b> came.</p>", "Ships came."),
        ("<p><span class=drop-cap>S</span>hips came.</p>", "Ships came."),
    ],
)
def test_what_belongs_to_the_story_stays(between: str, paragraph: str) -> None:
    assert read(between) == [FIRST, SECOND, paragraph, THIRD]


def test_container_that_is_named_for_its_smallest_part_stays() -> None:
    body = "".join(f"<p>{FIRST} ({n})</p>" for n in range(20))
    text = read_page(
        f"<html><body><div class='story has-newsletter'>{body}</div></body></html>".encode()
    ).article.text
    assert text.count("harbour") == 20


def test_rights_at_the_end_are_no_part_of_the_story() -> None:
    page = (
        f"<html><body><p>{FIRST}</p><p>{SECOND}</p><p>Copyright 2016 Tarn Mercury. For personal use only.</p>"
    )
    assert read_page(page.encode()).article.text == f"{FIRST}\n\n{SECOND}\n"


def test_many_repeated_lines_cost_no_more_than_their_length() -> None:
    page = "<html><body><article>" + f"<p>{SECOND} {THIRD}</p><p>{SECOND}</p>" * 300
    assert SECOND in read_page(page.encode()).article.text
