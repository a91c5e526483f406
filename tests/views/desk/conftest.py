"""A desk on the small war: asked as an app, and served to a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient
from tests.views.desk.desk_reports import fill

from marsad.ledger import Ledger, open_ledger
from marsad.views.desk import Access, Tiles, desk_app, missing_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --disable-background-networking"
    " --no-first-run --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the small war, to be copied."""
    path = tmp_path_factory.mktemp("war") / "war.db"
    with open_ledger(path) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def war(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    copied = shutil.copy(filled, tmp_path / "war.db")
    with open_ledger(copied) as ledger:
        yield ledger


Client = Callable[..., TestClient]


@pytest.fixture
def client_of(war: Ledger) -> Iterator[Client]:
    """Makes clients of one app of a desk."""
    opened: list[TestClient] = []

    def make(access: Access | None = None, **headers: str) -> TestClient:
        client = TestClient(
            desk_app(war, access=access), base_url="http://127.0.0.1:8765", headers=headers, client=("127.0.0.1", 1)
        )
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def client(client_of: Client) -> TestClient:
    return client_of()


def signed(client: TestClient) -> dict[str, str]:
    """The header that a write of a client brings along."""
    return {"X-Marsad-Desk": client.get("/api/session").json()["csrf"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or another one on the path."""
    from playwright.sync_api import expect, sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    if missing := missing_page():
        pytest.skip(missing)
    expect.set_options(timeout=30_000)  # as long as everything else waits, on slow machines too
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def served(war: Ledger, *, tiles: Tiles | None = None, access: Access | None = None) -> Iterator[str]:
    """The address of a served desk."""
    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)  # so that a browser that is quicker than the server waits
    app = desk_app(war, tiles=tiles, access=access)
    # The first request makes the routes, with a warning silenced that a thread cannot silence for itself alone.
    TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)).get("/api/stats")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture
def address(war: Ledger) -> Iterator[str]:
    with served(war) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own, which fails the test where a script of the page failed or something came from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[Any] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: _note_foreign(request.url, wrong))
    yield opened
    context.close()
    assert not wrong, wrong


def _note_foreign(url: str, wrong: list[Any]) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        wrong.append(url)
