"""How the chat window looks and behaves on a shop's pages: settings as a draft and releases, and where it was seen."""
