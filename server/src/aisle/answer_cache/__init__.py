"""Answers that may be given again, within one partition, as long as what they rest on stands."""
