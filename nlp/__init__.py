"""Vietnamese: letters, words, dates, names in a sentence, what a question asks.

This layer knows nothing of tasks, databases, chats or the clock: what it needs of them is passed in.
"""
