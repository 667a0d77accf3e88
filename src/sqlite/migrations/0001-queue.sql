-- What waits for a worker. The text stands in a table of its own, so that taking and giving back rewrites 100 bytes and not 2 kB.
-- due_at, UTC ms: waiting = when it may be taken; active = when the lease ends; quarantined = since when. One index serves all three.
CREATE TABLE queue (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'active', 'quarantined')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  losses INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  reason TEXT
) STRICT;
CREATE INDEX queue_due ON queue (state, due_at);

CREATE TABLE queue_items (
  seq INTEGER PRIMARY KEY REFERENCES queue (seq) ON DELETE CASCADE,
  item TEXT NOT NULL
) STRICT;

-- Who holds leases: a process that died cannot say so, so the next one looks.
CREATE TABLE queue_owners (
  id TEXT PRIMARY KEY,
  pid INTEGER NOT NULL,
  stamp TEXT NOT NULL
) STRICT, WITHOUT ROWID;
