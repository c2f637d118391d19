"""When a turn may be answered by an answer that was kept, and which answers may be kept."""
