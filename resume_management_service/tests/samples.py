"""A synthetic person's résumé."""

RESUME_TEXT = b"""Ada Example
ada@example.com

Experience
Developer, Example Works, 2019 - 2022
- Built REST services in Python and Django
- Moved 12 databases to MySQL

Education
BSc Computer Science, Sample University, 2018
"""
