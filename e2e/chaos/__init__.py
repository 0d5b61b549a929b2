"""Faults: processes killed, servers away; what must hold is counted afterwards."""
