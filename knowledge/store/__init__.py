"""The store `knowledge.db`: all SQL over facts, and nothing but SQL over facts.

`schema` says what the tables are, `build` makes the file from registers in one step, `reader` asks it.
The file holds nothing that the registers do not, may be deleted at any time and opens in Datasette as it is.
"""

from knowledge.store.reader import AgencyCount, Programmes, Store, StoredProgramme, StoredTask
from knowledge.store.schema import ForeignFile, OutdatedStore, StoreError

__all__ = [
    "AgencyCount",
    "ForeignFile",
    "OutdatedStore",
    "Programmes",
    "Store",
    "StoreError",
    "StoredProgramme",
    "StoredTask",
]
