"""From a staged run to the live state: prepared beside it, looked at, switched in one transaction, and taken back the same way."""
