"""A real Chromium, and pages that report everything they ask for and complain about."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str:
    """Return the path of the browser; the test fails where there is none, since it was asked for."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else NAMES:
        if found := shutil.which(name):
            return found
    pytest.fail(
        f"No Chromium ({named or ', '.join(NAMES)}); install one, or name it: make browser CHROMIUM=…"
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # The pages are our own; the sandbox would need rights that containers do not have.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and what it did that it should not."""

    page: Any
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


Open = Callable[..., Watched]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open HTML as a file from disk; in the end nothing else was asked for, and nothing was complained about."""
    opened: list[Watched] = []

    def show(page: str | Path, *, width: int = 1280, height: int = 900, **options: Any) -> Watched:
        if isinstance(page, str):
            path = tmp_path / f"page-{len(opened)}.html"
            path.write_text(page, encoding="utf-8")
        else:
            path = page
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        watched = Watched(context.new_page())
        opened.append(watched)
        watched.page.on("console", lambda message: watched.console.append(message.text))
        watched.page.on("pageerror", lambda error: watched.console.append(str(error)))
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("dialog", watched.dismiss)
        watched.page.goto(path.as_uri())
        return watched

    yield show
    for watched in opened:
        watched.page.context.close()
        assert watched.console == []
        assert watched.dialogs == []
        asked = [url.partition("#")[0] for url in watched.requests]
        assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
