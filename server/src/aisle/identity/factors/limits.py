"""How often codes may be guessed, and how many factors a person has."""

from datetime import timedelta

from aisle.identity.attempts import Limit

GUESSES = Limit(
    "factor guesses", 10, timedelta(minutes=10)
)  # of one person, codes of all kinds together (ASVS 6.5)
NOTED = Limit("factors refused", 30, timedelta(hours=1))  # of one person, so that a flood fills no table
MOST_FACTORS = 10
LONGEST_NAME = 60
