"""The words of the field both services read: skills, dates, degrees, languages."""
