"""Tables of the résumé service."""

from api.models.parses import ParsedResume
from api.models.resumes import Resume, ResumeLabel
from api.models.sessions import Session
from api.models.signing_keys import SigningKey
from api.models.uploads import PendingUpload
from api.models.users import User
from api.models.versions import ParseStatus, ResumeVersion, VersionSource

__all__ = [
    "ParseStatus",
    "ParsedResume",
    "PendingUpload",
    "Resume",
    "ResumeLabel",
    "ResumeVersion",
    "Session",
    "SigningKey",
    "User",
    "VersionSource",
]
