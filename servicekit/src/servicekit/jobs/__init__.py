"""Jobs with leases: the row is the truth, messages only say where to look."""
