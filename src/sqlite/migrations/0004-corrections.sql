-- What editors have corrected, one row per item, as JSON with the text that was labelled. No reference to items: labels outlive them.
-- set_aside: the item as JSON while it stands corrected to be off topic and is no row of items; null otherwise.
CREATE TABLE labels (
  item_id TEXT PRIMARY KEY,
  doc TEXT NOT NULL,
  set_aside TEXT
) STRICT, WITHOUT ROWID;
