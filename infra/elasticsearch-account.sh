#!/usr/bin/env bash
# Makes or renews the account that the program uses: it may do everything with indices named du-luan-*, make their templates, and
# nothing else. Needs ELASTICSEARCH_URL, ELASTIC_PASSWORD, STORE_PASSWORD; may run again, which is also how a password is changed.
set -euo pipefail

put() {
  # Passwords come through pipes: arguments can be read by every process.
  curl -sS --fail-with-body -K <(printf 'user = "elastic:%s"' "$ELASTIC_PASSWORD") -X PUT -H 'content-type: application/json' \
    -d @<(printf %s "$2") "$ELASTICSEARCH_URL$1"
  echo
}

role='{"cluster":["monitor","manage_index_templates"],"indices":[{"names":["du-luan-*"],"privileges":["all"]}]}'
account="{\"password\":\"$STORE_PASSWORD\",\"roles\":[\"du-luan\"],\"full_name\":\"Du Luan\"}"
put /_security/role/du-luan "$role"
put /_security/user/du-luan "$account"
