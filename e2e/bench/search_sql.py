"""A search with three skills as one would write it by hand for MySQL and MariaDB."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

PAGE = 20
KEYS = """
SELECT a.resume_created_at, a.resume_id
FROM api_resumeskill a
JOIN api_resumeskill b ON b.skill_id = %s AND b.user_id = %s
 AND b.resume_created_at = a.resume_created_at AND b.resume_id = a.resume_id
JOIN api_resumeskill c ON c.skill_id = %s AND c.user_id = %s
 AND c.resume_created_at = a.resume_created_at AND c.resume_id = a.resume_id
WHERE a.skill_id = %s AND a.user_id = %s {after}
ORDER BY a.resume_created_at DESC, a.resume_id DESC
LIMIT 21
"""
AFTER = """
AND a.resume_created_at <= %s AND (a.resume_created_at < %s OR a.resume_id < %s)
"""
ROWS = """
SELECT r.id, r.name, r.labels, r.created_at, r.updated_at, v.id, v.number, v.file_name, v.file_size,
 v.file_type, v.sha256, v.comment, v.source, v.parse_status, v.parse_error, v.duplicate_of_id,
 v.created_at, p.id, p.full_name, p.headline, p.city, p.region, p.country_code
FROM api_resume r
LEFT JOIN api_resumeversion v ON v.id = r.latest_version_id
LEFT JOIN api_candidate p ON p.id = r.candidate_id
WHERE r.deleted_at IS NULL AND r.id IN ({places})
"""
MATCHES = """
SELECT resume_id, skill_id, places FROM api_resumeskill
WHERE user_id = %s AND skill_id IN (%s, %s, %s) AND resume_created_at IN ({places})
"""


def page(
    cursor: Any, owner: str, skills: Sequence[int], after: tuple[datetime, str] | None
) -> list[Any]:
    """Return the rows of one page, with the statements a person would write."""
    a, b, c = skills
    values: list[Any] = [b, owner, c, owner, a, owner]
    if after is not None:
        values += [after[0], after[0], after[1]]
    cursor.execute(KEYS.format(after=AFTER if after else ""), values)
    found = cursor.fetchall()[:PAGE]
    if not found:
        return []
    times, keys = zip(*found, strict=True)
    places = ", ".join(["%s"] * len(keys))
    cursor.execute(ROWS.format(places=places), keys)
    rows = {row[0]: row for row in cursor.fetchall()}
    cursor.execute(MATCHES.format(places=places), [owner, *skills, *times])
    cursor.fetchall()
    return [rows[key] for key in keys]
