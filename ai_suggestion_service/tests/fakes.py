"""The résumé service as the AI service sees it: its public keys, and texts of résumés over HTTP."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import uuid
from collections.abc import Callable
from typing import Any

import jwt
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.tokens import KEY, key_set

RESUME_TEXT = """Ann Example
ann@example.com

Experience
Backend developer, Example Ltd, 2019 - 2024
Built web services with Python and Django for 40 shops.
Wrote SQL reports on PostgreSQL and kept them fast.

Education
BSc Computer Science, University of Leeds, 2018

Skills
Python, Django, SQL, Docker
"""
PROBLEM = "application/problem+json"


class FakeResumeService:
    """Answers as the contract says; `answer_with` replaces the answer of the text endpoint.

    `notice_with` replaces the answers about mails; `tickets` are those given, with the outcome that
    each was used for.
    """

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("").rstrip("/")
        self.requests: list[Request] = []
        self.answer_with: Callable[[Request], Response] | None = None
        self.notice_with: Callable[[Request], Response] | None = None
        self.tickets: dict[str, str | None] = {}
        self._documents: dict[tuple[str, str], dict[str, Any]] = {}
        self.imported: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
        server.expect_request("/.well-known/jwks.json").respond_with_json(key_set())
        server.expect_request(re.compile(r"/api/resumes/[^/]+/text")).respond_with_handler(
            self._text
        )
        server.expect_request("/api/resumes/import", method="POST").respond_with_handler(
            self._import
        )
        for path, handler in (("users/me/notices", self._ask), ("notices", self._tell)):
            server.expect_request(f"/api/{path}", method="POST").respond_with_handler(handler)

    def add(self, user_id: str, **changes: Any) -> str:
        """Give a user a résumé; return its id."""
        resume_id = str(uuid.uuid4())
        document = {
            "resume_id": resume_id,
            "version_id": str(uuid.uuid4()),
            "number": 1,
            "sha256": hashlib.sha256(resume_id.encode()).hexdigest(),
            "parse_status": "completed",
            "parse_error": None,
            "text": RESUME_TEXT,
            "sections": {"basics": {"name": "Ann Example", "email": "ann@example.com"}},
            "evidence": {},
            "warnings": [],
            **changes,
        }
        self._documents[user_id, resume_id] = document
        return resume_id

    def change(self, user_id: str, resume_id: str, **changes: Any) -> None:
        """Change what is answered for a résumé, as a new version would."""
        self._documents[user_id, resume_id] |= {"version_id": str(uuid.uuid4()), **changes}

    def document(self, user_id: str, resume_id: str) -> dict[str, Any]:
        """Return what is answered for a résumé."""
        return dict(self._documents[user_id, resume_id])

    def _import(self, request: Request) -> Response:
        """Keep a JSON Resume once for each idempotency key; refuse one without content."""
        self.requests.append(request)
        if self.answer_with is not None:
            return self.answer_with(request)
        user_id, document = _user_of(request), json.loads(request.data)
        if user_id is None:
            return problem(401, "not_authenticated")
        if not document:
            return problem(400, "empty_document")
        place = user_id, request.headers["Idempotency-Key"]
        resume_id, _ = self.imported.setdefault(place, (str(uuid.uuid4()), document))
        body = {"id": resume_id, "name": request.args["name"]}
        return Response(json.dumps(body), status=201, content_type="application/json")

    def _ask(self, request: Request) -> Response:
        self.requests.append(request)
        if self.notice_with is not None:
            return self.notice_with(request)
        if _user_of(request) is None:
            return problem(401, "not_authenticated")
        assert json.loads(request.data) == {"kind": "optimization_ready"}
        ticket = secrets.token_urlsafe(32)
        self.tickets[ticket] = None
        body = {"ticket": ticket, "expires_at": "2030-01-01T00:00:00Z"}
        return Response(json.dumps(body), status=201, content_type="application/json")

    def _tell(self, request: Request) -> Response:
        """Use a ticket up; who brings it is not asked."""
        self.requests.append(request)
        if self.notice_with is not None:
            return self.notice_with(request)
        used = json.loads(request.data)
        if self.tickets.get(used["ticket"], "none") is not None:
            return problem(404, "not_found")
        self.tickets[used["ticket"]] = used["outcome"]
        body = json.dumps({"status": "accepted"})
        return Response(body, status=202, content_type="application/json")

    def _text(self, request: Request) -> Response:
        self.requests.append(request)
        if self.answer_with is not None:
            return self.answer_with(request)
        user_id = _user_of(request)
        if user_id is None:
            return problem(401, "not_authenticated")
        document = self._documents.get((user_id, request.path.split("/")[3]))
        wanted = request.args.get("version", type=int)
        if document is None or wanted not in (None, document["number"]):
            return problem(404, "not_found")
        etag = f'"{hashlib.sha256(json.dumps(document).encode()).hexdigest()[:32]}"'
        if request.headers.get("If-None-Match") == etag:
            return Response(status=304, headers={"ETag": etag})
        return Response(
            json.dumps(document), content_type="application/json", headers={"ETag": etag}
        )


def _user_of(request: Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        return None
    claims = jwt.decode(token, KEY.public_key(), algorithms=["ES256"], audience="resume-pair")
    return str(claims["sub"])


def problem(status: int, code: str, **headers: str) -> Response:
    """Answer with a problem document."""
    body = {"type": f"urn:problem:{code}", "title": code, "status": status, "code": code}
    return Response(json.dumps(body), status=status, content_type=PROBLEM, headers=headers)
