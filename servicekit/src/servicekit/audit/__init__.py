"""Who read, wrote, exported or deleted what and when: append-only, without personal content."""
