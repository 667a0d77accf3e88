-- What a news item is for, 'abstained' where the classifier would not say; NULL for posts and comments, and for what was kept before this.
ALTER TABLE items ADD COLUMN news_kind TEXT;

-- Types of the events that a news item tells of; the events themselves stand in its document.
CREATE TABLE item_events (
  num INTEGER NOT NULL REFERENCES items (num) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (num, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_events_value ON item_events (value, num);
