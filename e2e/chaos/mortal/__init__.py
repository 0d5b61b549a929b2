"""An AI service whose worker dies where it is told to."""
