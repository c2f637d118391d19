"""Photos that shoppers send: taken in, kept as long as the conversation, looked at by a turn, shown to whoever may see it."""
