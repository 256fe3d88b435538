"""The store `knowledge.db` with its index: all SQL over facts, and nothing but SQL over facts.

`schema` says what the tables are, `build` makes the file from registers in one step, `file` opens it, `reader` asks it;
`term_index` finds tasks by their words. Both hold nothing that the registers do not and may be deleted at any time; the
file opens in Datasette as it is.
"""

from knowledge.store.reader import Store
from knowledge.store.schema import ForeignFile, OutdatedStore, StoreError
from knowledge.store.stored import AgencyCount, StoredAgency, StoredProgramme, StoredTask
from knowledge.store.term_index import Programmes

__all__ = [
    "AgencyCount",
    "ForeignFile",
    "OutdatedStore",
    "Programmes",
    "Store",
    "StoreError",
    "StoredAgency",
    "StoredProgramme",
    "StoredTask",
]
