"""Records the bytes that Python's clients send, which the tests of the API replay without Python.

    python3 workbench/python-clients/record.py

Needs requests and httpx (Debian: python3-requests, python3-httpx).
"""

import json
import socket
import threading
from pathlib import Path

import httpx
import requests

FIXTURE = Path(__file__).parents[2] / "apps/api/test/python-clients/requests.json"

PASSWORD = {"username": "user@example.com", "password": "pass wörd&+=", "grant_type": "password"}
MULTIPART = {name: (None, value) for name, value in PASSWORD.items()}
# The test puts a token of its own there.
USER = {"Authorization": "Bearer <USERS>"}
ADMIN = {"Authorization": "Bearer <ADMINS>"}

CASES = [
    ("form", "POST", "/v1/auth/token", {"data": PASSWORD}),
    ("multipart", "POST", "/v1/auth/token", {"files": MULTIPART}),
    ("form without a password", "POST", "/v1/auth/token", {"data": {"username": "user@example.com"}}),
    ("JSON in place of a form", "POST", "/v1/auth/token", {"json": PASSWORD}),
    ("health", "GET", "/v1/manage/hc", {}),
    ("whoami", "GET", "/v1/users/whoami", {"headers": USER}),
    ("whoami without a token", "GET", "/v1/users/whoami", {}),
    ("admin", "GET", "/v1/admin/endpoints", {"headers": ADMIN}),
    ("admin without the role", "GET", "/v1/admin/endpoints", {"headers": USER}),
]

REPLY = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"


def receive(listener: socket.socket, received: list[bytes]) -> None:
    """Keeps one request as it came, and replies."""
    connection, _ = listener.accept()
    with connection:
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head, _, body = data.partition(b"\r\n\r\n")
        lengths = [int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        while len(body) < sum(lengths):
            body += connection.recv(65536)
        received.append(head + b"\r\n\r\n" + body)
        connection.sendall(REPLY)


def record(send, method: str, path: str, options: dict) -> str:
    """Returns what was sent, each byte as the character of its number; the port, which is another each time, left out."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=receive, args=(listener, received))
        thread.start()
        send(method, f"http://127.0.0.1:{port}/local{path}", **options)
        thread.join()
    return received[0].replace(b"127.0.0.1:%d" % port, b"127.0.0.1").decode("latin-1")


recorded = [
    {"client": f"{client.__name__} {client.__version__}", "what": what, "sent": record(client.request, method, path, options)}
    for client in (requests, httpx)
    for what, method, path, options in CASES
]
FIXTURE.parent.mkdir(exist_ok=True)
FIXTURE.write_text(json.dumps(recorded, indent=2, ensure_ascii=True) + "\n")
