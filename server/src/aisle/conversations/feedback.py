"""What shoppers may say of an answer. The codes are stable: merchants count them."""

DOWN = (
    "wrong",
    "outdated",
    "incomplete",
    "off_topic",
    "source_does_not_say_so",
    "wrong_language",
    "too_long",
    "other",
)
UP = ("helpful", "clear", "well_sourced", "quick", "other")
REASONS = {"up": UP, "down": DOWN}
MOST_REASONS = 5
MOST_COMMENT = 2_000  # characters
