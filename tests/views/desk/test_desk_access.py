from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.views.desk.conftest import Client, signed
from tests.views.desk.desk_reports import HOSTILE

from marsad import UsageError
from marsad.ledger import Ledger
from marsad.views.desk import Access, access_of
from marsad.views.desk._access import Attempts, Sessions
from marsad.views.desk._guard import LONGEST_BODY

JUDGEMENT: dict[str, Any] = {
    "verdict": "accept", "subjects": [{"report": "karth-2", "record": "e1"}], "why": "seen", "who": "A",
}  # fmt: skip
TOKEN = "sixteen letters!"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_foreign_name_that_points_here_is_refused(client_of: Client) -> None:
    client = client_of()
    for host in ("evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "192.168.1.4"):
        assert client.get("/api/session", headers={"Host": host}).status_code == 400, host
    for host in ("localhost:1", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST"):
        assert client.get("/api/session", headers={"Host": host}).status_code == 200, host


def test_a_write_comes_from_the_page_itself(client_of: Client, war: Ledger) -> None:
    client = client_of()
    proof = signed(client)
    refused = [
        (403, {}),
        (403, {"X-Marsad-Desk": "guessed"}),
        (403, proof | {"Origin": "http://evil.example"}),
        (403, proof | {"Origin": "null"}),
        (403, proof | {"Origin": "http://127.0.0.1:9999"}),
        (403, proof | {"Sec-Fetch-Site": "cross-site"}),
        (415, proof | {"Content-Type": "text/plain"}),
    ]
    for status, headers in refused:
        assert client.post("/api/judgements", json=JUDGEMENT, headers=headers).status_code == status, headers
    long = JUDGEMENT | {"why": "x" * LONGEST_BODY}
    assert client.post("/api/judgements", json=long, headers=proof).status_code == 413
    assert client_of().post("/api/judgements", json=JUDGEMENT, headers=proof).status_code == 401
    assert war.judgements() == []
    assert client.post(
        "/api/judgements", json=JUDGEMENT, headers=proof | {"Origin": "http://127.0.0.1:8765"}
    ).is_success


def test_every_answer_forbids_what_a_report_could_bring(client_of: Client) -> None:
    client = client_of()
    for path in ("/api/session", "/api/reports/hostile-1", "/map", "/api/none", "/assets/none.js"):
        headers = client.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"
    told = client.get("/api/reports/hostile-1")
    assert told.headers["content-type"] == "application/json"
    assert told.json()["reading"]["report"]["title"] == HOSTILE
    cookie = client.get("/api/session", headers={"Cookie": ""}).headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))


@pytest.mark.parametrize(
    "path", ["../_app.py", "..%2f_app.py", "assets/../../_app.py", "%2e%2e/_app.py", "/etc/passwd"]
)
def test_no_file_beside_the_page_is_sent(client_of: Client, path: str) -> None:
    assert "def desk_app" not in client_of().get(f"/{path}").text
    assert "root:" not in client_of().get(f"/{path}").text


def test_other_machines_come_in_only_with_a_password(war: Ledger) -> None:
    assert access_of(war, host="127.0.0.1", token=None).mode == "open"
    with pytest.raises(UsageError, match=r"--host 0.0.0.0 lets other machines in: say --token new, or add users"):
        access_of(war, host="0.0.0.0", token=None)
    with pytest.raises(UsageError, match="16 characters or more"):
        access_of(war, host="0.0.0.0", token="short")
    access = access_of(war, host="0.0.0.0", token=TOKEN, names=["Desk.example"])
    assert all(map(access.may_be_asked_as, ("192.168.1.4:8765", "[fe80::1]:8765", "desk.example", "localhost")))
    assert not access.may_be_asked_as("evil.example")
    war.set_account("A. Desk", "reader", "correct horse")
    assert access_of(war, host="0.0.0.0", token=None).mode == access_of(war, host="::1", token=None).mode == "accounts"
    with pytest.raises(UsageError, match="leave out --token"):
        access_of(war, host="0.0.0.0", token=TOKEN)


def test_with_a_token_nothing_is_told_before(client_of: Client) -> None:
    client = client_of(Access("token", token=TOKEN))
    assert client.get("/api/session").json() | {"version": ""} == {
        "mode": "token", "signed_in": False, "who": None, "role": None, "csrf": None, "ledger": "", "version": "",
        "tiles": None,
    }  # fmt: skip
    for path in (
        "incidents",
        "incidents/columns",
        "reports/karth-1",
        "judgements",
        "stats",
        "vocabulary",
        "control?at=2031-01-01",
    ):
        assert client.get(f"/api/{path}").status_code == 401, path
    assert client.post("/api/session", json={"name": "A", "secret": "wrong"}).status_code == 401
    inside = client.post("/api/session", json={"name": "A", "secret": TOKEN}).json()
    assert (inside["who"], inside["role"]) == ("A", "reviewer")
    kept = client.post("/api/judgements", json=JUDGEMENT | {"who": "Somebody else"}, headers=signed(client))
    assert kept.is_success
    assert client.get("/api/judgements").json()[0]["who"] == "A"
    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/stats").status_code == 401


def test_accounts_have_roles_and_end_at_once(client_of: Client, war: Ledger) -> None:
    war.set_account("Reader", "reader", "correct horse")
    war.set_account("Judge", "reviewer", "battery staple")
    client = client_of(Access("accounts"))
    for name, secret in (("Reader", "battery staple"), ("Nobody", "nobody has this password"), ("Judge", "")):
        assert not client.post("/api/session", json={"name": name, "secret": secret}).is_success
    client.post("/api/session", json={"name": "Reader", "secret": "correct horse"})
    assert client.get("/api/stats").is_success
    refused = client.post("/api/judgements", json=JUDGEMENT, headers=signed(client))
    assert (refused.status_code, refused.json()["detail"]) == (403, "a reader looks only; a reviewer or admin judges")
    client.post("/api/session", json={"name": "Judge", "secret": "battery staple"})
    assert client.post("/api/judgements", json=JUDGEMENT, headers=signed(client)).is_success
    war.set_account("Judge", "reader", "battery staple")
    assert client.get("/api/stats").status_code == 401
    client.post("/api/session", json={"name": "Judge", "secret": "battery staple"})
    war.remove_account("Judge")
    assert client.get("/api/stats").status_code == 401
    assert [account.name for account in war.accounts()] == ["Reader"]


def test_of_a_password_only_a_hash_is_kept(war: Ledger, tmp_path: Path) -> None:
    war.set_account("A", "admin", "correct horse")
    war.back_up(tmp_path / "copy.db")
    assert b"correct horse" not in (tmp_path / "copy.db").read_bytes()
    for name, role, password in (("", "admin", "correct horse"), (" A", "admin", "correct horse"),
                                 ("A", "owner", "correct horse"), ("A", "admin", "short")):  # fmt: skip
        with pytest.raises(UsageError):
            war.set_account(name, role, password)  # type: ignore[arg-type]


def test_who_guesses_has_to_wait(client_of: Client) -> None:
    client = client_of(Access("token", token=TOKEN))
    statuses = [client.post("/api/session", json={"name": "A", "secret": "wrong"}).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    late = client.post("/api/session", json={"name": "A", "secret": TOKEN})
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) > 0
    assert client.post("/api/session", json={"name": "B", "secret": TOKEN}).is_success


def test_waiting_grows_and_ends() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    waits = []
    for _ in range(14):
        clock.now += attempts.wait_s("A", "1.2.3.4")
        attempts.failed("A", "1.2.3.4")
        waits.append(attempts.wait_s("A", "1.2.3.4"))
    assert waits[:7] == [0, 0, 0, 0, 30, 60, 120]
    assert max(waits) == 900
    assert attempts.wait_s("A", "5.6.7.8") == 0
    clock.now += 900
    assert attempts.wait_s("A", "1.2.3.4") == 0
    for number in range(20):
        attempts.failed(f"guess {number}", "1.2.3.4")
    assert attempts.wait_s("anybody", "1.2.3.4") > 0


def test_a_session_ends_when_nobody_comes() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    secret, session = sessions.start("A", "reader")
    clock.now = 12 * 3600
    assert sessions.find(secret) is session
    clock.now += 12 * 3600 + 1
    assert sessions.find(secret) is None
    assert sessions.find("guessed") is sessions.find(None) is None
