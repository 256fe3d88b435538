"""The schema: tables and views for people, and the marks by which a file is known as ours."""

from __future__ import annotations

from knowledge.problems import KnowledgeError

APPLICATION_ID = 0x48564B42  # "HVKB", in the header of every file that we build
FORMAT = 2  # goes up with every change of the schema or of what fills it; set last: a half-built file has none


FOREIGN = "{path} không phải kho tri thức của Hỏi Việc nên được giữ nguyên. Hãy chọn tên khác bằng --db."


class StoreError(KnowledgeError):
    """The store cannot be built or read."""


class ForeignFile(StoreError):
    """The file is not ours: it is neither read nor replaced."""


class OutdatedStore(StoreError):
    """The file is ours but of another format, half-built, or built from other registers: build it again."""


TABLES: dict[str, dict[str, type]] = {
    "programmes": {
        "id": int, "key": str, "number": str, "title": str, "short_title": str, "kind": str, "issuer": str,
        "province": str, "issued_on": str, "year": int, "notes": str, "task_count": int,
    },
    "agencies": {
        "id": int, "name": str, "province": str, "kind": str, "standing": str, "open": int, "note": str,
    },
    "agency_names": {"id": int, "agency_id": int, "name": str, "strength": str},
    "members": {"collective_id": int, "member_id": int, "by_custom": int},
    "successions": {
        "id": int, "agency_id": int, "successor": str, "since": str, "basis": str, "how": str, "status": str,
    },
    "moved_functions": {"id": int, "agency_id": int, "function": str, "moved_to": str, "since": str, "status": str},
    "nearest_agencies": {"agency_id": int, "nearest_id": int},
    "tasks": {
        "id": int, "programme_id": int, "ref": str, "title": str, "content": str, "horizon": str,
        "title_line": str, "body_line": str,
    },
    "roles": {"task_id": int, "position": int, "agency_id": int, "role": str, "named_as": str},
    "deadlines": {
        "id": int, "task_id": int, "what": str, "words": str, "due_on": str, "bound": str, "precision": str,
        "recurrence": str, "recur_day": int, "recur_month": int, "period_end": str,
    },
    "vocabulary": {"province": str, "term": str, "tasks": int},
    "build_facts": {"fact": str, "value": str},
}  # fmt: skip

KEYS: dict[str, str | tuple[str, ...]] = {
    "members": ("collective_id", "member_id"),
    "nearest_agencies": ("agency_id", "nearest_id"),
    "roles": ("task_id", "position"),
    "vocabulary": ("province", "term"),
    "build_facts": "fact",
}

FOREIGN_KEYS: dict[str, list[tuple[str, str, str]]] = {
    "agency_names": [("agency_id", "agencies", "id")],
    "members": [("collective_id", "agencies", "id"), ("member_id", "agencies", "id")],
    "successions": [("agency_id", "agencies", "id")],
    "moved_functions": [("agency_id", "agencies", "id")],
    "nearest_agencies": [("agency_id", "agencies", "id"), ("nearest_id", "agencies", "id")],
    "tasks": [("programme_id", "programmes", "id")],
    "roles": [("task_id", "tasks", "id"), ("agency_id", "agencies", "id")],
    "deadlines": [("task_id", "tasks", "id")],
}

INDEXES: dict[str, list[list[str]]] = {
    "programmes": [["key"]],
    "agencies": [["name"], ["province"]],
    "agency_names": [["agency_id"]],
    "members": [["member_id"]],
    "successions": [["agency_id"], ["successor"]],
    "moved_functions": [["agency_id"], ["moved_to"]],
    "tasks": [["programme_id"], ["ref"]],
    "roles": [["agency_id", "role"]],
    "deadlines": [["task_id"], ["due_on"], ["recurrence"]],
}

VIEWS = {
    "roles_with_shared": """
        SELECT roles.task_id, roles.agency_id, roles.role, NULL AS through_id FROM roles
        UNION ALL
        SELECT roles.task_id, members.member_id, roles.role, members.collective_id
        FROM roles JOIN members ON members.collective_id = roles.agency_id
    """,
    "tasks_readable": """
        SELECT programmes.number AS programme, tasks.ref, tasks.title,
               (SELECT group_concat(named_as, '; ') FROM roles
                WHERE roles.task_id = tasks.id AND role = 'chủ trì') AS leads,
               (SELECT group_concat(named_as, '; ') FROM roles
                WHERE roles.task_id = tasks.id AND role = 'phối hợp') AS coordinators,
               (SELECT group_concat(CASE what WHEN '' THEN words ELSE what || ': ' || words END, '; ')
                FROM deadlines WHERE deadlines.task_id = tasks.id) AS deadlines,
               tasks.horizon, tasks.content
        FROM tasks JOIN programmes ON programmes.id = tasks.programme_id
        ORDER BY tasks.id
    """,
    "deadlines_readable": """
        SELECT deadlines.due_on, deadlines.recurrence, deadlines.words, deadlines.what, tasks.ref, tasks.title,
               programmes.number AS programme
        FROM deadlines JOIN tasks ON tasks.id = deadlines.task_id
        JOIN programmes ON programmes.id = tasks.programme_id
        ORDER BY deadlines.due_on IS NULL, deadlines.due_on, deadlines.id
    """,
    "agencies_readable": """
        SELECT agencies.name, agencies.kind, agencies.standing,
               sum(r.role = 'chủ trì' AND r.through_id IS NULL) AS leads,
               sum(r.role = 'chủ trì' AND r.through_id IS NOT NULL) AS shared_leads,
               sum(r.role = 'phối hợp' AND r.through_id IS NULL) AS coordinates
        FROM agencies LEFT JOIN roles_with_shared AS r ON r.agency_id = agencies.id
        GROUP BY agencies.id ORDER BY agencies.id
    """,
}
