-- Editors' splits and merges of stories, as JSON. No reference to items: edits outlive them.
CREATE TABLE story_edits (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
