"""``marsad serve`` and ``marsad desk users`` as processes: on a real socket, with real signals."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from marsad.ledger import open_ledger
from marsad.views.desk import missing_page

RUN = [sys.executable, "-c", "from marsad.views.cli import main; main()"]
UNBUILT = (
    "from pathlib import Path; from marsad.views.desk import _app; _app.STATIC = Path('nowhere');"
    " from marsad.views.cli import main; main()"
)
NEEDS_USERS = "--host 0.0.0.0 lets other machines in: say --token new, or add users with: marsad desk users add NAME"
PASSWORD = "correct horse"
needs_page = pytest.mark.skipif(missing_page() is not None, reason="the web page is not built: make desk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an empty ledger of the usual name."""
    open_ledger(tmp_path / "marsad.db").close()
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    return (
        {name: value for name, value in os.environ.items() if name != "MARSAD_DESK_TOKEN"} | {"COLUMNS": "100"} | more
    )


def marsad(
    *arguments: object, cwd: Path, stdin: str = "", run: list[str] = RUN, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*run, *map(str, arguments)], capture_output=True, encoding="utf-8", cwd=cwd, check=False, input=stdin,
        env=environment(**env), timeout=60,
    )  # fmt: skip


@dataclass
class Serving:
    """A desk that is served by a process of its own."""

    process: subprocess.Popen[str]
    told: list[str]

    @property
    def address(self) -> str:
        found = re.search(r"http://\S+/", self.told[-1])
        assert found, self.told
        return found[0]

    def ask(self, path: str, body: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of an answer; with a body of its own, the request is a POST."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            if body is None:
                connection.request("GET", path)
            else:
                connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def session(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.ask("/api/session")[1])
        return answer

    def end(self, number: signal.Signals) -> tuple[int, str, str]:
        """Exit code, output, and what was told after the address."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@contextmanager
def served(*options: object, cwd: Path, **env: str) -> Iterator[Serving]:
    """``marsad serve`` on a free port, once it has told its address."""
    command = [*RUN, "serve", "--no-open", "--port", "0", *map(str, options)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, env=environment(**env)
    ) as process:
        try:
            assert process.stderr is not None
            told: list[str] = []
            while not told or "Ctrl+C" not in told[-1]:
                line = process.stderr.readline()
                assert line, told
                told.append(line)
            yield Serving(process, told)
        finally:
            process.kill()


@needs_page
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_where_it_is_answers_and_ends_in_good_order(folder: Path, number: signal.Signals) -> None:
    with served(cwd=folder) as desk:
        assert re.fullmatch(
            r"marsad: marsad\.db at http://127\.0\.0\.1:\d+/ \(open to this machine alone\); Ctrl\+C ends it\n",
            "".join(desk.told),
        )
        status, page = desk.ask("/")
        assert status == 200
        assert b"<title>marsad</title>" in page
        assert desk.session()["mode"] == "open"
        assert desk.session()["tiles"] is None
        assert desk.end(number) == (0, "", "marsad: stopped\n")
    with open_ledger(folder / "marsad.db") as ledger:
        assert list(ledger.check()) == []


@needs_page
def test_a_signal_before_the_first_request_ends_it_too(folder: Path) -> None:
    with served(cwd=folder) as desk:
        assert desk.end(signal.SIGTERM) == (0, "", "marsad: stopped\n")


@needs_page
def test_a_port_that_is_taken(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = marsad("serve", "--no-open", "--port", port, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"marsad: cannot listen at 127.0.0.1, port {port} (")
    assert done.stderr.endswith("); try --port 0\n")


@needs_page
def test_a_ledger_that_is_missing_is_not_made(tmp_path: Path) -> None:
    for arguments in (
        ("serve", "--no-open", "--port", "0"),
        ("desk", "users", "list"),
        ("desk", "users", "remove", "A"),
    ):
        done = marsad(*arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, ""), arguments
        assert done.stderr.startswith(
            "marsad: marsad.db: there is no such ledger; put reports into it with: marsad add"
        )
    assert list(tmp_path.iterdir()) == []


@needs_page
def test_other_machines_are_let_in_only_with_a_password(folder: Path) -> None:
    refused = marsad("serve", "--no-open", "--port", "0", "--host", "0.0.0.0", cwd=folder)
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"marsad: {NEEDS_USERS}\n")
    with served("--host", "0.0.0.0", "--token", "new", cwd=folder) as desk:
        assert desk.address.startswith("http://127.0.0.1:")
        assert desk.session()["mode"] == "token"


@needs_page
def test_a_new_token_is_told_once_and_opens(folder: Path) -> None:
    with served("--token", "new", cwd=folder) as desk:
        found = re.fullmatch(r"marsad: the token is (\S{16,})\n", desk.told[0])
        assert found
        assert "whoever has the token may log in" in desk.told[1]
        assert found[1] not in desk.told[1]
        assert desk.session()["signed_in"] is False
        assert desk.ask("/api/stats")[0] == 401
        assert desk.ask("/api/session", {"name": "A", "secret": "wrong wrong wrong"})[0] == 401
        status, inside = desk.ask("/api/session", {"name": "A", "secret": found[1]})
        assert (status, json.loads(inside)["who"]) == (200, "A")


@needs_page
def test_the_token_comes_from_the_environment(folder: Path) -> None:
    token = "sixteen letters!"
    with served(cwd=folder, MARSAD_DESK_TOKEN=token) as desk:
        assert token not in "".join(desk.told)
        assert desk.session()["mode"] == "token"
        assert desk.ask("/api/session", {"name": "A", "secret": token})[0] == 200
    short = marsad("serve", "--no-open", "--port", "0", cwd=folder, MARSAD_DESK_TOKEN="short")
    assert (short.returncode, short.stderr) == (2, "marsad: a token has 16 characters or more; --token new makes one\n")


@needs_page
def test_users_come_in_by_name_and_password(folder: Path) -> None:
    added = marsad("desk", "users", "add", "A. Desk", "--role", "reader", cwd=folder, stdin=f"{PASSWORD}\nnot this\n")
    assert (added.returncode, added.stdout, added.stderr) == (0, "", "marsad: A. Desk may log in as reader\n")
    refused = marsad("serve", "--no-open", "--port", "0", "--token", "new", cwd=folder)
    assert refused.returncode == 2
    assert "leave out --token" in refused.stderr
    with served("--host", "0.0.0.0", cwd=folder) as desk:
        assert "its users log in by name and password" in desk.told[0]
        assert desk.ask("/api/session", {"name": "A. Desk", "secret": "not this"})[0] == 401
        status, inside = desk.ask("/api/session", {"name": "A. Desk", "secret": PASSWORD})
        assert (status, json.loads(inside)["role"]) == (200, "reader")


def test_users_are_listed_changed_and_removed(folder: Path) -> None:
    def users(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return marsad("desk", "users", *arguments, cwd=folder, stdin=stdin)

    def listed() -> list[list[str]]:
        done = users("list")
        assert (done.returncode, done.stderr) == (0, "")
        assert PASSWORD not in done.stdout
        return [line.split("\t") for line in done.stdout.splitlines()]

    assert listed() == []
    assert users("add", "Usual", stdin=f"{PASSWORD}\r\n").stderr == "marsad: Usual may log in as reviewer\n"
    assert users("add", "Ärzte für alle", "--role", "admin", stdin=PASSWORD).returncode == 0
    assert [(name, role) for name, role, _ in listed()] == [("Usual", "reviewer"), ("Ärzte für alle", "admin")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", since) for _, _, since in listed())
    assert users("add", "Usual", "--role", "reader", stdin="another password").returncode == 0
    assert [(name, role) for name, role, _ in listed()] == [("Usual", "reader"), ("Ärzte für alle", "admin")]
    with open_ledger(folder / "marsad.db") as ledger:
        assert ledger.check_password("Usual", PASSWORD) is None
        assert ledger.check_password("Usual", "another password") is not None
    one_left = users("remove", "Usual")
    assert (one_left.returncode, one_left.stderr) == (0, "marsad: Usual may not log in any more\n")
    assert users("remove", "Usual").returncode == 2
    assert "there is no such user" in users("remove", "Usual").stderr
    assert "no user is left: the web page asks for no password now" in users("remove", "Ärzte für alle").stderr
    assert listed() == []


@pytest.mark.parametrize(
    ("arguments", "stdin", "word"),
    [
        (("add", "A"), "short\n", "a password has 10 characters or more"),
        (("add", "A"), "", "a password has 10 characters or more"),
        (("add", "A", "--role", "owner"), PASSWORD, "'owner' is not one of"),
        (("add", ""), PASSWORD, "name"),
        (("add",), PASSWORD, "Missing argument"),
    ],
)
def test_a_user_that_will_not_do(folder: Path, arguments: tuple[str, ...], stdin: str, word: str) -> None:
    done = marsad("desk", "users", *arguments, cwd=folder, stdin=stdin)
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
    with open_ledger(folder / "marsad.db") as ledger:
        assert ledger.accounts() == []


def test_without_the_built_page_it_says_what_is_missing(folder: Path) -> None:
    done = marsad("serve", "--no-open", cwd=folder, run=[sys.executable, "-c", UNBUILT])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "marsad: the web page is not built (nowhere lacks index.html). The wheel of marsad carries it;"
        " in a checkout build it with: make desk (needs Node 20.19 or newer, with npm)\n"
    )


@needs_page
@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--tiles", "file:///etc/passwd"), "--tiles file:///etc/passwd: neither http nor https"),
        (("--tiles", "/etc/passwd"), "--tiles /etc/passwd: is no PMTiles file"),
        (("--tiles", "nowhere.pmtiles"), "--tiles nowhere.pmtiles: does not exist"),
        (("--tiles-credit", "Example Maps"), "name them with --tiles"),
    ],
)
def test_what_is_no_source_of_tiles_is_refused_at_start(folder: Path, options: tuple[str, ...], word: str) -> None:
    done = marsad("serve", "--no-open", "--port", "0", *options, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr


@needs_page
def test_a_source_of_tiles_elsewhere_is_told(folder: Path) -> None:
    with served(
        "--tiles", "https://tiles.example.org/{z}/{x}/{y}.png", "--tiles-credit", "Example Maps", cwd=folder
    ) as desk:  # fmt: skip
        assert desk.session()["tiles"]["credit"] == "Example Maps"
        assert desk.told[0] == "marsad: the browser fetches map tiles from https://tiles.example.org\n"
