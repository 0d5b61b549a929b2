"""Applicant tracking systems that résumés are collected from, each named in the settings."""
