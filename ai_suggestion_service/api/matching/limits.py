"""How long a job description may be and how many requirements are judged."""

MIN_JOB_CHARACTERS = 20
MAX_JOB_CHARACTERS = 20_000
MAX_REQUIREMENTS = 60
