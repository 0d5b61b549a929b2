"""Tables of the résumé service."""

from api.models.applications import (
    ApplicationStatus,
    JobApplication,
    Reminder,
    StatusChange,
)
from api.models.batches import BatchEntry, BatchUpload
from api.models.candidates import (
    Candidate,
    CandidateLanguage,
    CandidateSkill,
    DegreeLevel,
    Education,
    WorkExperience,
)
from api.models.consents import Consent, LegalDocument
from api.models.data_collection import (
    CollectionStatus,
    Collector,
    DataRequest,
    PendingPage,
    RawData,
    RawStatus,
    RequestRate,
)
from api.models.erasures import Erasure
from api.models.notices import Notice, NoticeKind, NoticeOutcome
from api.models.parses import ParsedResume
from api.models.resumes import Resume, ResumeLabel
from api.models.second_factors import RecoveryCode, SecondFactor
from api.models.sessions import Session
from api.models.signing_keys import SigningKey
from api.models.skills import Place, ResumeSkill, ResumeWord, Skill
from api.models.uploads import PendingUpload
from api.models.users import User
from api.models.versions import ParseStatus, ResumeVersion, VersionSource

__all__ = [
    "ApplicationStatus",
    "BatchEntry",
    "BatchUpload",
    "Candidate",
    "CandidateLanguage",
    "CandidateSkill",
    "CollectionStatus",
    "Collector",
    "Consent",
    "DataRequest",
    "DegreeLevel",
    "Education",
    "Erasure",
    "JobApplication",
    "LegalDocument",
    "Notice",
    "NoticeKind",
    "NoticeOutcome",
    "ParseStatus",
    "ParsedResume",
    "PendingPage",
    "PendingUpload",
    "Place",
    "RawData",
    "RawStatus",
    "RecoveryCode",
    "Reminder",
    "RequestRate",
    "Resume",
    "ResumeLabel",
    "ResumeSkill",
    "ResumeVersion",
    "ResumeWord",
    "SecondFactor",
    "Session",
    "SigningKey",
    "Skill",
    "StatusChange",
    "User",
    "VersionSource",
    "WorkExperience",
]
