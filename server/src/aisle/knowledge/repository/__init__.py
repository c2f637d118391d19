"""Every query on sources, documents and passages, by subject."""
