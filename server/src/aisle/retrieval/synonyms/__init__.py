"""A store's synonyms: other words to be searched for what shoppers type, in force with the next question."""
