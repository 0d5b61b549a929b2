"""Private throw-away servers for the tests, from the programs that are installed."""
