/** Every statement of the embedded queue. The meaning of the columns stands in migrations/0001-queue.sql. */
export const QUEUE_SQL = {
  add: `INSERT INTO queue (id, state, due_at) VALUES (?, 'waiting', ?) ON CONFLICT (id) DO NOTHING`,
  addItem: `INSERT INTO queue_items (seq, item) VALUES (?, ?)`,
  anythingDue: `
    SELECT 1 FROM queue WHERE state = 'waiting' AND due_at <= ?
    UNION ALL
    SELECT 1 FROM queue WHERE state = 'active' AND due_at <= ?
    LIMIT 1`,
  due: `
    SELECT seq, id, attempts, losses, item FROM queue JOIN queue_items USING (seq)
    WHERE state = 'waiting' AND due_at <= ?
    ORDER BY due_at, seq LIMIT ?`,
  take: `UPDATE queue SET state = 'active', due_at = ?, owner = ?, attempts = attempts + 1 WHERE seq = ?`,
  complete: `DELETE FROM queue WHERE id = ? AND state = 'active' AND owner = ?`,
  retry: `UPDATE queue SET state = 'waiting', due_at = ?, owner = NULL WHERE id = ? AND state = 'active' AND owner = ?`,
  release: `
    UPDATE queue SET state = 'waiting', due_at = ?, owner = NULL, attempts = attempts - 1
    WHERE id = ? AND state = 'active' AND owner = ?`,
  renew: `UPDATE queue SET due_at = ? WHERE id = ? AND state = 'active' AND owner = ?`,
  quarantine: `
    UPDATE queue SET state = 'quarantined', due_at = ?, reason = ?, owner = NULL
    WHERE id = ? AND state = 'active' AND owner = ?`,
  quarantined: `
    SELECT id, item, reason, due_at FROM queue JOIN queue_items USING (seq)
    WHERE state = 'quarantined' ORDER BY due_at DESC, seq DESC LIMIT ?`,
  replay: `
    UPDATE queue SET state = 'waiting', due_at = ?, attempts = 0, losses = 0, reason = NULL
    WHERE id = ? AND state = 'quarantined'`,
  counts: `SELECT state, due_at <= ? AS is_due, COUNT(*) AS count FROM queue GROUP BY state, is_due`,
  // A dead process's leases end at once; due_at 0, since what was being worked on was first in line.
  endLeases: `UPDATE queue SET due_at = 0 WHERE state = 'active' AND owner = ?`,
  setAside: `
    UPDATE queue SET state = 'quarantined', due_at = ?, reason = ?, owner = NULL
    WHERE state = 'active' AND due_at <= ? AND losses >= ?`,
  // due_at stays the end of the lease: that is the item's new place in line.
  lose: `UPDATE queue SET state = 'waiting', owner = NULL, losses = losses + 1 WHERE state = 'active' AND due_at <= ?`,
  releaseAll: `
    UPDATE queue SET state = 'waiting', due_at = 0, owner = NULL, attempts = attempts - 1 WHERE state = 'active' AND owner = ?`,
  owners: `SELECT id, pid, stamp FROM queue_owners`,
  addOwner: `INSERT INTO queue_owners (id, pid, stamp) VALUES (?, ?, ?)`,
  removeOwner: `DELETE FROM queue_owners WHERE id = ?`,
} as const;
