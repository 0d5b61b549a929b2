"""The résumé service as one that versions are written back to; it reads files with some loss."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import jwt
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.fakes import FakeResumeService, problem
from tests.tokens import KEY

READ: dict[str, Any] = {"basics": {"name": "Ann", "label": "Misread"}, "awards": [{"title": "X"}]}


def user_of(request: Request) -> str:
    """Return whom the token of a request names."""
    token = request.headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, KEY.public_key(), algorithms=["ES256"], audience="resume-pair")
    return str(claims["sub"])


def merged(target: Any, patch: Any) -> Any:
    """Lay a JSON merge patch over a document, as RFC 7396 says."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


class FakeVersions:
    """New versions of the résumés of `resumes`; `pending` answers say that a file is being read.

    `answer_with` replaces the answer of an upload, `statuses` is what uploads were answered with.
    """

    def __init__(self, server: HTTPServer, resumes: FakeResumeService) -> None:
        self.resumes = resumes
        self.files: dict[str, dict[str, Any]] = {}
        self.uploads: list[Request] = []
        self.keys: dict[tuple[str, str], dict[str, Any]] = {}
        self.pending = 0
        self.parse_status = "completed"
        self.answer_with: Callable[[Request], Response | None] | None = None
        self.patch_with: Response | None = None
        for pattern, method, handler in (
            (r"/api/resumes/[^/]+/versions", "POST", self._add),
            (r"/api/files/[^/]+/text", "GET", self._text),
            (r"/api/files/[^/]+/sections", "PATCH", self._correct),
        ):
            expected = server.expect_request(re.compile(pattern), method=method)
            expected.respond_with_handler(handler)

    def _add(self, request: Request) -> Response:
        self.uploads.append(request)
        user_id, resume_id = user_of(request), request.path.split("/")[3]
        refused = self.answer_with(request) if self.answer_with else None
        if refused is not None:
            return refused
        known = (user_id, request.headers["Idempotency-Key"])
        if known not in self.keys:
            self.keys[known] = self._added(request, user_id, resume_id)
        body = json.dumps(self.keys[known])
        return Response(body, status=201, content_type="application/json")

    def _added(self, request: Request, user_id: str, resume_id: str) -> dict[str, Any]:
        file = request.files["file"]
        data = file.read()
        number = self.resumes.document(user_id, resume_id)["number"] + 1
        version_id = str(uuid.uuid4())
        self.resumes.change(user_id, resume_id, number=number, version_id=version_id)
        self.files[version_id] = {"user_id": user_id, "sections": READ, "resume_id": resume_id}
        return {
            "id": version_id,
            "number": number,
            "file_name": file.filename,
            "file_size": len(data),
            "file_type": file.mimetype,
            "sha256": hashlib.sha256(data).hexdigest(),
            "comment": request.form["comment"],
            "source": "upload",
            "parse_status": "pending",
            "parse_error": None,
            "duplicate_of": None,
            "created_at": "2026-11-20T12:00:00Z",
        }

    def _text(self, request: Request) -> Response:
        file_id = request.path.split("/")[3]
        file = self.files[file_id]
        document = self.resumes.document(user_of(request), file["resume_id"])
        self.pending -= 1
        status = "parsing" if self.pending >= 0 else self.parse_status
        read = {"sections": file["sections"], "parse_status": status, "version_id": file_id}
        return Response(json.dumps(document | read), content_type="application/json")

    def _correct(self, request: Request) -> Response:
        if self.patch_with is not None:
            return self.patch_with
        file_id = request.path.split("/")[3]
        file = self.files.get(file_id)
        if file is None or file["user_id"] != user_of(request):
            return problem(404, "not_found")
        file["sections"] = merged(file["sections"], json.loads(request.data))
        document = self.resumes.document(file["user_id"], file["resume_id"])
        body = json.dumps(document | {"sections": file["sections"], "version_id": file_id})
        return Response(body, content_type="application/json")
