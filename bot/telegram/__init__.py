"""The Telegram channel: replies drawn as HTML, buttons as callback codes, groups, topics and inline mode."""

import os

# python-telegram-bot gives waiting times as timedelta only where this says so; as numbers they are deprecated.
os.environ.setdefault("PTB_TIMEDELTA", "true")
