-- What became of every key that was ever settled; the first settlement stays.
CREATE TABLE outcomes (
  key TEXT PRIMARY KEY,
  outcome TEXT NOT NULL,
  item_id TEXT,
  source_id TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outcomes_off_topic ON outcomes (reason) WHERE outcome = 'off-topic';

-- The columns that filters, facets and trends need, about 150 bytes a row: a count over 100,000 items reads 15 MB and no text.
-- sort_at = publishedAt, or -9007199254740991 for undated items, so that newest first is one index and undated items come last.
-- tone and stance hold 'abstained', outlet 'unknown', where the item says null.
CREATE TABLE items (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sort_at INTEGER NOT NULL,
  day TEXT,
  kind TEXT NOT NULL,
  source_id TEXT NOT NULL,
  outlet TEXT NOT NULL,
  tone TEXT NOT NULL,
  stance TEXT NOT NULL,
  checkable INTEGER NOT NULL,
  main_topic TEXT,
  thread_url TEXT,
  story_id TEXT,
  reprint_of TEXT
) STRICT;
CREATE INDEX items_newest ON items (sort_at DESC, id);
CREATE INDEX items_story ON items (story_id, sort_at) WHERE story_id IS NOT NULL;
CREATE INDEX items_thread ON items (thread_url) WHERE thread_url IS NOT NULL;
CREATE INDEX items_reprint ON items (reprint_of) WHERE reprint_of IS NOT NULL;

-- The item as JSON, without storyId and reprintOf, which change and are columns above.
CREATE TABLE item_docs (
  num INTEGER PRIMARY KEY REFERENCES items (num) ON DELETE CASCADE,
  doc TEXT NOT NULL
) STRICT;

CREATE TABLE item_topics (
  num INTEGER NOT NULL REFERENCES items (num) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (num, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_topics_value ON item_topics (value, num);

CREATE TABLE item_acts (
  num INTEGER NOT NULL REFERENCES items (num) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (num, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_acts_value ON item_acts (value, num);

CREATE TABLE item_places (
  num INTEGER NOT NULL REFERENCES items (num) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (num, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_places_value ON item_places (value, num);

-- Our own words, joined by spaces: language/search-terms.ts has folded them. The ascii tokenizer takes every character beyond
-- ASCII for part of a word and so keeps our words as they are; unicode61 would split at letters newer than its tables.
CREATE VIRTUAL TABLE items_fts USING fts5 (toned, bare, plain, content = '', contentless_delete = 1, tokenize = 'ascii');

CREATE TABLE source_health (
  source_id TEXT PRIMARY KEY,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  doc TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  profile TEXT NOT NULL,
  week TEXT NOT NULL,
  doc TEXT NOT NULL,
  PRIMARY KEY (profile, week)
) STRICT, WITHOUT ROWID;
