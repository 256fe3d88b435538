"""Programmes: tasks, agencies, deadlines; how to read, check, store, search and answer.

This layer uses `nlp` and knows nothing of chats, channels or how an answer is drawn.
"""
