"""What both services need and no library gives; knows nothing of résumés."""
