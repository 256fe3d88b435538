"""A store that is published while the program runs: answers and reminders are taken from it without a restart."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from bot.assistant import Assistant
from bot.dispatch.agenda import Agenda
from bot.reminders.working_days import working_days
from knowledge.opening import open_store
from tests.knowledge.folder import CSV, ROWS, write_folder, write_rows

TODAY = date(2024, 3, 4)


def test_answers_and_reminders_come_from_the_store_that_was_published_last(tmp_path: Path) -> None:
    folder, path = write_folder(tmp_path / "registers"), tmp_path / "knowledge.db"
    with closing(open_store(path, folder)) as store:
        assistant, agenda = Assistant(store), Agenda(store, working_days())
        assert "1 việc" in assistant.ask("Sở Y tế phải làm gì", TODAY).reply.text
        titles = {duty.task.title for duty in agenda.duties}
        write_rows(folder / CSV, [*ROWS, {**ROWS[0], "mục": "I.1#3", "nhiệm vụ": "Mua xe cứu thương"}])
        open_store(path, folder).close()
        assert {duty.task.title for duty in agenda.duties} - titles == {"Mua xe cứu thương"}
        assert "2 việc" in assistant.ask("Sở Y tế phải làm gì", TODAY).reply.text
